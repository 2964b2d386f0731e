import Domain

/// The counts of one breakdown (or of the total, whose only group is 0): a row of cells for each of its values.
///
/// A cell holds two counts in one number, the denominator in the upper half and the numerator in the lower: one addition
/// counts a record in both, and differences of prefix sums hold for both at once.
struct Ledger: Sendable {
    /// What a record adds that is in the denominator.
    static let counted: Int64 = 1 << 32

    /// Values by group, in the order in which they were met.
    private(set) var values: [Int64] = []
    private(set) var cells: [Int64] = []
    /// Cells of a group.
    let width: Int
    /// Groups of values from 0 up, −1 where not met: codes and most interned texts are small.
    private var small: [Int32]
    private var large: [Int64: Int32] = [:]

    private static let smallest = 4_096

    init(width: Int) {
        self.width = width
        small = Array(repeating: -1, count: Self.smallest)
    }

    /// The group of each value, −1 where it is none or unknown: such a record counts in the total only, because '' is the
    /// total's mark.
    mutating func groups(_ values: [Int64], _ count: Int, into out: inout [Int32]) {
        for i in 0..<count {
            let value = values[i]
            if value >= 0 && value < Int64(Self.smallest) {
                let group = small[Int(value)]
                out[i] = group >= 0 ? group : open(value)
            } else if value <= Mark.unknown {
                out[i] = -1
            } else {
                out[i] = large[value] ?? open(value)
            }
        }
    }

    /// A new group.
    mutating func open(_ value: Int64) -> Int32 {
        let group = Int32(values.count)
        values.append(value)
        cells.append(contentsOf: repeatElement(0, count: width))
        if value >= 0 && value < Int64(Self.smallest) { small[Int(value)] = group } else { large[value] = group }
        return group
    }

    /// Adds the hits, each in its record's group and, from `first` on, its own cell.
    mutating func add(_ hits: Hits, _ groups: [Int32], first: Int) {
        for i in 0..<hits.count {
            let group = Int(groups[Int(hits.rows[i])])
            if group >= 0 { cells[group * width + first + Int(hits.cells[i])] &+= hits.amounts[i] }
        }
    }

    /// Adds to the only group.
    mutating func add(_ hits: Hits, first: Int) {
        for i in 0..<hits.count { cells[first + Int(hits.cells[i])] &+= hits.amounts[i] }
    }
}

/// The records of a chunk that one entry counts: which, in which cell, and how much they add.
struct Hits: Sendable {
    var rows: [Int32]
    var cells: [Int32]
    var amounts: [Int64]
    var count = 0

    init(capacity: Int) {
        rows = Array(repeating: 0, count: capacity + 1)
        cells = Array(repeating: 0, count: capacity + 1)
        amounts = Array(repeating: 0, count: capacity + 1)
    }

    /// Notes a record where it has its place in the window. It counts where its denominator holds and its numerator is
    /// known; a numerator that is null is not true.
    ///
    /// Always written and only sometimes kept: a branch here is guessed wrong every third time.
    @inline(__always)
    mutating func note(_ row: Int, cell: Int32, _ denominator: Int64, _ numerator: Int64, where present: Bool) {
        rows[count] = Int32(truncatingIfNeeded: row)
        cells[count] = cell
        amounts[count] = Ledger.counted + (Kernel.isTrue(numerator) ? 1 : 0)
        let counts = (present ? 1 : 0) & (Kernel.isTrue(denominator) ? 1 : 0) & (numerator != Mark.unknown ? 1 : 0)
        count &+= counts
    }
}
