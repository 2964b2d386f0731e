import Domain
import Mapping
import Readers
import Records
import Reports
import Warehouse

extension FileLoad {
    /// Looks at the head of an open export: format, encoding, table, source.
    private static func head(
        of item: InputFiles.Item, _ file: inout FileBytes, _ start: inout [UInt8], _ rules: Rules, only: Int?,
        _ options: ImportOptions
    ) throws -> FileHead {
        var isWhole = false
        while start.count < FileHead.reach, !isWhole {
            if let chunk = try file.next() { start += chunk } else { isWhole = true }
        }
        if start.isEmpty { throw ReadFailure(.empty) }
        try file.refuseNested(start[...])
        let recogniser = Recogniser(rules: rules, name: item.ownName, only: only)
        return try FileHead.told(
            &file, &start, isWhole: isWhole, rules: rules, recogniser: recogniser, encoding: options.encoding,
            sheet: options.sheet)
    }

    /// The day at which an export speaks, and the mark of a copy to correct, from its head alone; nil where it would be refused.
    static func look(
        at item: InputFiles.Item, _ rules: Rules, _ terms: LoadTerms, _ options: ImportOptions
    ) throws -> (day: Int64?, mark: CopyMark?)? {
        do {
            var file = try item.open()
            var start: [UInt8] = []
            let head = try head(of: item, &file, &start, rules, only: nil, options)
            let asOf = AsOf.find(options.asOf, terms, source: rules.sources[head.match.source], head: head, item: item)
            return (asOf?.day.number, head.table?.mark)
        } catch is ReadFailure {
            return nil
        } catch is Recogniser.Refusal {
            return nil
        }
    }

    /// Finds out what an open export is and how it is read: source, day, unit, plan. Throws what refuses it.
    func prepare(
        _ item: InputFiles.Item, _ file: inout FileBytes, _ start: inout [UInt8], _ met: inout MetFile,
        _ entry: inout LoadEntry
    ) throws -> (head: FileHead, plan: LoadPlan) {
        let head = try Self.head(of: item, &file, &start, rules, only: only, options)
        let source = rules.sources[head.match.source]
        met.report.source = source.id
        met.report.sourceTitle = source.title
        met.report.encoding = head.encoding.rawValue
        met.report.encodingNote = head.note
        entry.source = source.id
        entry.sourceVersion = source.version
        if !terms.sources.isEmpty, !terms.sources.contains(source.id) {
            let allowed = terms.sources.sorted().joined(separator: ", ")
            throw Refusal(
                reject: Reject(code: .sourceElsewhere, severity: .file, found: source.id, expected: allowed))
        }
        guard let asOf = AsOf.find(options.asOf, terms, source: source, head: head, item: item) else {
            throw Refusal(reject: Reject(code: .asOfMissing, severity: .file))
        }
        // A slip in a date of export would make everything that is known look old. Who names the day means it.
        if asOf.from != "argument", terms.told == nil, asOf.day.number > LocalTime.today.number + 1 {
            throw Refusal(
                reject: Reject(
                    code: .asOfFuture, severity: .file, found: asOf.day.iso, expected: LocalTime.today.iso))
        }
        met.report.asOf = asOf.day.iso
        met.report.asOfFrom = asOf.from
        met.report.coversUntil = asOf.coversUntil.iso
        let unit = try self.unit(head.table?.mark)
        met.report.unit = unit
        met.report.corrects = head.table?.mark.map { Mask.fileName($0.name) }
        entry.unit = unit
        entry.asOf = asOf.day.number
        entry.asOfFrom = asOf.from
        entry.coversUntil = asOf.coversUntil.number
        var context = LoadContext(asOf: asOf.day.number, unit: unit, pseudonymizer: nil, encoding: head.encoding)
        context.isSheet = head.table != nil
        context.serialOffset = Int64(head.table?.serialOffset ?? 0)
        context.period = source.asOf.window(titles: head.match.titles)?.name ?? ""
        var plan = LoadPlan(rules: rules, source: head.match.source, binding: head.match.binding, context: context)
        met.report.lacks = plan.lacks
        guard plan.knowsUnit else {
            throw Refusal(reject: Reject(code: .unitUnknown, severity: .file, expected: "--unit"))
        }
        met.reading = MetFile.Reading(head: head, plan: plan, asOf: asOf, unit: unit)
        if plan.needsKey {
            let made = try pseudonymizer()
            context.pseudonymizer = made
            plan = LoadPlan(rules: rules, source: head.match.source, binding: head.match.binding, context: context)
            entry.rules = rules.digest(source: head.match.source, key: made.keyID)
        } else {
            entry.rules = rules.digest(source: head.match.source, key: "")
        }
        return (head, plan)
    }

    /// The unit of records without one: the run's, or what a copy to correct says of its original, which must not be another's.
    private func unit(_ mark: CopyMark?) throws(Refusal) -> String {
        guard let own = mark?.unit, !own.isEmpty, own != unit else { return unit }
        if unit.isEmpty { return own }
        throw Refusal(reject: Reject(code: .copyOfOther, severity: .file, found: own, expected: unit))
    }

    /// Finds the lines that name persons who were forgotten before anything of the file is told: also those of which no record comes,
    /// in columns that no rule names, of a file that will be refused.
    func hide(_ item: InputFiles.Item, _ met: inout MetFile) {
        guard let search, item.canReopen else { return }
        let finding = search(item)
        guard finding.isThere else { return }
        met.theirs = finding.lines
        met.report.forgotten = FileReport.Forgotten(rows: finding.lines.count)
    }

    /// Reads an export again of which everything is loaded already, for its rejects: what a killed run had found and not yet
    /// answered. `report` is what became of it then.
    func readAgain(_ item: InputFiles.Item, _ report: FileReport) throws -> MetFile {
        var met = MetFile(item)
        hide(item, &met)
        var report = report
        report.forgotten = report.forgotten ?? met.report.forgotten
        met.report = report
        if report.rejects.isEmpty { return met }
        do {
            let end = try facts(of: item, &met) { met, batch in met.keep(batch) }
            met.reading?.digest = end.digest
        } catch  where error is ReadFailure || error is Recogniser.Refusal || error is Refusal {
            // What cannot be read to its end has no copy; its receipt says why.
        }
        met.report = report
        return met
    }

    /// Reads and maps an export as a load does, and loads nothing: each batch is shown.
    func facts(
        of item: InputFiles.Item, _ met: inout MetFile, _ see: (inout MetFile, borrowing FactBatch) throws -> Void
    ) throws -> Producer.Ending {
        var entry = LoadEntry(
            name: item.name, sha256: "", source: nil, sourceVersion: nil, rules: "", unit: unit, asOf: nil,
            asOfFrom: nil, coversUntil: nil, started: "")
        var file = try item.open()
        var start: [UInt8] = []
        let (head, plan) = try prepare(item, &file, &start, &met, &entry)
        let handoff = Handoff<FactBatch>()
        let producer = Producer(file, start: start, head: head, plan: plan, facts: handoff)
        producer.begin()
        do {
            while var batch = handoff.take() {
                try see(&met, batch)
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
}
