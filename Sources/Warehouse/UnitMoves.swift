import Domain

/// How many records of each unit a file brought or changed. They come a unit at a time, so that one is counted without a look
/// into the table.
struct UnitMoves {
    private var counts: [Int64: Int] = [:]
    private var unit = Fact.none
    private var count = 0

    /// Counts records of a unit; what is taken back is negative.
    mutating func add(_ unit: Int64, _ number: Int = 1) {
        if unit != self.unit {
            close()
            self.unit = unit
        }
        count += number
    }

    /// A record may be another unit's now: both are another.
    mutating func pass(from old: RowImage, to new: RowImage, _ place: Int) {
        guard old.values[place] != new.values[place] else { return }
        for unit in [old.values[place], new.values[place]].compactMap({ $0 }) { add(unit) }
    }

    /// The units of which any is left.
    mutating func units() -> Set<Int64> {
        close()
        return Set(counts.filter { $0.value > 0 }.keys)
    }

    private mutating func close() {
        if count != 0 { counts[unit, default: 0] += count }
        count = 0
    }
}
