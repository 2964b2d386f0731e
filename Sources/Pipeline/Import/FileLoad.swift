import Domain
import Foundation
import Mapping
import Readers
import Records
import Reports
import Warehouse

/// Loads one file: looks at its head, then reads and maps it on threads of their own and loads it on this one, in one transaction.
struct FileLoad {
    let session: Session
    let rules: Rules
    let options: ImportOptions
    /// Code of the unit of `--unit`, or "".
    let unit: String
    let only: Int?
    let run: Int64
    /// Makes pseudonyms; asked for only when a file needs them.
    let pseudonymizer: () throws -> Pseudonymizer
    /// What the file's folder asks of it.
    var terms = LoadTerms()
    /// Looks for persons who were forgotten; nil where nobody is, or nothing is told or kept of the file.
    var search: PersonSearch?
    /// Called inside the transaction that says what became of the file.
    var note: (FileReport) throws -> Void = { _ in }

    /// Refuses the file.
    struct Refusal: Error {
        var reject: Reject
    }

    func callAsFunction(_ item: InputFiles.Item) throws -> MetFile {
        var met = MetFile(item)
        var entry = LoadEntry(
            name: item.name, sha256: "", source: nil, sourceVersion: nil, rules: "", unit: unit, asOf: nil,
            asOfFrom: nil, coversUntil: nil, arrived: terms.arrived?.number, started: LocalTime.now)
        hide(item, &met)
        do {
            try load(item, &met, &entry)
        } catch let failure as ReadFailure {
            let code = failure.cause.code
            if failure.cause.exitCode == 66 {
                met.report.status = .unreadable
                met.report.failure = group(
                    Reject(code: code, severity: .file, line: Int32(clamping: failure.line), found: failure.shownDetail)
                )
                return met
            }
            try refuse(
                Reject(
                    code: code, severity: .file, line: Int32(clamping: failure.line), found: failure.shownDetail,
                    expected: failure.expected(ReadLimits())), &met, &entry)
        } catch let refusal as Recogniser.Refusal {
            try refuse(
                Reject(
                    code: refusal.code, severity: .file, line: Int32(clamping: refusal.line), found: refusal.found,
                    expected: refusal.expected), &met, &entry)
        } catch let refusal as Refusal {
            try refuse(refusal.reject, &met, &entry)
        }
        return met
    }

    private func load(_ item: InputFiles.Item, _ met: inout MetFile, _ entry: inout LoadEntry) throws {
        var file = try item.open()
        var start: [UInt8] = []
        let (head, plan) = try prepare(item, &file, &start, &met, &entry)
        if item.canReopen, try session.mayBeLoaded(entry) {
            entry.sha256 = try FileDigest.hexadecimal(item)
            if try session.loaded(entry) != nil { return try noteLoaded(&met.report, entry) }
        }
        try take(file, start, head, [item.wrongEnding, head.wrongEnding].compactMap { $0 }, plan, &met, &entry)
    }

    /// The same bytes under the same unit, `as_of`, source and rules are skipped.
    private func noteLoaded(_ report: inout FileReport, _ entry: LoadEntry) throws {
        report.status = .alreadyLoaded
        report.rejectedThen = try session.rejects(ofSame: entry)
        try session.transaction {
            report.load = try session.note(entry, run: run, status: "already_loaded", ended: LocalTime.now)
            try note(report)
        }
    }

