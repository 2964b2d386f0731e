import Domain
import Foundation
import FoundationXML
import Readers
import Records
import Testing

@testable import Mapping

/// What the tests stand on: folders made of texts, files read into batches, and a whole load without a warehouse.
enum Rig {
    /// The top folder of the package.
    static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The rules of `Mappings/` as they are committed.
    static let house: (rules: Rules, diagnostics: [Diagnostic]) = {
        let compiler = RulesCompiler(folder: MappingFolder(at: top + "/Mappings"))
        return (compiler.rules, compiler.diagnostics)
    }()

    /// A made-up key: pseudonyms in tests are of no use to anybody.
    static let pseudonymizer = Pseudonymizer(key: [UInt8](repeating: 7, count: 32))

    /// A folder of mappings made of texts.
    static func folder(_ files: [String: String]) throws -> MappingFolder {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("mappings"))
        defer { remove(root) }
        try FileManager.default.createDirectory(
            at: root.appendingPathComponent("records"), withIntermediateDirectories: true)
        for (path, text) in files {
            let file = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return MappingFolder(at: root.path)
    }

    private static func remove(_ root: URL) {
        do { try FileManager.default.removeItem(at: root) } catch { print("left behind: \(root.path)") }
    }

    /// A table's records.
    static func table(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) throws -> RecordBatch {
        let reader = TableReader(delimiter: delimiter, encoding: try FormatSniffer(bytes[...]).encoding)
        var batch = RecordBatch()
        try reader.feed(bytes[...], into: &batch)
        try reader.finish(into: &batch)
        return batch
    }

    /// The rows of the one table of a file that holds several that fits a source.
    static func sheet(_ bytes: [UInt8], _ sniffed: FormatSniffer, _ recogniser: Recogniser) throws -> RecordBatch {
        let format = try #require(sniffed.container)
        let container = try format.open(SeekableBytes(bytes), encoding: sniffed.encoding)
        for index in try container.tables.indices {
            let stream = try container.rows(of: index, most: nil)
            var batch = RecordBatch()
            while try stream.next(into: &batch) {}
            if case .success = recogniser.table([head(batch)]) { return batch }
        }
        throw ReadFailure(.sheetMissing)
    }

    /// An XML document's records.
    static func xml(_ text: String, _ source: SourceDefinition) throws -> RecordBatch {
        let path = try #require(RecordPath(source.match.record))
        let reader = XMLReader(records: [path], encoding: .utf8, skip: Set(source.skip))
        var batch = RecordBatch()
        try reader.feed(Array(text.utf8)[...], into: &batch)
        try reader.finish(into: &batch)
        return batch
    }

    /// The first rows of a batch, as the recogniser wants them.
    static func head(_ batch: borrowing RecordBatch) -> Recogniser.Head {
        var rows: [(line: Int, cells: [String])] = []
        for head in batch.heads.prefix(Recogniser.deepest) {
            let cells = (Int(head.firstCell)..<Int(head.endCell)).map { index in
                let cell = batch.cells[index]
                return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
            }
            rows.append((Int(head.line), cells))
        }
        return Recogniser.Head(delimiter: UInt8(ascii: ","), rows: rows)
    }

    /// What a load came to.
    struct Outcome {
        var source: String
        var asOf: Day?
        var covers: Day?
        var lines: [String]
        var rejects: [Reject]
        var warnings: [RejectCode: WarningCount]
        var read: Int
        var filtered: Int
        var unseen: Int
    }

    /// A whole load: recognised, dated by itself, mapped.
    static func load(
        _ text: String, name: String = "tep.csv", unit: String = "", asOf: Day? = nil, rules: Rules = house.rules
    ) throws -> Outcome {
        try load(Array(text.utf8), name: name, unit: unit, asOf: asOf, rules: rules)
    }

    /// The same of a file's bytes, a table's in any encoding.
    static func load(
        _ bytes: [UInt8], name: String = "tep.csv", unit: String = "", asOf: Day? = nil, rules: Rules = house.rules
    ) throws -> Outcome {
        let text = String(decoding: bytes, as: UTF8.self)
        let sniffed = try FormatSniffer(bytes[...])
        let isSheet = sniffed.container != nil
        let isXML = !isSheet && text.hasPrefix("<")
        let recogniser = Recogniser(rules: rules, name: name, only: nil)
        let outline = isXML ? try XMLOutline(text).texts : []
        var batch = RecordBatch()
        if isSheet {
            batch = try sheet(bytes, sniffed, recogniser)
        } else if !isXML {
            batch = try table(bytes)
        }
        let match = try isXML ? recogniser.xml(outline.map(\.path)).get() : recogniser.table([head(batch)]).get()
        let source = rules.sources[match.source]
        let dates = outline.lazy.filter { source.asOf.isElement($0.path) }
        let inside =
            isXML
            ? dates.compactMap { source.asOf.day(element: $0.text) }.first : source.asOf.asOf(titles: match.titles)
        if isXML { batch = try xml(text, source) }
        let covers = source.asOf.lastDay(titles: match.titles)
        let day = asOf ?? inside ?? source.asOf.asOf(name: name) ?? covers
        var context = LoadContext(asOf: day?.number ?? 0, unit: unit, pseudonymizer: pseudonymizer)
        context.isSheet = isSheet
        if let format = sniffed.container {
            let container = try format.open(SeekableBytes(bytes), encoding: sniffed.encoding)
            context.serialOffset = Int64(try container.serialOffset)
        }
        context.period = source.asOf.window(titles: match.titles)?.name ?? ""
        let plan = LoadPlan(rules: rules, source: match.source, binding: match.binding, context: context)
        var mapper = Mapper(plan: plan)
        var facts = FactBatch(children: plan.kind.children.count)
        mapper.map(batch, into: &facts)
        var writer = FactText(plan: plan)
        return Outcome(
            source: source.id, asOf: day, covers: covers, lines: writer.lines(facts), rejects: facts.rejects,
            warnings: mapper.warnings, read: facts.read, filtered: facts.filtered, unseen: facts.unseen)
    }
}

/// The elements of an XML document with their paths from the root and texts, as the recogniser and the date want them.
final class XMLOutline: NSObject, XMLParserDelegate {
    private(set) var texts: [(path: String, text: String)] = []
    private var open: [(name: String, text: String)] = []

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append((name, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.indices.last { open[last].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        texts.append((open.map(\.name).joined(separator: "/"), open.last?.text ?? ""))
        open.removeLast()
    }
}
