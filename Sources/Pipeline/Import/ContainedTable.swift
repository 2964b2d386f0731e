import Domain
import Mapping
import Readers
import Records

/// One table of a file that holds several by name: a sheet of a workbook, a table of a web page.
struct ContainedTable: Sendable {
    let format: ContainerFormat
    let bytes: SeekableBytes
    /// Of a format that is text.
    let encoding: TextEncoding
    let index: Int
    /// By how many days its serial days count later than in Excel's 1900 system.
    let serialOffset: Int
    /// Of a copy to correct: what it carries of its original.
    var mark: CopyMark?
    /// Of such a copy: the column of reasons, which is none of its list.
    var reasons: Int?

    /// Its rows from the first one on, as far as some columns are read; so many are header and what is above it.
    func records(reading columns: Set<Int>, behind header: Int) throws(ReadFailure) -> any RecordStream {
        try without(try format.open(bytes, encoding: encoding).rows(of: index, reading: columns, behind: header))
    }

    /// All of its rows, whole.
    func records() throws(ReadFailure) -> any RecordStream {
        try without(try format.open(bytes, encoding: encoding).rows(of: index, most: nil))
    }

    /// What the file calls it.
    var name: String {
        get throws(ReadFailure) { try format.open(bytes, encoding: encoding).tables[index] }
    }

    private func without(_ rows: any RecordStream) throws(ReadFailure) -> any RecordStream {
        reasons.map { WithoutReasons(rows, column: $0) } ?? rows
    }

    /// The table that fits a source, and how; `name` is the one that must, where one was named.
    ///
    /// Throws what refuses the file where none or several fit.
    static func find(
        _ format: ContainerFormat, _ bytes: SeekableBytes, _ encoding: TextEncoding, named name: String?,
        _ recogniser: Recogniser
    ) throws -> (table: ContainedTable, match: Recogniser.Match) {
        let container = try format.open(bytes, encoding: encoding)
        let names = try container.tables
        let mark = format.isOnePage ? nil : try CopyMark(container)
        let offset = try mark?.serialOffset ?? container.serialOffset
        // A copy to correct has one list, whatever the sheet of its original was called.
        let candidates =
            mark != nil
            ? names.indices.filter { !CopyMark.isOwn(names[$0]) }
            : try name.map { [try index(of: $0, in: names)] } ?? Array(names.indices)
        let recogniser = mark.map { recogniser.of(name: $0.name, source: $0.source) } ?? recogniser
        var fitting: [(table: ContainedTable, match: Recogniser.Match)] = []
        var refusals: [Recogniser.Refusal] = []
        for index in candidates {
            var rows = try firstRows(of: index, in: container)
            let reasons = mark == nil ? nil : WithoutReasons.column(in: rows)
            rows = WithoutReasons.stripped(rows, column: reasons)
            switch recogniser.table([Recogniser.Head(delimiter: 0, rows: rows)]) {
            case .success(let match):
                let table = ContainedTable(
                    format: format, bytes: bytes, encoding: encoding, index: index, serialOffset: offset, mark: mark,
                    reasons: reasons)
                fitting.append((table, match))
            case .failure(let refusal): refusals.append(refusal)
            }
        }
        if fitting.count == 1 {
            if format.isOnePage, name == nil {
                try refuseSplit(fitting[0].match, fitting[0].table.index, container, names)
            }
            return fitting[0]
        }
        if fitting.count > 1 {
            let fit = fitting.map { names[$0.table.index] }
            throw Recogniser.Refusal(code: .sheetAmbiguous, found: shown(fit), expected: "", line: 0)
        }
        // A sheet that fits but for a fault in its heading says more than those that do not fit.
        if let fault = refusals.first(where: { $0.code != .sourceUnknown }) { throw fault }
        for index in candidates {
            let batch = try firstBatch(of: index, in: container)
            if let fault = UnknownTable.refusal(batch, isWhole: true, encoding) { throw fault }
        }
        if refusals.count == 1 { throw refusals[0] }
        let nearest = refusals.map(\.expected).first { $0 != Recogniser.noneNear } ?? Recogniser.noneNear
        throw Recogniser.Refusal(
            code: .sheetUnknown, found: shown(candidates.map { names[$0] }), expected: nearest, line: 0)
    }

    /// Throws where another table of the page is nearly as wide as the one that fits: its rows may be records of the same list, and
    /// would be lost in silence.
    private static func refuseSplit(
        _ match: Recogniser.Match, _ index: Int, _ container: any TableContainer, _ names: [String]
    ) throws {
        let width = match.binding?.width ?? 0
        for other in names.indices where other != index {
            let widest = try firstRows(of: other, in: container).map(\.cells.count).max() ?? 0
            if widest * 3 >= width * 2 {
                throw Recogniser.Refusal(
                    code: .tableSplit, found: shown([names[index], names[other]]), expected: names[index], line: 0)
            }
        }
    }

    /// The table of a name, in capitals or not, as spreadsheets take it.
    static func index(of name: String, in names: [String]) throws(ReadFailure) -> Int {
        if let index = names.firstIndex(of: name) { return index }
        let lower = name.lowercased()
        if let index = names.firstIndex(where: { $0.lowercased() == lower }) { return index }
        throw ReadFailure(.sheetMissing, detail: shown(names))
    }

    /// Names for people, who may be named in them, the first twenty.
    static func shown(_ names: [String]) -> String {
        names.prefix(20).map { "\"\(Mask.printable(Mask.fileName($0)))\"" }.joined(separator: ", ")
            + (names.count > 20 ? ", …" : "")
    }

    /// Its first rows, as far as a header is looked for.
    static func firstRows(
        of index: Int, in container: any TableContainer
    ) throws(ReadFailure) -> [(line: Int, cells: [String])] {
        FileHead.rows(try firstBatch(of: index, in: container), Recogniser.deepest + 3)
    }

    private static func firstBatch(
        of index: Int, in container: any TableContainer
    ) throws(ReadFailure) -> RecordBatch {
        let stream = try container.rows(of: index, most: Recogniser.deepest + 3)
        var batch = RecordBatch()
        while try stream.next(into: &batch) {}
        return batch
    }
}
