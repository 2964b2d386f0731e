/// The values of one unit and kind: for each breakdown value and period a row of cells, denominator and numerator by the
/// definition's position. Stored with all periods of a breakdown value in one row of the table, as JSON that SQLite can read
/// itself, `[[period, denominator, numerator, …], …]`: 4.5 million values of 200,000 dossiers are not rows of their own.
package struct ValueTable: Sendable, Equatable {
    /// Which value a row holds: breakdown, its value, period.
    package struct Key: Hashable, Sendable, Comparable {
        /// 0 is the total.
        package var breakdown: Int32
        package var value: Int64
        /// Number of the period in the warehouse.
        package var period: Int32

        package init(breakdown: Int32, value: Int64, period: Int32) {
            self.breakdown = breakdown
            self.value = value
            self.period = period
        }

        /// By breakdown, value and period.
        /// One word for the hasher instead of three.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(value &* 4_096 &+ Int64(period) &* 16 &+ Int64(breakdown))
        }

        /// By breakdown, value and period.
        package static func < (a: Key, b: Key) -> Bool {
            (a.breakdown, a.value, a.period) < (b.breakdown, b.value, b.period)
        }
    }

    /// Definitions; a row has twice as many cells.
    package let width: Int
    /// Rows by key; made when it is first asked for.
    private var index: RowIndex?
    package private(set) var keys: [Key] = []
    package private(set) var cells: [Int64] = []

    package init(width: Int) { self.width = width }

    /// Rows by key.
    package func rowOf() -> [Key: Int] {
        var made: [Key: Int] = [:]
        made.reserveCapacity(keys.count)
        for (row, key) in keys.enumerated() { made[key] = row }
        return made
    }

    /// The row of a key, made where there is none.
    package mutating func row(_ key: Key) -> Int {
        if index == nil { index = RowIndex(keys) }
        if let row = index?.row(key, in: keys) { return row }
        let row = keys.count
        keys.append(key)
        index?.add(keys)
        cells += repeatElement(0, count: width * 2)
        return row
    }

    /// A row whose key is new.
    package mutating func append(_ key: Key, _ row: ArraySlice<Int64>) {
        index = nil
        keys.append(key)
        cells += row
    }

    /// The rows of a stored breakdown value.
    mutating func append(breakdown: Int32, value: Int64, json: [UInt8]) {
        for numbers in Self.lists(json) {
            var row = Array(repeating: Int64(0), count: width * 2)
            for index in 0..<min(numbers.count - 1, row.count) { row[index] = numbers[index + 1] }
            append(Key(breakdown: breakdown, value: value, period: Int32(numbers[0])), row[...])
        }
    }

    /// Sets the counts of one definition in a row.
    package mutating func set(_ row: Int, _ entry: Int, denominator: Int64, numerator: Int64) {
        cells[row * width * 2 + entry * 2] = denominator
        cells[row * width * 2 + entry * 2 + 1] = numerator
    }

    /// Adds a row of another table to one of ours, all definitions but some.
    package mutating func add(_ row: Int, _ other: ValueTable, _ otherRow: Int, without entries: [Int] = []) {
        let base = row * width * 2
        let from = otherRow * width * 2
        for index in 0..<width * 2 { cells[base + index] += other.cells[from + index] }
        for index in entries.flatMap({ [$0 * 2, $0 * 2 + 1] }) { cells[base + index] -= other.cells[from + index] }
    }

    /// The same with other numbers of the breakdowns; rows of those that are not in the map are left out.
    package func renumbered(_ breakdowns: [Int32: Int32]) -> ValueTable {
        var table = ValueTable(width: width)
        for (row, key) in keys.enumerated() {
            guard let number = key.breakdown == 0 ? 0 : breakdowns[key.breakdown] else { continue }
            let own = ValueTable.Key(breakdown: number, value: key.value, period: key.period)
            table.append(own, cells[row * width * 2..<(row + 1) * width * 2])
        }
        return table
    }

    /// The counts of one definition in a row.
    package func pair(_ row: Int, _ entry: Int) -> (denominator: Int64, numerator: Int64) {
        (cells[row * width * 2 + entry * 2], cells[row * width * 2 + entry * 2 + 1])
    }

    /// Appends a row's period and cells, without zeros at the end.
    func appendJSON(_ row: Int, to out: inout [UInt8]) {
        var last = width * 2
        let base = row * width * 2
        while last > 0, cells[base + last - 1] == 0 { last -= 1 }
        out.append(UInt8(ascii: "["))
        Self.append(Int64(keys[row].period), to: &out)
        for index in base..<base + last {
            out.append(UInt8(ascii: ","))
            Self.append(cells[index], to: &out)
        }
        out.append(UInt8(ascii: "]"))
    }

    private static func append(_ value: Int64, to out: inout [UInt8]) {
        if value >= 100 { append(value / 100, to: &out) }
        let (tens, ones) = (UInt8(value % 100 / 10), UInt8(value % 10))
        if value >= 10 { out.append(0x30 + tens) }
        out.append(0x30 + ones)
    }

    /// The numbers of a stored row, each list its period first.
    static func lists(_ json: [UInt8]) -> [[Int64]] {
        var out: [[Int64]] = []
        var list: [Int64] = []
        var value: Int64 = -1
        for byte in json {
            if byte >= 0x30, byte <= 0x39 {
                value = max(value, 0) * 10 + Int64(byte - 0x30)
                continue
            }
            if value >= 0 { list.append(value) }
            value = -1
            if byte == UInt8(ascii: "]"), !list.isEmpty {
                out.append(list)
                list.removeAll(keepingCapacity: true)
            }
        }
        return out
    }
}
