import Readers
import Records

/// A small CSV file of a case: rows by the names of its columns.
struct CaseTable {
    /// Names of the columns.
    let columns: [String]
    /// Each row with its line.
    let rows: [(line: Int, cells: [String: String])]

    /// Throws `ReadFailure` where the text is no table.
    init(_ text: String) throws {
        let reader = TableReader(delimiter: UInt8(ascii: ","), encoding: .utf8)
        var batch = RecordBatch()
        try reader.feed(Array(text.utf8)[...], into: &batch)
        try reader.finish(into: &batch)
        var found: [(line: Int, cells: [String])] = []
        for head in batch.heads {
            let cells = (Int(head.firstCell)..<Int(head.endCell)).map { index in
                let cell = batch.cells[index]
                return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
            }
            if cells.contains(where: { !$0.isEmpty }) { found.append((Int(head.line), cells)) }
        }
        let columns = found.first?.cells ?? []
        self.columns = columns
        rows = found.dropFirst().map { row in
            (row.line, Dictionary(zip(columns, row.cells)) { first, _ in first })
        }
    }
}
