/// Rows of a `ValueTable` by their keys: an open-addressing table of row numbers. Sums of parents ask it for each value of each
/// child, and a Dictionary's hashing took a quarter of their time.
struct RowIndex: Sendable, Equatable {
    /// A power of two, at most half full; -1 is free.
    private var slots: [Int32]

    init(_ keys: [ValueTable.Key]) {
        var size = 64
        while size < keys.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        for (row, key) in keys.enumerated() { place(row, key) }
    }

    /// The row of a key, or nil.
    func row(_ key: ValueTable.Key, in keys: [ValueTable.Key]) -> Int? {
        var slot = Self.hash(key) & (slots.count - 1)
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds the last of the keys, which is new.
    mutating func add(_ keys: [ValueTable.Key]) {
        if keys.count * 2 > slots.count {
            self = RowIndex(keys)
        } else {
            place(keys.count - 1, keys[keys.count - 1])
        }
    }

    private mutating func place(_ row: Int, _ key: ValueTable.Key) {
        var slot = Self.hash(key) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: row)
    }

    /// Periods of one value lie side by side, values apart.
    private static func hash(_ key: ValueTable.Key) -> Int {
        let value = UInt64(bitPattern: key.value) &* 16 &+ UInt64(UInt32(bitPattern: key.breakdown))
        let spread = value &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: spread >> 32 &+ UInt64(UInt32(bitPattern: key.period)))
    }
}
