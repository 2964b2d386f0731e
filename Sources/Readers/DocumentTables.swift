import Records

/// Which rows of a document of several tables are wanted.
enum TableChoice: Equatable {
    /// All of one table, by its number from 0.
    case whole(Int)
    /// The first ones of each; the place of each head is its table's number.
    case beginnings
}

/// Reads the rows of a document that holds several tables one behind the other.
protocol DocumentReader: RecordReader {
    /// The names of the tables met so far.
    var tables: [String] { get }
    /// By how many days its serial days count later than in Excel's 1900 system.
    var serialOffset: Int { get }
    /// Merged cells in these columns are looked at, behind so many rows with something in them.
    func look(at columns: Set<Int>, behind header: Int)
    /// Appends rows that wait, where not all were appended at once; false where none does.
    mutating func more(into batch: inout RecordBatch) throws(ReadFailure) -> Bool
}

extension DocumentReader {
    var serialOffset: Int { 0 }

    mutating func more(into batch: inout RecordBatch) throws(ReadFailure) -> Bool { false }
}

/// A container whose tables lie in one document, which is read from its beginning.
///
/// The first time that names or first rows are asked for, all of the document is read once: so a document that is cut off is
/// refused before anything of it is taken. The rows of a table are read as a stream.
final class DocumentTables: TableContainer {
    /// Gives the next bytes of the document, or nil at its end.
    typealias Bytes = () throws(ReadFailure) -> ArraySlice<UInt8>?

    /// Rows of a table that are kept as its beginning, and bytes of all of them.
    static let kept = 64
    private static let keptBytes = 32 << 20
    /// Tables of a document.
    static let most = 4_096

    private let open: () throws(ReadFailure) -> Bytes
    private let reader: (TableChoice) -> any DocumentReader
    /// What refuses a document for its tables.
    private let judge: (any DocumentReader) throws(ReadFailure) -> Void
    private var outline: (names: [String], offset: Int, rows: KeptRows)?

    init(
        open: @escaping () throws(ReadFailure) -> Bytes, reader: @escaping (TableChoice) -> any DocumentReader,
        judge: @escaping (any DocumentReader) throws(ReadFailure) -> Void = { (_) throws(ReadFailure) in }
    ) {
        self.open = open
        self.reader = reader
        self.judge = judge
    }

    var tables: [String] { get throws(ReadFailure) { try outlined().names } }

    var serialOffset: Int { get throws(ReadFailure) { try outlined().offset } }

    func rows(of table: Int, most: Int?) throws(ReadFailure) -> any RecordStream {
        if let most, most <= Self.kept { return try outlined().rows.stream(of: table, most: most) }
        return DocumentStream(try open(), reader(.whole(table)), most: most)
    }

    func rows(of table: Int, reading columns: Set<Int>, behind header: Int) throws(ReadFailure) -> any RecordStream {
        let reader = reader(.whole(table))
        reader.look(at: columns, behind: header)
        return DocumentStream(try open(), reader, most: nil)
    }

    private func outlined() throws(ReadFailure) -> (names: [String], offset: Int, rows: KeptRows) {
        if let outline { return outline }
        let reader = reader(.beginnings)
        let stream = DocumentStream(try open(), reader, most: nil)
        let rows = KeptRows()
        while try stream.next(into: &rows.batch) {
            if rows.batch.bytes.count > Self.keptBytes { throw ReadFailure(.recordTooLong) }
        }
        try judge(stream.reader)
        let outline = (stream.reader.tables, stream.reader.serialOffset, rows)
        self.outline = outline
        return outline
    }
}

/// The rows of a document as they come.
private final class DocumentStream: RecordStream {
    private let bytes: DocumentTables.Bytes
    private(set) var reader: any DocumentReader
    private let most: Int
    private var count = 0
    private var isEnded = false

    init(_ bytes: @escaping DocumentTables.Bytes, _ reader: any DocumentReader, most: Int?) {
        self.bytes = bytes
        self.reader = reader
        self.most = most ?? .max
    }

    var warnings: [ReadWarning] { reader.warnings }

    func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
        if count >= most { return false }
        let before = batch.heads.count
        defer { count += batch.heads.count - before }
        if try reader.more(into: &batch) { return true }
        if isEnded { return false }
        if let chunk = try bytes() {
            try reader.feed(chunk, into: &batch)
        } else {
            isEnded = true
            try reader.finish(into: &batch)
        }
        return true
    }
}

/// The first rows of every table of a document.
private final class KeptRows {
    var batch = RecordBatch()

    func stream(of table: Int, most: Int) -> any RecordStream { KeptStream(self, table, most) }

    private final class KeptStream: RecordStream {
        private var rows: KeptRows?
        private let table: Int
        private let most: Int

        init(_ rows: KeptRows, _ table: Int, _ most: Int) {
            self.rows = rows
            self.table = table
            self.most = most
        }

        var warnings: [ReadWarning] { [] }

        func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
            guard let rows else { return false }
            self.rows = nil
            for head in rows.batch.heads.filter({ Int($0.place) == table }).prefix(most) {
                rows.append(head, to: &batch)
            }
            return true
        }
    }

    private func append(_ kept: RecordHead, to out: inout RecordBatch) {
        var head = kept
        head.firstCell = Int32(truncatingIfNeeded: out.cells.count)
        for index in Int(kept.firstCell)..<Int(kept.endCell) {
            var cell = batch.cells[index]
            let text = batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
            cell.start = UInt32(truncatingIfNeeded: out.bytes.count)
            out.bytes.append(contentsOf: text)
            out.cells.append(cell)
        }
        head.endCell = Int32(truncatingIfNeeded: out.cells.count)
        head.place = -1
        if kept.fault >= 0 {
            head.fault = Int32(truncatingIfNeeded: out.faults.count)
            out.faults.append(batch.faults[Int(kept.fault)])
        }
        out.heads.append(head)
    }
}
