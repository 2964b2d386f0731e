import Domain
import Mapping
import Readers
import Records

/// A file read and mapped without a warehouse: its facts as lines of JSON, and what was not taken of it.
struct MappedFile {
    /// One object a taken record (`FactText`).
    private(set) var lines: [String] = []
    /// In the order of the file; of a refused file the one that refused it.
    private(set) var rejects: [Reject] = []

    /// Pseudonyms of cases are of no use to anybody.
    private static let pseudonymizer = Pseudonymizer(key: [UInt8](repeating: 7, count: Pseudonymizer.keyLength))

    /// `source` is the one that must fit; `unit` is what `--unit` would say.
    init(path: String, rules: Rules, source: String, unit: String, asOf: AsOf.Argument?) {
        do {
            try map(path, rules, source, unit, asOf)
        } catch let failure as ReadFailure {
            refuse(failure.cause.code, failure.line)
        } catch let refusal as Recogniser.Refusal {
            refuse(refusal.code, refusal.line)
        } catch {
            refuse(.inputOutput, 0)
        }
    }

    private mutating func refuse(_ code: RejectCode, _ line: Int) {
        lines = []
        rejects = [Reject(code: code, severity: .file, line: Int32(clamping: line))]
    }

    private mutating func map(
        _ path: String, _ rules: Rules, _ wanted: String, _ unit: String, _ argument: AsOf.Argument?
    ) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let item = Exports(InputFiles.Item(path: path, name: name)).only else {
            return refuse(.archiveNested, 0)
        }
        var file = try item.open()
        var bytes: [UInt8] = []
        while let chunk = try file.next() { bytes += chunk }
        if bytes.isEmpty { throw ReadFailure(.empty) }
        let head = try FileHead(
            &file, &bytes, isWhole: true, rules: rules,
            recogniser: Recogniser(rules: rules, name: item.ownName, only: nil),
            encoding: nil, sheet: nil)
        let source = rules.sources[head.match.source]
        guard source.id == wanted else {
            return refuse(.sourceUnknown, 0)
        }
        guard let asOf = AsOf.find(argument, source: source, head: head, item: item) else {
            return refuse(.asOfMissing, 0)
        }
        var context = LoadContext(
            asOf: asOf.day.number, unit: rules.units.code(unit) ?? unit, pseudonymizer: Self.pseudonymizer,
            encoding: head.encoding)
        context.isSheet = head.table != nil
        context.serialOffset = Int64(head.table?.serialOffset ?? 0)
        context.period = source.asOf.window(titles: head.match.titles)?.name ?? ""
        let plan = LoadPlan(rules: rules, source: head.match.source, binding: head.match.binding, context: context)
        guard plan.knowsUnit else { return refuse(.unitUnknown, 0) }
        var mapper = Mapper(plan: plan)
        var text = FactText(plan: plan)
        var records = RecordBatch()
        var facts = FactBatch(children: plan.kind.children.count)
        if let table = head.table {
            let stream = try table.records(reading: plan.columns, behind: plan.binding?.headerEnd ?? 0)
            while try stream.next(into: &records) {}
        } else {
            var reader = plan.reader(head)
            try reader.feed(bytes[...], into: &records)
            try reader.finish(into: &records)
        }
        mapper.map(records, into: &facts)
        lines = text.lines(facts)
        rejects = facts.rejects
    }
}
