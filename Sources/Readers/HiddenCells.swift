import Records

/// The hidden rows and columns of a sheet in which something stands: read all the same, counted and said.
struct HiddenCells {
    private var rows = 0
    private var firstRow = 0
    private var columns = 0
    /// By column: whether it is hidden, and whether a hidden one was met.
    private var isHidden: [Bool] = []
    private var isMet: [Bool] = []

    /// Hides columns, counted from 0; `end` is one behind the last.
    mutating func hide(columns start: Int, to end: Int) {
        let end = min(end, SheetRow.mostColumns)
        guard start >= 0, start < end else { return }
        if isHidden.count < end {
            isHidden += [Bool](repeating: false, count: end - isHidden.count)
            isMet += [Bool](repeating: false, count: end - isMet.count)
        }
        for column in start..<end { isHidden[column] = true }
    }

    /// A cell with something in it.
    mutating func meet(_ column: Int) {
        guard column < isHidden.count, isHidden[column], !isMet[column] else { return }
        isMet[column] = true
        columns += 1
    }

    /// A cell with something in it that is hidden by itself, as its column's others are.
    mutating func meetHidden(_ column: Int) {
        hide(columns: column, to: column + 1)
        meet(column)
    }

    /// A hidden row with something in it, by its number.
    mutating func meet(row number: Int) {
        if rows == 0 { firstRow = number }
        rows += 1
    }

    /// What is said of them.
    var warnings: [ReadWarning] {
        var warnings: [ReadWarning] = []
        if rows > 0 { warnings.append(ReadWarning(cause: .hiddenRows, line: firstRow, count: rows)) }
        if columns > 0 { warnings.append(ReadWarning(cause: .hiddenColumns, line: 0, count: columns)) }
        return warnings
    }
}
