import Records

/// What is worth a word of a sheet beside its rows: hidden rows and columns, and merged cells that leave rows without a value.
struct SheetNotes {
    private var hidden = HiddenCells()
    private var merged: MergedCells?

    /// From now on merged cells are looked at: in these columns, behind so many rows with something in them.
    mutating func look(at columns: Set<Int>, behind header: Int) { merged = MergedCells(columns, behind: header) }

    /// Hides columns, counted from 0; `end` is one behind the last.
    mutating func hide(columns start: Int, to end: Int) { hidden.hide(columns: start, to: end) }

    /// A cell of the row at hand with something in it.
    mutating func meet(_ column: Int) {
        hidden.meet(column)
        merged?.meet(column)
    }

    /// The same of a cell that is hidden by itself, as its column's others are.
    mutating func meetHidden(_ column: Int) { hidden.meetHidden(column) }

    /// The row at hand is given, under its number.
    mutating func endRow(_ number: Int, isHidden: Bool) {
        if isHidden { hidden.meet(row: number) }
        merged?.endRow(number)
    }

    /// A cell is one over several rows, by their numbers; its column is the first that it covers.
    mutating func merge(rows first: Int, to last: Int, column: Int) { merged?.merge(first, last, column) }

    /// What is said.
    var warnings: [ReadWarning] { hidden.warnings + (merged?.warnings ?? []) }
}
