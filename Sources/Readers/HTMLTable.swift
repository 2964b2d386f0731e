import Records

/// A table of a page that is not closed, and its row that is begun.
///
/// A cell over several columns or rows has its text in its first place; the others are empty. Line and row are the row's
/// number in its table.
struct HTMLTable {
    /// As much as HTML allows.
    static let mostColumns = 1_000
    static let mostRows = 65_534

    /// The text of the cell that is open.
    private(set) var isCellOpen = false
    var cell: FlowedText
    private let number: Int
    private let choice: TableChoice
    private let limits: ReadLimits
    private var given = 0
    private var row = 0
    private var isRowOpen = false
    private var isRowHidden = false
    private var isCellHidden = false
    private var cellColumn = 0
    private var cellRows = 1
    /// The column behind the last cell.
    private var column = 0
    /// By column: the first row that no cell above reaches into.
    private var freeFrom: [Int] = []
    /// The cells of the row that have text.
    private var texts: [UInt8] = []
    private var cells: [(column: Int, rows: Int, length: Int, isHidden: Bool)] = []

    init(number: Int, _ choice: TableChoice, _ limits: ReadLimits) {
        self.number = number
        self.choice = choice
        self.limits = limits
        cell = FlowedText(most: limits.stringText)
    }

    /// Whether text belongs to a cell whose row is wanted.
    var takesText: Bool {
        guard isCellOpen else { return false }
        if case .whole(let wanted) = choice { return wanted == number }
        return given < DocumentTables.kept
    }

    mutating func startRow(isHidden: Bool) {
        row += 1
        isRowOpen = true
        isRowHidden = isHidden
        column = 0
    }

    mutating func startCell(columns: Int, rows: Int, isHidden: Bool) {
        endCell()
        if !isRowOpen { startRow(isHidden: false) }
        while column < freeFrom.count, freeFrom[column] > row { column += 1 }
        isCellOpen = true
        isCellHidden = isHidden
        cellColumn = column
        cellRows = rows
        column += columns
        guard rows > 1 else { return }
        let end = min(column, limits.cells)
        if freeFrom.count < end { freeFrom += [Int](repeating: 0, count: end - freeFrom.count) }
        for covered in cellColumn..<max(cellColumn, end) { freeFrom[covered] = row + rows }
    }

    mutating func endCell() {
        guard isCellOpen else { return }
        if takesText, !cell.bytes.isEmpty {
            // More than a record may have is not held, and told by what is.
            if texts.count <= limits.recordBytes {
                cells.append((cellColumn, cellRows, cell.bytes.count, isCellHidden))
                texts += cell.bytes
            }
        }
        isCellOpen = false
        cell.removeAll()
    }

    /// Puts the row where something stands in it; false where nothing does.
    mutating func endRow(into batch: inout RecordBatch, _ notes: inout SheetNotes) -> Bool {
        endCell()
        guard isRowOpen else { return false }
        isRowOpen = false
        defer {
            cells.removeAll(keepingCapacity: true)
            texts.removeAll(keepingCapacity: texts.capacity < 65_536)
        }
        if cells.isEmpty { return false }
        var made = SheetRow(batch, limits: limits)
        var at = 0
        for cell in cells {
            let start = batch.bytes.count
            batch.bytes += texts[at..<at + cell.length]
            at += cell.length
            made.place(cell.column, from: start, in: &batch)
            notes.meet(cell.column)
            if cell.isHidden { notes.meetHidden(cell.column) }
            if cell.rows > 1 { notes.merge(rows: row, to: row + cell.rows - 1, column: cell.column) }
        }
        guard made.end(row, of: choice == .beginnings ? number : -1, in: &batch) else { return false }
        notes.endRow(row, isHidden: isRowHidden)
        given += 1
        return true
    }
}
