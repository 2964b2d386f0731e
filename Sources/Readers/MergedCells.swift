import Records

/// Cells over several rows of which only the first has the value. Those of the header are headings; among records the other rows
/// have nothing, which is counted. To fill them in would be a guess: one fee over two rows may be that of both together.
struct MergedCells {
    /// Merged cells that are remembered, and rows of them that are looked at: more than an honest sheet has.
    private static let most = 1 << 20
    private static let mostSteps = 64 << 20

    private let header: Int
    /// By column that is read: the rows with something in it; nil for the others.
    private var filled: [RowSet?]
    private var rows = RowSet()
    private var met: [Int] = []
    private var given = 0
    private var headerEnd = 0
    private var lastRow = 0
    private var merges: [(first: Int32, last: Int32, column: Int32)] = []

    init(_ columns: Set<Int>, behind header: Int) {
        self.header = header
        filled = (0..<(columns.max() ?? -1) + 1).map { columns.contains($0) ? RowSet() : nil }
    }

    mutating func meet(_ column: Int) {
        if column < filled.count, filled[column] != nil { met.append(column) }
    }

    mutating func endRow(_ number: Int) {
        for column in met { filled[column]?.insert(number) }
        met.removeAll(keepingCapacity: true)
        rows.insert(number)
        lastRow = max(lastRow, number)
        given += 1
        if given <= header { headerEnd = number }
    }

    mutating func merge(_ first: Int, _ last: Int, _ column: Int) {
        guard first > 0, last > first, merges.count < Self.most, filled.indices.contains(column), filled[column] != nil
        else { return }
        merges.append(
            (Int32(clamping: first), Int32(clamping: last), Int32(clamping: column)))
    }

    /// For each column, how many cells have nothing because they are merged with one above that has something, and the first of their
    /// rows. A cell over several columns is of the first of them.
    var warnings: [ReadWarning] {
        var found: [Int32: ReadWarning] = [:]
        var steps = 0
        for merge in merges where merge.first > headerEnd && steps < Self.mostSteps {
            guard let column = filled[Int(merge.column)], column.contains(Int(merge.first)) else { continue }
            let last = min(Int(merge.last), lastRow)
            var count = 0
            var line = 0
            var row = Int(merge.first) + 1
            while row <= last {
                if rows.contains(row), !column.contains(row) {
                    count += 1
                    if line == 0 { line = row }
                }
                row += 1
            }
            steps += max(1, last - Int(merge.first))
            if count == 0 { continue }
            var warning =
                found[merge.column]
                ?? ReadWarning(cause: .mergedCells, line: line, count: 0, column: Int(merge.column) + 1)
            warning.count += count
            warning.line = min(warning.line, line)
            found[merge.column] = warning
        }
        return found.values.sorted { $0.column < $1.column }
    }
}

/// Numbers of rows, a bit each.
private struct RowSet {
    private var words: [UInt64] = []

    func contains(_ row: Int) -> Bool { row >> 6 < words.count && words[row >> 6] & 1 << UInt64(row & 63) != 0 }

    mutating func insert(_ row: Int) {
        let word = row >> 6
        if word >= words.count { words += repeatElement(0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(row & 63)
    }
}
