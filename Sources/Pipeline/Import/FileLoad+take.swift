import Domain
import Foundation
import Mapping
import Readers
import Records
import Reports
import Warehouse

/// One file, one transaction: begun with its first batch, undone by whatever refuses it.
extension FileLoad {
    func take(
        _ file: consuming FileBytes, _ start: [UInt8], _ head: FileHead, _ plan: LoadPlan, _ met: inout MetFile,
        _ entry: inout LoadEntry, warnings told: [Reject]
    ) throws {
        let handoff = Handoff<FactBatch>()
        let producer = Producer(file, start: start, head: head, plan: plan, facts: handoff)
        var ending: Producer.Ending?
        do {
            try session.transaction {
                let open = try open(plan, entry)
                var watch = LoadWatch(plan, rules, terms, asOf: entry.asOf ?? 0)
                let end = try pour(producer, handoff, into: open, &watch, &met)
                ending = end
                entry.sha256 = end.digest
                met.reading?.digest = end.digest
                if let failure = end.failure { throw failure }
                // The same bytes under the same unit, as_of, source and rules.
                if try session.loaded(entry) != nil { throw AlreadyLoaded() }
                let odd = try judge(open.counts, watch, plan, entry)
                try session.dropForgotten(open.metForgotten)
                met.report.forgotten = forgotten(open, met.report.forgotten)
                met.report.warnings = try warnings(of: open, plan, end) + (told + odd).map(Self.group)
                try met.rejects.each { try session.keep([$0], load: open.number) }
                try close(open, entry, &met.report)
                met.report.rejects = Self.groups(met.rejects, hiding: met.theirs)
                try note(met.report)
            }
        } catch is AlreadyLoaded {
            met.report.warnings = []
            try noteLoaded(&met.report, entry)
        } catch let failure as ReadFailure {
            met.report.warnings = []
            try refuse(Reject(failure), &met, &entry)
        } catch let refusal as Refusal {
            met.report.warnings = Self.groups(ending?.counts ?? [:], ending?.warnings ?? [], plan)
            try refuse(refusal.reject, &met, &entry)
        }
    }

    /// The bytes are there already.
    private struct AlreadyLoaded: Error {}

    private func open(_ plan: LoadPlan, _ entry: LoadEntry) throws -> OpenLoad {
        let start = LoadStart(
            number: try session.nextLoad(), asOf: entry.asOf ?? 0, mask: plan.mask, source: plan.source.id,
            isComplete: plan.source.complete, isFanOut: plan.source.fanOut, partition: plan.source.partition)
        return try OpenLoad(session, kind: plan.kind.id, start: start, entry: entry, run: run)
    }

    /// Loads what the producer makes, batch by batch, on this thread; what ends it early stops the producer, too.
    private func pour(
        _ producer: Producer, _ handoff: Handoff<FactBatch>, into open: OpenLoad, _ watch: inout LoadWatch,
        _ met: inout MetFile
    ) throws -> Producer.Ending {
        producer.begin()
        do {
            while var batch = handoff.take() {
                watch.see(batch)
                try open.take(batch)
                met.keep(batch, hiding: open.forgotten.lines)
                batch.removeAll()
                handoff.giveBack(batch)
            }
        } catch {
            handoff.stop()
            _ = producer.wait()
            throw error
        }
        return producer.wait()
    }

    private func close(_ open: OpenLoad, _ entry: LoadEntry, _ report: inout FileReport) throws {
        var counts = try open.close(entry, emptyUnit: unit.isEmpty ? nil : unit, ended: LocalTime.now)
        report.warnings += try judgeRetired(counts).map(Self.group)
        if counts.read == counts.filtered, counts.retired > 0 {
            report.warnings.append(Self.group(Reject(code: .listEmpty, severity: .warning)))
        }
        counts.warnings = try session.keepWarnings(
            report.warnings.map { ($0.code, $0.count, Int($0.places.first?.line ?? 0)) }, load: open.number)
        report.counts = counts
        report.load = open.number
        report.status = .loaded
    }
}
