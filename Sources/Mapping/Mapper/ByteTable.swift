/// Texts as they stand in a file, each with a number: an open-addressing table over one arena, so that a text that was met
/// before costs one look and no String.
struct ByteTable {
    private struct Entry {
        var hash: UInt64
        var start: Int
        var length: Int
        var value: Int64
    }

    private var arena: [UInt8] = []
    private var entries: [Entry] = []
    /// A power of two, or none while the table is empty: an empty table costs nothing.
    private var slots: [Int32] = []

    /// The value of bytes `from..<to`, or nil where they are new.
    func value(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int64? {
        if slots.isEmpty { return nil }
        let hash = Self.hash(bytes, from, to)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.length == to - from, equal(entry, bytes, from) { return entry.value }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers the value of a new text.
    mutating func set(_ bytes: [UInt8], _ from: Int, _ to: Int, _ value: Int64) {
        if entries.count * 2 >= slots.count { grow() }
        let hash = Self.hash(bytes, from, to)
        entries.append(Entry(hash: hash, start: arena.count, length: to - from, value: value))
        arena += bytes[from..<to]
        place(Int32(entries.count - 1), hash)
    }

    private func equal(_ entry: Entry, _ bytes: [UInt8], _ from: Int) -> Bool {
        for offset in 0..<entry.length where arena[entry.start + offset] != bytes[from + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: max(64, slots.count * 2))
        for (index, entry) in entries.enumerated() { place(Int32(index), entry.hash) }
    }

    private mutating func place(_ index: Int32, _ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    /// FNV-1a with a last mixing, so that the low bits are good.
    private static func hash(_ bytes: [UInt8], _ from: Int, _ to: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in from..<to { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        return hash ^ hash >> 29
    }
}
