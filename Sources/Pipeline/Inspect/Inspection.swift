import Domain
import Mapping
import Readers
import Records

/// How a file would be read, found in its first bytes: by the one source that fits, or by its own looks.
struct Inspection {
    let isXML: Bool
    let encoding: TextEncoding
    let hasMark: Bool
    var delimiter: UInt8 = 0
    /// Where the file holds several tables, the one that is looked at: the one that fits, or was named, or else the first
    /// that has a header.
    private(set) var sheet: (index: Int, name: String)?
    /// Names of all tables of such a file.
    private(set) var sheets: [String] = []
    /// `table`, `xml`, or what people call the format of a workbook.
    private(set) var formatName = "table"
    /// The one source that fits, and the file's head under it.
    private(set) var head: FileHead?
    /// Why none does.
    private(set) var refusal: Recogniser.Refusal?
    /// Tables: line of the header's first row, rows that come before the first record, headings by column.
    private(set) var headerLine: Int?
    private(set) var rowsBefore = 0
    private(set) var headings: [String] = []
    private var lower: [[String]] = []
    /// What a draft needs beside the columns.
    private(set) var layout = DraftLayout()
    /// XML: element content that is passed over.
    private var skip: Set<String> = ["Base64"]

    /// Throws what makes a file unreadable.
    init(
        _ start: ArraySlice<UInt8>, isWhole: Bool, rules: Rules, names: KnownNames, name: String,
        encoding known: TextEncoding?
    ) throws {
        let sniffed = try FormatSniffer(start, encoding: known)
        if sniffed.isBlank, isWhole { throw ReadFailure(.empty) }
        isXML = sniffed.kind == .xml
        formatName = isXML ? "xml" : "table"
        encoding = sniffed.encoding
        hasMark = sniffed.hasMark
        do {
            head = try FileHead(
                start, sniffed, isWhole: isWhole, rules: rules,
                recogniser: Recogniser(rules: rules, name: name, only: nil))
        } catch let refusal as Recogniser.Refusal {
            self.refusal = refusal
        }
        layout.name = name
        if isXML {
            outline(start, isWhole: isWhole, rules, names)
        } else {
            delimiter = head?.match.delimiter ?? DelimiterGuess.delimiter(of: start, encoding: encoding)
            lookForHeader(FileHead.rows(start, isWhole: isWhole, delimiter, encoding), names)
        }
    }

    /// Of a file that holds tables by name. Throws what makes it unreadable, and where there is no table of the name.
    init(
        _ format: ContainerFormat, _ bytes: SeekableBytes, _ start: ArraySlice<UInt8>, _ sniffed: FormatSniffer,
        named wanted: String?, rules: Rules, names: KnownNames, name: String
    ) throws {
        isXML = false
        formatName = format.name.lowercased()
        layout.name = name
        do {
            let recogniser = Recogniser(rules: rules, name: name, only: nil)
            head = try FileHead(
                format, bytes, start, sniffed, rules: rules, recogniser: recogniser, sheet: wanted)
        } catch let refusal as Recogniser.Refusal {
            self.refusal = refusal
        }
        encoding = head?.encoding ?? sniffed.encoding
        hasMark = sniffed.hasMark
        let container = try format.open(bytes, encoding: encoding)
        let tables = try container.tables
        sheets = tables
        let named = try wanted.map { name throws(ReadFailure) in try ContainedTable.index(of: name, in: tables) }
        for index in (head?.table?.index ?? named).map({ [$0] }) ?? Array(tables.indices) {
            let rows = try ContainedTable.firstRows(of: index, in: container)
            sheet = (index, tables[index])
            lookForHeader(rows, names)
            if headerLine != nil { return }
        }
    }

    /// What says more than the sources that are near.
    mutating func refuse(_ refusal: Recogniser.Refusal) {
        head = nil
        self.refusal = refusal
    }

