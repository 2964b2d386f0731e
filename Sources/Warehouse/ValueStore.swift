package import Domain
import GRDB

/// Values, definitions and notes as they are stored (`ValueTable`).
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

    /// Notes that the values of a unit and kind must be computed again, and why; what was noted before is not forgotten.
    package func touch(unit: Int64, kind: String, _ cause: Cause) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT load, cause FROM touched WHERE unit = ? AND kind = ?", arguments: [unit, kind])
        let note = row.map { Cause(load: $0["load"], word: $0["cause"]).joined(cause) } ?? cause
        try db.execute(
            sql: "INSERT OR REPLACE INTO touched VALUES (?, ?, ?, ?)", arguments: [unit, kind, note.load, note.word])
    }

    /// Whether a run left any: it was cut off before it computed.
    package func hasNotes() throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM touched)") ?? false
    }

    /// Forgets the notes.
    package func clearTouched() throws { try db.execute(sql: "DELETE FROM touched") }

    // MARK: Definitions

    /// Names of the breakdowns of a kind as they were last computed, by their numbers.
    package func breakdowns(_ kind: String) throws -> [Int32: String] {
        var out: [Int32: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT position, name FROM breakdown WHERE kind = ?", arguments: [kind]) {
            out[row["position"]] = row["name"]
        }
        return out
    }

    /// Notes the layout in which values are stored.
    package func setDefinitions(_ kind: String, _ all: [StoredDefinition], breakdowns: [(name: String, isWord: Bool)])
        throws
    {
        try db.execute(
            sql: "DELETE FROM definition WHERE kind = ?; DELETE FROM breakdown WHERE kind = ?", arguments: [kind, kind])
        for (position, one) in all.enumerated() {
            try db.execute(
                sql: "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    kind, position, one.indicator, one.rules, one.title, one.unitOfMeasure, one.shape, one.version,
                    one.formula, one.validFrom, one.validTo, one.isDefault,
                    "," + one.windows.joined(separator: ",") + ",", one.ordinal, one.form,
                    one.needsDenominator,
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

    /// The number of a window that has values already, or nil.
    package func knownPeriod(_ window: Window) throws -> Int32? {
        try Int32.fetchOne(
            db, sql: "SELECT id FROM period WHERE period_kind = ? AND period = ?",
            arguments: [window.kind.rawValue, window.period])
    }

    /// The window of each period by its number.
    package func periods() throws -> [Int32: Window] {
        var out: [Int32: Window] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, period_kind, period FROM period") {
            guard let kind = PeriodKind(rawValue: row["period_kind"]) else { continue }
            out[row["id"]] = Window(period: row["period"], kind: kind)
        }
        return out
    }

    /// How far the values of a unit (by its code) and kind go; nil where there are none.
    package func dataUntil(unit: String, kind: String) throws -> Day? {
        try Int64.fetchOne(
            db,
            sql: "SELECT s.data_until FROM unit_state s JOIN unit u ON u.id = s.unit WHERE u.code = ? AND s.kind = ?",
            arguments: [unit, kind]
        ).map { Day(number: $0) }
    }

    /// The windows of the values of a unit (by its code) and kind.
    package func windows(unit: String, kind: String) throws -> [Window] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.period_kind, p.period FROM t_value v JOIN unit u ON u.id = v.unit JOIN json_each(v.cells) c
                 JOIN period p ON p.id = json_extract(c.value, '$[0]')
                WHERE u.code = ? AND v.kind = ? AND v.breakdown = 0\(ValueStoreNames.open.isShown) ORDER BY p.id
                """, arguments: [unit, kind]
        ).compactMap { row in
            PeriodKind(rawValue: row["period_kind"]).flatMap { Window(period: row["period"], kind: $0) }
        }
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
            table.append(
                breakdown: Int32(statement.plain(0)), value: statement.plain(1), json: statement.bytes(2))
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
            after, run, cause.load, cause.told,
        ])
    }

    /// The text of a breakdown's value.
    package func breakdownText(_ value: Int64, isWord: Bool) throws -> String {
        guard isWord else { return String(value) }
        return try String.fetchOne(db, sql: "SELECT text FROM word WHERE id = ?", arguments: [value]) ?? ""
    }
}