    private func take(
        _ file: consuming FileBytes, _ start: [UInt8], _ head: FileHead, _ endings: [WrongEnding], _ plan: LoadPlan,
        _ met: inout MetFile, _ entry: inout LoadEntry
    ) throws {
        let handoff = Handoff<FactBatch>()
        let producer = Producer(file, start: start, head: head, plan: plan, facts: handoff)
        var ending: Producer.Ending?
        do {
            try session.transaction {
                let number = try session.nextLoad()
                let open = try OpenLoad(
                    session, kind: plan.kind.id,
                    start: LoadStart(
                        number: number, asOf: entry.asOf ?? 0, mask: plan.mask, source: plan.source.id,
                        isComplete: plan.source.complete, isFanOut: plan.source.fanOut, partition: plan.source.partition
                    ),
                    entry: entry, run: run)
                var watch = LoadWatch(plan, rules, terms, asOf: entry.asOf ?? 0)
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
                let end = producer.wait()
                ending = end
                entry.sha256 = end.digest
                met.reading?.digest = end.digest
                if let failure = end.failure { throw failure }
                // The same bytes under the same unit, as_of, source and rules.
                if try session.loaded(entry) != nil { throw AlreadyLoaded() }
                let odd = try judge(open.counts, watch, plan, entry)
                try session.dropForgotten(open.metForgotten)
                var warnings = end.counts
                let closed = try ClosedRecords.drop(open, plan.kind, rules, session)
                if open.forgotten.count > 0 {
                    met.report.forgotten =
                        met.report.forgotten ?? FileReport.Forgotten(rows: open.forgotten.lines.count)
                    met.report.forgotten?.passedOver = open.forgotten.passedOver
                    warnings[.personForgotten, default: WarningCount()].count(open.forgotten.count)
                }
                if closed > 0 { warnings[.closedPeriod, default: WarningCount()].count(closed) }
                if open.joinedDiffering > 0 {
                    warnings[.joinedDiffers, default: WarningCount()].count(open.joinedDiffering)
                }
                met.report.warnings = Self.groups(warnings, end.warnings, plan)
                for index in met.report.warnings.indices
                where met.report.warnings[index].code == RejectCode.closedPeriod.rawValue {
                    met.report.warnings[index].expected = try session.closing()?.before.iso ?? ""
                }
                for ending in endings {
                    met.report.warnings.append(
                        group(
                            Reject(
                                code: .nameEnding, severity: .warning, found: ending.said, expected: ending.content)))
                }
                if options.sheet != nil, head.table == nil {
                    met.report.warnings.append(
                        group(Reject(code: .sheetIgnored, severity: .warning, expected: head.formatName)))
                }
                met.report.warnings += odd.map(group)
                try met.rejects.each { try session.keep([$0], load: number) }
                let empty = unit.isEmpty ? nil : unit
                let counts = try open.close(
                    entry, warnings: met.report.warnings.reduce(0) { $0 + $1.count }, emptyUnit: empty,
                    ended: LocalTime.now
                )
                met.report.counts = counts
                met.report.warnings += try judgeRetired(counts).map(group)
                try session.keepWarnings(
                    met.report.warnings.map { ($0.code, $0.count, Int($0.places.first?.line ?? 0)) }, load: number)
                met.report.load = number
                if counts.read == counts.filtered, counts.retired > 0 {
                    met.report.warnings.append(group(Reject(code: .listEmpty, severity: .warning)))
                }
                met.report.status = .loaded
                met.report.rejects = Self.groups(met.rejects, hiding: met.theirs)
                try note(met.report)
            }
        } catch is AlreadyLoaded {
            met.report.warnings = []
            try noteLoaded(&met.report, entry)
        } catch let failure as ReadFailure {
            met.report.warnings = []
            try refuse(
                Reject(
                    code: failure.cause.code, severity: .file, line: Int32(clamping: failure.line),
                    found: failure.shownDetail,
                    expected: failure.expected(ReadLimits())), &met, &entry)
        } catch let refusal as Refusal {
            met.report.warnings = Self.groups(ending?.counts ?? [:], ending?.warnings ?? [], plan)
            try refuse(refusal.reject, &met, &entry)
        }
    }

    /// The bytes are there already.
    private struct AlreadyLoaded: Error {}

    /// Keeps a refused file's rejects and what refused it, outside its transaction, which is undone.
    private func refuse(
        _ reject: Reject, _ met: inout MetFile, _ entry: inout LoadEntry
    ) throws {
        met.report.status = .refused
        met.report.failure = group(reject)
        met.report.rejects = Self.groups(met.rejects, hiding: met.theirs)
        met.report.counts = nil
        try session.transaction {
            let number = try session.note(entry, run: run, status: "refused", ended: LocalTime.now)
            try session.keep([reject], load: number)
            try met.rejects.each { try session.keep([$0], load: number) }
            met.report.load = number
            try note(met.report)
        }
    }

    private func group(_ reject: Reject) -> RejectGroup {
        var group = RejectGroup(reject)
        group.add(line: reject.line, row: reject.row, found: reject.found)
        return group
    }

    private static func groups(_ spool: RejectSpool, hiding theirs: Set<Int32>) -> [RejectGroup] {
        var tally = RejectTally()
        spool.each { tally.add($0, isPlaced: !theirs.contains($0.line)) }
        return tally.all
    }

    /// Warnings of mapper and reader.
    private static func groups(
        _ counts: [RejectCode: WarningCount], _ read: [ReadWarning], _ plan: LoadPlan
    ) -> [RejectGroup] {
        var groups: [RejectGroup] = []
        for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var group = RejectGroup(Reject(code: code, severity: .warning))
            for line in count.lines { group.add(line: line, row: line, found: "", times: 0) }
            group.add(line: 0, row: 0, found: "", times: count.count)
            groups.append(group)
        }
        for warning in read {
            guard let code = warning.cause.code else { continue }
            let column = warning.column - 1
            let heading = plan.shownHeadings.indices.contains(column) ? plan.shownHeadings[column] : ""
            var group = RejectGroup(
                Reject(code: code, severity: .warning, line: Int32(clamping: warning.line), heading: heading))
            group.add(line: Int32(clamping: warning.line), row: 0, found: "", times: warning.count)
            groups.append(group)
        }
        return groups
    }
}
