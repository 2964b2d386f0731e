package import Domain
import GRDB

/// Which values are asked for.
package struct ValueFilter: Sendable {
    package var period: String?
    package var periodKind: String?
    /// Code of a unit.
    package var unit: String?
    /// Codes of units; nil is every unit.
    package var units: Set<String>?
    /// The year of the period, as its text begins.
    package var year: String?
    package var indicator: String?
    package var rules: String?
    package var breakdown: String?
    package var breakdownValue: String?
    /// Several breakdowns; "" is the total.
    package var breakdowns: [String]?
    /// Totals only.
    package var totalsOnly = false
    /// Only the default rule set of each indicator.
    package var defaultsOnly = false

    package init() {}

    /// Conditions on the columns of a view, but for those on its definitions.
    func conditions(_ view: String) -> (texts: [String], arguments: StatementArguments) {
        var texts: [String] = []
        var arguments: StatementArguments = []
        func add(_ column: String, _ value: String?) {
            guard let value else { return }
            texts.append("\(view).\(column) = ?")
            arguments += [value]
        }
        func add(_ column: String, among values: [String]?) {
            guard let values else { return }
            texts.append("\(view).\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        add("period", period)
        add("period_kind", periodKind)
        add("unit", unit)
        add("unit", among: units?.sorted())
        add("indicator", indicator)
        add("rules", rules)
        add("breakdown", totalsOnly ? "" : breakdown)
        add("breakdown", among: totalsOnly ? nil : breakdowns)
        add("breakdown_value", breakdownValue)
        if let year {
            texts.append("substr(\(view).period, 1, 4) = ?")
            arguments += [year]
        }
        return (texts, arguments)
    }
}

extension Session {
    /// Values in the order of the definitions.
    package func values(_ filter: ValueFilter) throws -> [IndicatorRow] {
        var (conditions, arguments) = filter.conditions("v")
        if filter.defaultsOnly { conditions.append("d.is_default") }
        return try rows(conditions, arguments)
    }

    /// Changed values, oldest first: what moved, from what to what, in which run, and through what.
    package func changes(_ filter: ValueFilter) throws -> (columns: [String], rows: [[String?]]) {
        let (conditions, arguments) = filter.conditions("v")
        let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
        let sql = """
            SELECT v.unit, v.indicator, v.rules, v.period_kind, v.period, v.breakdown, v.breakdown_value, v.before, v.after,
             v.run, r.started AS run_started, v.cause,
             CASE v.cause WHEN 'file' THEN (SELECT name FROM load l WHERE l.load = v.load)
              WHEN 'definition' THEN 'indicators/' || v.indicator || '.yaml' WHEN 'units' THEN 'codes/don_vi.csv'
              WHEN 'calendar' THEN 'calendars/' WHEN 'plan' THEN 'plans/' END AS through, v.load
            FROM indicator_change v LEFT JOIN run r ON r.run = v.run WHERE \(condition)
            ORDER BY v.run, v.unit, v.indicator, v.rules, v.period_kind, v.period, v.breakdown, v.breakdown_value
            """
        return try texts(sql, arguments)
    }

    /// For each of some units (at most a handful, the fewest ancestors first) and each definition, the newest month.
    package func newestValues(units: Set<Int64>, most: Int = 5) throws -> [IndicatorRow] {
        guard !units.isEmpty else { return [] }
        let shown = units.sorted().prefix(most).map(String.init).joined(separator: ", ")
        return try rows(
            [
                "v.breakdown = ''", "v.period_kind = 'month'", "d.is_default",
                "v.unit IN (SELECT code FROM unit WHERE id IN (\(shown)))",
                "v.period = strftime('%Y-%m', v.data_until)",
            ], [])
    }

    private func rows(_ conditions: [String], _ arguments: StatementArguments) throws -> [IndicatorRow] {
        let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
        let sql = """
            SELECT v.* FROM indicator_value v JOIN (
              SELECT indicator, rules, min(kind) AS kind, min(ordinal) AS ordinal, max(is_default) AS is_default
              FROM (SELECT indicator, rules, kind, ordinal, is_default FROM definition
               UNION ALL SELECT indicator, rules, kind, ordinal, 0 FROM closed_definition) GROUP BY indicator, rules) d ON d.indicator = v.indicator AND d.rules = v.rules WHERE \(condition)
            ORDER BY d.kind, d.ordinal, v.unit, v.period_kind, v.period, v.breakdown, v.breakdown_value
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            IndicatorRow(
                indicator: row["indicator"], rules: row["rules"], title: row["title"], unit: row["unit"],
                unitName: row["unit_name"], periodKind: row["period_kind"], period: row["period"],
                breakdown: row["breakdown"], breakdownValue: row["breakdown_value"] ?? "", numerator: row["numerator"],
                denominator: row["denominator"], rate: row["rate"], target: row["target"], met: row["met"],
                version: row["version"], dataUntil: row["data_until"], unitsBehind: row["units_behind"])
        }
    }

    /// Codes of units that the list of units does not have, of those given.
    package func unlistedUnits(_ units: Set<Int64>) throws -> [String] {
        guard !units.isEmpty else { return [] }
        let numbers = units.sorted().map(String.init).joined(separator: ", ")
        return try String.fetchAll(
            db, sql: "SELECT code FROM unit WHERE id IN (\(numbers)) AND NOT listed AND code <> '' ORDER BY code")
    }
}

extension Session {
    /// A unit's code from its code or area code, or nil.
    package func unitCode(_ text: String) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT code FROM unit WHERE code = ? OR (area = ? AND area <> '') ORDER BY code = ? DESC LIMIT 1",
            arguments: [text, text, text])
    }

    /// A unit's code by its number, or nil.
    package func unitCode(_ unit: Int64) throws -> String? {
        try String.fetchOne(db, sql: "SELECT code FROM unit WHERE id = ?", arguments: [unit])
    }

    /// Any query over the views, as texts.
    package func texts(_ sql: String) throws -> (columns: [String], rows: [[String?]]) { try texts(sql, []) }

    /// The same with values for its holes.
    func texts(_ sql: String, _ arguments: StatementArguments) throws -> (columns: [String], rows: [[String?]]) {
        let cursor = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        var columns: [String] = []
        var rows: [[String?]] = []
        while let row = try cursor.next() {
            if columns.isEmpty { columns = Array(row.columnNames) }
            rows.append(row.databaseValues.map { $0.isNull ? nil : String.fromDatabaseValue($0) ?? "\($0)" })
        }
        if columns.isEmpty { columns = try db.makeStatement(sql: sql).columnNames }
        return (columns, rows)
    }

    /// Notes every unit and kind that has data.
    package func touchAll() throws {
        try db.execute(sql: "INSERT OR IGNORE INTO touched SELECT unit, kind, NULL, 'definition' FROM covered")
    }
}
