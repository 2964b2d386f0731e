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

    /// Refuses the file.
    private struct Refusal: Error {
        var reject: Reject
    }

    func callAsFunction(_ item: InputFiles.Item) throws -> FileReport {
        var report = FileReport(name: item.name, status: .refused)
        var entry = LoadEntry(
            name: item.name, sha256: "", source: nil, sourceVersion: nil, rules: "", unit: unit, asOf: nil,
            asOfFrom: nil, coversUntil: nil, started: LocalTime.now)
        do {
            try load(item, &report, &entry)
        } catch let failure as ReadFailure {
            let code = failure.cause.code
            if failure.cause.exitCode == 66 {
                report.status = .unreadable
                report.failure = group(
                    Reject(code: code, severity: .file, line: Int32(clamping: failure.line), found: failure.detail))
                return report
            }
            try refuse(
                Reject(
                    code: code, severity: .file, line: Int32(clamping: failure.line), found: failure.detail,
                    expected: failure.expected(ReadLimits())), RejectSpool(), &report, &entry)
        } catch let refusal as Recogniser.Refusal {
            try refuse(
                Reject(
                    code: refusal.code, severity: .file, line: Int32(clamping: refusal.line), found: refusal.found,
                    expected: refusal.expected), RejectSpool(), &report, &entry)
        } catch let refusal as Refusal {
            try refuse(refusal.reject, RejectSpool(), &report, &entry)
        }
        return report
    }

    private func load(_ item: InputFiles.Item, _ report: inout FileReport, _ entry: inout LoadEntry) throws {
        var file = try item.open()
        var start: [UInt8] = []
        var isWhole = false
        while start.count < FileHead.reach, !isWhole {
            if let chunk = try file.next() { start += chunk } else { isWhole = true }
        }
        if start.isEmpty { throw ReadFailure(.empty) }
        try file.refuseNested(start[...])
        let recogniser = Recogniser(rules: rules, name: item.ownName, only: only)
        let head = try FileHead(
            &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, encoding: options.encoding,
            sheet: options.sheet)
        let source = rules.sources[head.match.source]
        report.source = source.id
        report.sourceTitle = source.title
        report.encoding = head.encoding.rawValue
        report.encodingNote = head.note
        entry.source = source.id
        entry.sourceVersion = source.version
        guard let asOf = AsOf.find(options.asOf, source: source, head: head, item: item) else {
            throw Refusal(reject: Reject(code: .asOfMissing, severity: .file))
        }
        // A slip in a date of export would make everything that is known look old. Who names the day means it.
        if asOf.from != "argument", asOf.day.number > LocalTime.today.number + 1 {
            throw Refusal(
                reject: Reject(
                    code: .asOfFuture, severity: .file, found: asOf.day.iso, expected: LocalTime.today.iso))
        }
        report.asOf = asOf.day.iso
        report.asOfFrom = asOf.from
        report.coversUntil = asOf.coversUntil.iso
        report.unit = unit
        entry.asOf = asOf.day.number
        entry.asOfFrom = asOf.from
        entry.coversUntil = asOf.coversUntil.number
        var context = LoadContext(asOf: asOf.day.number, unit: unit, pseudonymizer: nil, encoding: head.encoding)
        context.isSheet = head.table != nil
        context.period = source.asOf.window(titles: head.match.titles)?.name ?? ""
        var plan = LoadPlan(rules: rules, source: head.match.source, binding: head.match.binding, context: context)
        report.lacks = plan.lacks
        guard plan.knowsUnit else {
            throw Refusal(reject: Reject(code: .unitUnknown, severity: .file, expected: "--unit"))
        }
        if plan.needsKey {
            let made = try pseudonymizer()
            context.pseudonymizer = made
            plan = LoadPlan(rules: rules, source: head.match.source, binding: head.match.binding, context: context)
            entry.rules = rules.digest(source: head.match.source, key: made.keyID)
        } else {
            entry.rules = rules.digest(source: head.match.source, key: "")
        }
        if item.canReopen, try session.mayBeLoaded(entry) {
            entry.sha256 = try FileDigest.hexadecimal(item)
            if try session.loaded(entry) != nil { return try noteLoaded(&report, entry) }
        }
        try take(file, start, head, [item.wrongEnding, head.wrongEnding].compactMap { $0 }, plan, &report, &entry)
    }

    /// The same bytes under the same unit, `as_of`, source and rules are skipped.
    private func noteLoaded(_ report: inout FileReport, _ entry: LoadEntry) throws {
        report.load = try session.transaction {
            try session.note(entry, run: run, status: "already_loaded", ended: LocalTime.now)
        }
        report.status = .alreadyLoaded
    }

    private func take(
        _ file: consuming FileBytes, _ start: [UInt8], _ head: FileHead, _ endings: [WrongEnding], _ plan: LoadPlan,
        _ report: inout FileReport, _ entry: inout LoadEntry
    ) throws {
        let handoff = Handoff<FactBatch>()
        let producer = Producer(file, start: start, head: head, plan: plan, facts: handoff)
        var spool = RejectSpool()
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
                producer.begin()
                do {
                    while var batch = handoff.take() {
                        try open.take(batch)
                        let theirs = open.forgotten.lines
                        for var reject in batch.rejects {
                            // What a forgotten person's line says is theirs, too.
                            if theirs.contains(reject.line) { reject.found = "" }
                            spool.add(reject)
                        }
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
                if let failure = end.failure { throw failure }
                // The same bytes under the same unit, as_of, source and rules.
                if try session.loaded(entry) != nil { throw AlreadyLoaded() }
                try judge(open.counts, plan)
                var warnings = end.counts
                let closed = try ClosedRecords.drop(open, plan.kind, rules, session)
                if open.forgotten.count > 0 {
                    warnings[.personForgotten, default: WarningCount()].count(open.forgotten.count)
                }
                if closed > 0 { warnings[.closedPeriod, default: WarningCount()].count(closed) }
                if open.joinedDiffering > 0 {
                    warnings[.joinedDiffers, default: WarningCount()].count(open.joinedDiffering)
                }
                report.warnings = Self.groups(warnings, end.warnings)
                for ending in endings {
                    report.warnings.append(
                        group(
                            Reject(
                                code: .nameEnding, severity: .warning, found: ending.said, expected: ending.content)))
                }
                try spool.each { try session.keep([$0], load: number) }
                let empty = unit.isEmpty ? nil : unit
                report.counts = try open.close(
                    entry, warnings: report.warnings.reduce(0) { $0 + $1.count }, emptyUnit: empty, ended: LocalTime.now
                )
                try session.keepWarnings(
                    report.warnings.map { ($0.code, $0.count, Int($0.places.first?.line ?? 0)) }, load: number)
                report.load = number
                if let counts = report.counts, counts.read == counts.filtered, counts.retired > 0 {
                    report.warnings.append(group(Reject(code: .listEmpty, severity: .warning)))
                }
            }
            report.status = .loaded
            report.rejects = Self.groups(spool)
        } catch is AlreadyLoaded {
            report.warnings = []
            try noteLoaded(&report, entry)
        } catch let failure as ReadFailure {
            report.warnings = []
            try refuse(
                Reject(
                    code: failure.cause.code, severity: .file, line: Int32(clamping: failure.line),
                    found: failure.detail,
                    expected: failure.expected(ReadLimits())), spool, &report, &entry)
        } catch let refusal as Refusal {
            report.warnings = Self.groups(ending?.counts ?? [:], ending?.warnings ?? [])
            try refuse(refusal.reject, spool, &report, &entry)
        }
    }

    /// The bytes are there already.
    private struct AlreadyLoaded: Error {}

    /// More than ten rejects and more than the share that is tolerated refuse the file (design.md, 4).
    private func judge(_ counts: LoadCounts, _ plan: LoadPlan) throws {
        let records = counts.read - counts.filtered
        let percent = options.maxRejects ?? plan.source.maxRejects ?? ImportOptions.toleratedPercent
        guard counts.rejected > ImportOptions.toleratedRejects, counts.rejected * 100 > percent * records else {
            return
        }
        throw Refusal(
            reject: Reject(
                code: .tooManyRejects, severity: .file, found: "\(counts.rejected)/\(records)", expected: "\(percent) %"
            ))
    }

    /// Keeps a refused file's rejects and what refused it, outside its transaction, which is undone.
    private func refuse(
        _ reject: Reject, _ spool: RejectSpool, _ report: inout FileReport, _ entry: inout LoadEntry
    ) throws {
        report.status = .refused
        report.failure = group(reject)
        report.rejects = Self.groups(spool)
        report.counts = nil
        let final = entry
        report.load = try session.transaction {
            let number = try session.note(final, run: run, status: "refused", ended: LocalTime.now)
            try session.keep([reject], load: number)
            try spool.each { try session.keep([$0], load: number) }
            return number
        }
    }

    private func group(_ reject: Reject) -> RejectGroup {
        var group = RejectGroup(reject)
        group.add(line: reject.line, row: reject.row, found: reject.found)
        return group
    }

    private static func groups(_ spool: RejectSpool) -> [RejectGroup] {
        var tally = RejectTally()
        spool.each { tally.add($0) }
        return tally.all
    }

    /// Warnings of mapper and reader.
    private static func groups(_ counts: [RejectCode: WarningCount], _ read: [ReadWarning]) -> [RejectGroup] {
        var groups: [RejectGroup] = []
        for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var group = RejectGroup(Reject(code: code, severity: .warning))
            for line in count.lines { group.add(line: line, row: line, found: "", times: 0) }
            group.add(line: 0, row: 0, found: "", times: count.count)
            groups.append(group)
        }
        for warning in read {
            guard let code = warning.cause.code else { continue }
            var group = RejectGroup(Reject(code: code, severity: .warning, line: Int32(clamping: warning.line)))
            group.add(line: Int32(clamping: warning.line), row: 0, found: "", times: warning.count)
            groups.append(group)
        }
        return groups
    }
}
