import Records

/// A row of a sheet that is written once and stands there many times.
struct RepeatedRow {
    private var texts: [UInt8] = []
    /// Cells that are alike: where the first is, how many, and how long their text is.
    private var cells: [(column: Int, count: Int, length: Int, isNumber: Bool)] = []

    var isEmpty: Bool { cells.isEmpty }

    /// Bytes of the row, what its cells take besides included.
    var weight: Int { cells.reduce(0) { $0 + $1.count * ($1.length + 16) } }

    mutating func removeAll() {
        texts.removeAll(keepingCapacity: texts.capacity < 65_536)
        cells.removeAll(keepingCapacity: true)
    }

    /// Adds cells from a column on, where the text says whether they are numbers; nothing where none is appended.
    mutating func add(_ column: Int, _ count: Int, _ text: (inout [UInt8]) -> Bool) {
        let start = texts.count
        let isNumber = text(&texts)
        if texts.count > start { cells.append((column, count, texts.count - start, isNumber)) }
    }

    /// Puts the row; false where nothing stands in it.
    func put(
        _ number: Int, of table: Int, _ limits: ReadLimits, _ notes: inout SheetNotes, into batch: inout RecordBatch
    ) -> Bool {
        var row = SheetRow(batch, limits: limits)
        var at = 0
        for cell in cells where !row.isFaulty {
            // One beyond the limit says that there are too many.
            for column in cell.column..<max(cell.column + 1, min(cell.column + cell.count, limits.cells + 1)) {
                let start = batch.bytes.count
                batch.bytes += texts[at..<at + cell.length]
                row.place(column, from: start, isNumber: cell.isNumber, in: &batch)
                notes.meet(column)
            }
            at += cell.length
        }
        return row.end(number, of: table, in: &batch)
    }
}
