/// Which shared strings are needed of a sheet whose columns are not all read: those of the columns that are, those of rows with few
/// cells (titles, groups, totals, signatures), and the first of each row, by which such rows are told.
struct StringUse {
    /// Rows with no more cells than this are kept whole.
    private static let few = 8

    private let columns: Set<Int>
    private var bits: [UInt64] = []
    /// Of the row at hand: how many cells it has, and the strings that are needed only if it has few.
    private var cells = 0
    private var spare: [Int] = []

    init(columns: Set<Int>) { self.columns = columns }

    /// Whether a string is needed.
    func needs(_ index: Int) -> Bool {
        let word = index >> 6
        return word < bits.count && bits[word] & 1 << UInt64(index & 63) != 0
    }

    /// A cell that is no shared string.
    mutating func take() { cells += 1 }

    /// A cell that is a shared string.
    mutating func take(_ index: Int, column: Int) {
        if cells == 0 || columns.contains(column) {
            keep(index)
        } else if cells <= Self.few {
            spare.append(index)
        }
        cells += 1
    }

    /// The end of the row.
    mutating func endRow() {
        if cells <= Self.few { spare.forEach { keep($0) } }
        spare.removeAll(keepingCapacity: true)
        cells = 0
    }

    private mutating func keep(_ index: Int) {
        let word = index >> 6
        if word >= bits.count { bits += [UInt64](repeating: 0, count: word + 1 - bits.count) }
        bits[word] |= 1 << UInt64(index & 63)
    }
}
