import Domain
import Foundation
import FoundationXML
import Readers
import Records

@testable import Mapping

/// What the tests stand on: folders made of texts, files read into batches, and a whole load without a warehouse.
enum Rig {
    /// The top folder of the package.
    static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The rules of `Mappings/` as they are committed.
    static let house = RulesCompiler(folder: MappingFolder(at: top + "/Mappings"))

    /// A made-up key: pseudonyms in tests are of no use to anybody.
    static let pseudonymizer = Pseudonymizer(key: [UInt8](repeating: 7, count: 32))

    /// A folder of mappings made of texts.
    static func folder(_ files: [String: String]) throws -> MappingFolder {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("mappings-\(UUID().uuidString)")
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
        var reader = TableReader(delimiter: delimiter, encoding: .utf8, limits: ReadLimits())
        var batch = RecordBatch()
        try reader.feed(bytes[...], into: &batch)
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
        let isXML = text.hasPrefix("<")
        let recogniser = Recogniser(rules: rules, name: name, only: nil)
        let document = isXML ? try XMLText(text) : nil
        let table = isXML ? RecordBatch() : try Self.table(Array(text.utf8))
        let match = try isXML ? recogniser.xml(document?.paths ?? []).get() : recogniser.table([head(table)]).get()
        let source = rules.sources[match.source]
        let inside =
            isXML
            ? document?.texts.lazy.compactMap { source.asOf.isElement($0.path) ? source.asOf.day(element: $0.text) : nil }
                .first : source.asOf.asOf(titles: match.titles)
        let covers = source.asOf.lastDay(titles: match.titles)
        let day = asOf ?? inside ?? source.asOf.asOf(name: name) ?? covers
        let plan = LoadPlan(
            rules: rules, source: match.source, binding: match.binding,
            context: LoadContext(asOf: day?.number ?? 0, unit: unit, pseudonymizer: pseudonymizer))
        var mapper = Mapper(plan: plan)
        var facts = FactBatch(children: plan.kind.children.count)
        if let document {
            mapper.map(document.records(at: source.match.record, skip: Set(source.skip)), into: &facts)
        } else {
            mapper.map(table, into: &facts)
        }
        var writer = FactText(plan: plan)
        return Outcome(
            source: source.id, asOf: day, covers: covers, lines: writer.lines(facts), rejects: facts.rejects,
            warnings: mapper.warnings, read: facts.read, filtered: facts.filtered, unseen: facts.unseen)
    }
}

/// An XML document as a tree, from which tests make record batches by hand.
final class XMLText: NSObject, XMLParserDelegate {
    /// One element.
    final class Element {
        let name: String
        let line: Int
        let attributes: [String: String]
        var text = ""
        var children: [Element] = []

        init(name: String, line: Int, attributes: [String: String]) {
            self.name = name
            self.line = line
            self.attributes = attributes
        }
    }

    /// Local names from the root, of each element; and with their texts.
    private(set) var paths: [String] = []
    private(set) var texts: [(path: String, text: String)] = []
    private var root: Element?
    private var open: [Element] = []

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
        let element = Element(name: name, line: parser.lineNumber, attributes: attributes)
        open.last?.children.append(element)
        open.append(element)
        if root == nil { root = element }
        paths.append(open.map(\.name).joined(separator: "/"))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        texts.append((open.map(\.name).joined(separator: "/"), open.last?.text ?? ""))
        open.removeLast()
    }

    /// The records at a path from the root, `//Name` at any depth, without the content of some elements.
    func records(at path: String, skip: Set<String>) -> RecordBatch {
        var batch = RecordBatch()
        guard let root else { return batch }
        visit(root, root.name, path, skip, &batch)
        return batch
    }

    private func visit(_ element: Element, _ at: String, _ path: String, _ skip: Set<String>, _ batch: inout RecordBatch)
    {
        let isRecord = path.hasPrefix("//") ? element.name == path.dropFirst(2) : at == path
        guard isRecord else {
            for child in element.children { visit(child, "\(at)/\(child.name)", path, skip, &batch) }
            return
        }
        let first = batch.cells.count
        lay(element, [], -1, first, skip, &batch)
        batch.heads.append(
            RecordHead(
                firstCell: Int32(first), endCell: Int32(batch.cells.count), line: Int32(element.line),
                row: Int32(batch.heads.count + 1)))
    }

    private func lay(
        _ element: Element, _ steps: [String], _ parent: Int, _ first: Int, _ skip: Set<String>,
        _ batch: inout RecordBatch
    ) {
        for child in element.children {
            let here = batch.cells.count - first
            add(steps + [child.name], skip.contains(child.name) ? "" : child.text, parent, &batch)
            for (name, value) in child.attributes.sorted(by: { $0.key < $1.key }) {
                add(steps + [child.name, "@" + name], value, here, &batch)
            }
            if !skip.contains(child.name) { lay(child, steps + [child.name], here, first, skip, &batch) }
        }
    }

    private func add(_ steps: [String], _ text: String, _ parent: Int, _ batch: inout RecordBatch) {
        let path = XMLPath(
            steps: steps.map { XMLPath.Step(namespace: "", name: $0) }, written: steps.joined(separator: "/"))
        let name = batch.paths.firstIndex(of: path) ?? batch.paths.count
        if name == batch.paths.count { batch.paths.append(path) }
        let start = batch.bytes.count
        batch.bytes += Array(text.utf8)
        batch.cells.append(
            Cell(
                name: Int32(name), parent: Int32(parent), start: UInt32(start),
                length: UInt32(batch.bytes.count - start)))
    }
}