    /// All rows of the sheet that is looked at.
    func rows(of format: ContainerFormat, _ bytes: SeekableBytes) throws(ReadFailure) -> any RecordStream {
        try format.open(bytes, encoding: encoding).rows(of: sheet?.index ?? 0, most: nil)
    }

    private mutating func outline(_ start: ArraySlice<UInt8>, isWhole: Bool, _ rules: Rules, _ names: KnownNames) {
        let found = RecordOutline(start, isWhole: isWhole, encoding: encoding, names: names)
        layout.outside = found.outside
        layout.record = found.record ?? "*/*"
        if let head {
            let source = rules.sources[head.match.source]
            layout.record = source.match.record
            skip.formUnion(source.skip)
        }
    }

    private mutating func lookForHeader(_ rows: [(line: Int, cells: [String])], _ names: KnownNames) {
        if let binding = head?.match.binding {
            headings = Array(binding.headings.prefix(binding.width))
            rowsBefore = binding.headerEnd
            layout.titles = head?.match.titles ?? []
            // The header ends where the records begin; where it begins is seen by its first own row.
            let guess = HeaderGuess(Recogniser.Head(delimiter: delimiter, rows: rows), names: names)
            let first = guess.map { $0.start + $0.count == rowsBefore ? $0.start : rowsBefore - 1 } ?? rowsBefore - 1
            headerLine = rows.indices.contains(first) ? rows[first].line : nil
            layout.headerRows = rowsBefore - first
        } else if let guess = HeaderGuess(Recogniser.Head(delimiter: delimiter, rows: rows), names: names) {
            headings = guess.headings
            lower = guess.lower
            rowsBefore = guess.start + guess.count
            headerLine = rows[guess.start].line
            layout.headerRows = guess.count
            layout.titles = TitlePattern.lines(rows[..<guess.start].map(\.cells))
        }
    }

    /// The reader of all records.
    var reader: any RecordReader {
        guard isXML else { return TableReader(delimiter: delimiter, encoding: encoding) }
        let path = RecordPath(layout.record) ?? .childrenOfRoot
        return XMLReader(records: [path], encoding: encoding, skip: skip)
    }

    /// XML: whether what stands at a path is passed over unread.
    func passesOver(_ path: String) -> Bool {
        isXML && skip.contains(path.split(separator: "/").last.map(String.init) ?? "")
    }

    /// An empty profile of the file's columns.
    func profiler(_ probe: CellProbe) -> Profiler {
        isXML ? Profiler(xml: probe) : Profiler(headings: headings, lower: lower, behind: rowsBefore, probe: probe)
    }

    /// Names of the fields that a column is read into; `heading` is its number in a table and its path in XML.
    func fields(_ column: Int, path: String, _ rules: Rules) -> [String] {
        guard let head else { return [] }
        let source = rules.sources[head.match.source]
        let kind = rules.kinds[source.kind]
        var out: [String] = []
        for (index, rule) in source.fields.enumerated() {
            let reads = head.match.binding.map { binding in
                binding.reads[index].contains { binding.columns[$0] == column }
            }
            let isRead = reads ?? rule.names.contains { Self.path(source.names[$0].steps) == path }
            if isRead { out.append(kind.columns[rule.column].name) }
        }
        for (list, child) in source.children.enumerated() {
            let columns = kind.children[child.child].columns
            for (index, rule) in child.fields.enumerated() {
                let reads = head.match.binding.map { binding in
                    binding.childReads[list][index].contains { binding.children[list][$0] == column }
                }
                let isRead =
                    reads
                    ?? rule.names.contains { name in
                        child.records.contains { Self.path($0 + child.names[name].steps) == path }
                    }
                if isRead { out.append("\(kind.children[child.child].id).\(columns[rule.column].name)") }
            }
        }
        var met: Set<String> = []
        return out.filter { met.insert($0).inserted }
    }

    private static func path(_ steps: [XMLPath.Step]) -> String { steps.map(\.name).joined(separator: "/") }
}
