package import Domain
import GRDB

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

    /// Adds counts of one definition to a row.
    package mutating func add(_ row: Int, _ entry: Int, denominator: Int64, numerator: Int64) {
        cells[row * width * 2 + entry * 2] += denominator
        cells[row * width * 2 + entry * 2 + 1] += numerator
    }

    /// Adds a row of another table to one of ours.
    package mutating func add(_ row: Int, _ other: ValueTable, _ otherRow: Int) {
        let base = row * width * 2
        let from = otherRow * width * 2
        for index in 0..<width * 2 { cells[base + index] += other.cells[from + index] }
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

extension Session {
    // MARK: Units

    /// Code of each unit by its number.
    package func unitCodes() throws -> [Int64: String] {
        var out: [Int64: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, code FROM unit") { out[row["id"]] = row["code"] }
        return out
    }

    /// The number of a unit, made where there is none.
    package func unit(_ code: String) throws -> Int64 { try dictionary.unit(code) }

    /// Notes a unit's parent.
    package func setParent(_ unit: Int64, _ parent: Int64?) throws {
        try db.execute(sql: "UPDATE unit SET parent = ? WHERE id = ?", arguments: [parent, unit])
    }

    /// The interned number of a text, or nil.
    package func word(_ text: String) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM word WHERE text = ?", arguments: [text])
    }

    /// How far the data of each unit and kind goes, and the first `as_of`.
    package func coverage() throws -> [(unit: Int64, kind: String, until: Day, first: Day)] {
        try Row.fetchAll(db, sql: "SELECT unit, kind, until, first_as_of FROM covered").map { row in
            (row["unit"], row["kind"], Day(number: row["until"]), Day(number: row["first_as_of"]))
        }
    }

    // MARK: Notes

    /// What loads and changed rules left to be computed again.
    package func touched() throws -> [(unit: Int64, kind: String, cause: Cause)] {
        try Row.fetchAll(db, sql: "SELECT unit, kind, load, cause FROM touched").map { row in
            (row["unit"], row["kind"], Cause(load: row["load"], word: row["cause"]))
        }
    }

    /// Notes that the values of a unit and kind must be computed again.
    package func touch(unit: Int64, kind: String, cause: String) throws {
        try db.execute(sql: "INSERT OR IGNORE INTO touched VALUES (?, ?, NULL, ?)", arguments: [unit, kind, cause])
    }

    /// Forgets the notes.
    package func clearTouched() throws { try db.execute(sql: "DELETE FROM touched") }

    // MARK: Definitions

    /// The definitions of a kind as they were last computed.
    package func definitions(_ kind: String) throws -> [(indicator: String, rules: String)] {
        try Row.fetchAll(
            db, sql: "SELECT indicator, rules FROM definition WHERE kind = ? ORDER BY position", arguments: [kind]
        )
        .map { ($0["indicator"], $0["rules"]) }
    }

    /// Notes the layout in which values are stored.
    package func setDefinitions(_ kind: String, _ all: [StoredDefinition], breakdowns: [(name: String, isWord: Bool)])
        throws
    {
        try db.execute(
            sql: "DELETE FROM definition WHERE kind = ?; DELETE FROM breakdown WHERE kind = ?", arguments: [kind, kind])
        for (position, one) in all.enumerated() {
            try db.execute(
                sql: "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    kind, position, one.indicator, one.rules, one.title, one.unitOfMeasure, one.shape, one.version,
                    one.formula, one.validFrom, one.validTo, one.isDefault,
                    "," + one.windows.joined(separator: ",") + ",", one.ordinal,
                ])
        }
        for (position, one) in breakdowns.enumerated() {
            try db.execute(
                sql: "INSERT INTO breakdown VALUES (?, ?, ?, ?)",
                arguments: [kind, position + 1, one.name, one.isWord ? "word" : "code"])
        }
    }

    /// Forgets the values of a kind that no definition is over any more.
    package func dropValues(_ kind: String) throws {
        try db.execute(
            sql: "DELETE FROM t_value WHERE kind = ?; DELETE FROM unit_state WHERE kind = ?", arguments: [kind, kind])
    }

    // MARK: Values

    /// The number of a window among the warehouse's periods.
    package func period(_ window: Window) throws -> Int32 {
        try db.execute(
            sql: "INSERT OR IGNORE INTO period (period_kind, period, first, behind) VALUES (?, ?, ?, ?)",
            arguments: [window.kind.rawValue, window.period, window.first.number, window.end.number])
        let id = try Int32.fetchOne(
            db, sql: "SELECT id FROM period WHERE period_kind = ? AND period = ?",
            arguments: [window.kind.rawValue, window.period])
        guard let id else { throw WarehouseError.broken("a period that was just made is not there") }
        return id
    }

    /// Kind and text of each period by its number.
    package func periods() throws -> [Int32: (kind: String, period: String)] {
        var out: [Int32: (kind: String, period: String)] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, period_kind, period FROM period") {
            out[row["id"]] = (row["period_kind"], row["period"])
        }
        return out
    }

    /// The stored values of a unit and kind, and how far its data went.
    package func values(unit: Int64, kind: String, width: Int) throws -> (table: ValueTable, dataUntil: Day)? {
        guard
            let until = try Int64.fetchOne(
                db, sql: "SELECT data_until FROM unit_state WHERE unit = ? AND kind = ?", arguments: [unit, kind])
        else { return nil }
        var table = ValueTable(width: width)
        let statement = try RawStatement(
            db,
            "SELECT breakdown, value, cells FROM t_value WHERE kind = '\(kind)' AND unit = \(unit) ORDER BY breakdown, value"
        )
        defer { statement.reset() }
        while try statement.step(db) {
            let (breakdown, value) = (Int32(statement.plain(0)), statement.plain(1))
            for numbers in ValueTable.lists(statement.bytes(2)) {
                var row = Array(repeating: Int64(0), count: width * 2)
                for index in 0..<min(numbers.count - 1, row.count) { row[index] = numbers[index + 1] }
                table.append(ValueTable.Key(breakdown: breakdown, value: value, period: Int32(numbers[0])), row[...])
            }
        }
        return (table, Day(number: until))
    }

    /// Puts the values of a unit and kind in the place of those before.
    package func replace(
        unit: Int64, kind: String, with table: ValueTable, dataUntil: Day, unitsBehind: Int, isNew: Bool
    ) throws {
        if !isNew {
            try db.execute(sql: "DELETE FROM t_value WHERE kind = ? AND unit = ?", arguments: [kind, unit])
        }
        try db.execute(
            sql: """
                INSERT INTO unit_state VALUES (?, ?, ?, ?) ON CONFLICT (unit, kind) DO UPDATE SET
                 data_until = excluded.data_until, units_behind = excluded.units_behind
                """, arguments: [unit, kind, dataUntil.number, unitsBehind])
        let insert = try RawStatement(
            db, "INSERT INTO t_value (kind, unit, breakdown, value, cells) VALUES ('\(kind)', \(unit), ?, ?, ?)")
        let keys = table.keys
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var json: [UInt8] = []
        for (place, row) in order.enumerated() {
            json.append(UInt8(ascii: json.isEmpty ? "[" : ","))
            table.appendJSON(row, to: &json)
            let next = place + 1 < order.count ? keys[order[place + 1]] : nil
            if next?.breakdown == keys[row].breakdown, next?.value == keys[row].value { continue }
            json.append(UInt8(ascii: "]"))
            insert.bind(Int64(keys[row].breakdown), 1)
            insert.bind(keys[row].value, 2)
            insert.bind(text: json, 3)
            try insert.run(db)
            json.removeAll(keepingCapacity: true)
        }
    }

    /// Notes a value that this run changed.
    package func change(
        _ definition: (indicator: String, rules: String), unit: Int64, period: (kind: String, period: String),
        breakdown: String, breakdownValue: String, before: String?, after: String?, run: Int64, cause: Cause
    ) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO t_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            definition.indicator, definition.rules, unit, period.kind, period.period, breakdown, breakdownValue, before,
            after, run, cause.load, cause.word,
        ])
    }

    /// The text of a breakdown's value.
    package func breakdownText(_ value: Int64, isWord: Bool) throws -> String {
        guard isWord else { return String(value) }
        return try String.fetchOne(db, sql: "SELECT text FROM word WHERE id = ?", arguments: [value]) ?? ""
    }
}
