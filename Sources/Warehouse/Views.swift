import Domain
import GRDB

/// The views: the analysts' contract (design.md, 3). Made anew whenever `records/` or the program changes; physical tables may
/// change behind them.
enum Views {
    /// Changes with the views that do not come from `records/`: a warehouse of an older program is given them anew.
    static let version = Digest64.hexadecimal((fixed + CheckViews.all).map(\.1).joined(separator: ";"))

    /// Drops and makes all views, and the dictionary that describes them.
    static func make(_ kinds: [Kind], _ forms: [FormDefinition], in db: Database) throws {
        for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view'") {
            try db.execute(sql: "DROP VIEW \(name)")
        }
        for kind in kinds {
            try db.execute(sql: "CREATE VIEW \(kind.id) AS \(recordSQL(kind))")
            for child in kind.children { try db.execute(sql: "CREATE VIEW \(child.id) AS \(childSQL(kind, child))") }
        }
        for (name, sql) in fixed + CheckViews.all { try db.execute(sql: "CREATE VIEW \(name) AS \(sql)") }
        for form in forms { try db.execute(sql: "CREATE VIEW \(form.id) AS \(FormView.sql(form))") }
        try DictionaryView.make(kinds, forms, in: db)
    }

    // MARK: Records

    private static func recordSQL(_ kind: Kind) -> String {
        let columns = kind.columns.enumerated().flatMap { index, column in
            KindTable.packed(kind) == index
                ? ["\(DossierKey.sql("r.id")) AS \(column.name)"] : columnSQL(column, "r.\(column.name)")
        }
        let live =
            kind.hasWholeLists
            ? """
             AND (NOT EXISTS (SELECT 1 FROM s_\(kind.id) s WHERE s.record = r.id) OR EXISTS (
             SELECT 1 FROM s_\(kind.id) s JOIN scope c ON c.id = s.scope WHERE s.record = r.id AND s.stamp >= c.newest))
            """ : ""
        return "SELECT \(columns.joined(separator: ",\n ")) FROM r_\(kind.id) r WHERE r.stamp > 0\(live)"
    }

    private static func childSQL(_ kind: Kind, _ child: ChildKind) -> String {
        let keys = kind.key.flatMap { index in
            let column = kind.columns[index]
            return KindTable.packed(kind) == index
                ? ["\(DossierKey.sql("c.record")) AS \(column.name)"] : columnSQL(column, "r.\(column.name)")
        }
        let unit =
            kind.key.contains(kind.unit) ? [] : columnSQL(kind.columns[kind.unit], "r.\(kind.columns[kind.unit].name)")
        let columns = keys + unit + child.columns.flatMap { columnSQL($0, "nullif(c.\($0.name), \(Fact.unknown))") }
        return "SELECT \(columns.joined(separator: ",\n ")) FROM c_\(child.id) c JOIN r_\(kind.id) r ON r.id = c.record"
    }

    /// A column as the view shows it: days as ISO text, labels beside codes, names beside units.
    private static func columnSQL(_ column: KindColumn, _ value: String) -> [String] {
        let name = column.name
        switch column.type {
        case .day: return ["date(\(value) * 86400, 'unixepoch') AS \(name)"]
        case .flag, .number: return ["\(value) AS \(name)"]
        case .dossierCode: return ["\(DossierKey.sql(value)) AS \(name)"]
        case .word, .procedureCode:
            return ["(SELECT text FROM word WHERE word.id = \(value)) AS \(name)"]
                + (column.isSearched ? ["(SELECT folded FROM word WHERE word.id = \(value)) AS \(name)_tim"] : [])
        case .period:
            // "month 2026-04": the kind, and the period.
            let text = "(SELECT text FROM word WHERE word.id = \(value))"
            return [
                "substr(\(text), instr(\(text), ' ') + 1) AS \(name)",
                "substr(\(text), 1, instr(\(text), ' ') - 1) AS \(name)_loai",
            ]
        case .identity: return ["lower(hex(\(value))) AS \(name)"]
        case .unit:
            return [
                "(SELECT code FROM unit WHERE unit.id = \(value)) AS \(name)",
                "(SELECT name FROM unit WHERE unit.id = \(value)) AS \(name)_ten",
            ]
        case .code(let list):
            let code = column.isInterned ? "(SELECT text FROM word WHERE word.id = \(value))" : value
            return [
                "\(code) AS \(name)",
                "(SELECT label FROM code WHERE list = '\(list)' AND code.code = CAST(\(code) AS TEXT)) AS \(name)_ten",
            ]
        case .codes(let list):
            return [
                "\(value) AS \(name)",
                """
                (SELECT group_concat(label, ', ') FROM code WHERE list = '\(list)' \
                AND \(value) & CAST(code.code AS INTEGER)) AS \(name)_ten
                """,
            ]
        }
    }

    // MARK: The rest

    private static func day(_ column: String) -> String { "date(\(column) * 86400, 'unixepoch') AS \(column)" }

    private static let fixed: [(String, String)] = [
        (
            "indicator",
            """
            SELECT indicator, rules, title, unit_of_measure, shape, version, formula, \(day("valid_from")),
             \(day("valid_to")), kind AS over, is_default FROM definition WHERE form = ''
            UNION ALL
            SELECT indicator, rules, title, unit_of_measure, shape, version, formula, \(day("valid_from")),
             \(day("valid_to")), kind AS over, 0 FROM closed_definition c WHERE form = '' AND NOT EXISTS (
              SELECT 1 FROM definition d WHERE d.indicator = c.indicator AND d.rules = c.rules AND d.version = c.version)
             GROUP BY indicator, rules, version
            """
        ),
        ("indicator_value", ValueView.sql),
        (
            "indicator_change",
            """
            SELECT c.indicator, c.rules, u.code AS unit, c.period_kind, c.period, c.breakdown, c.breakdown_value, c.before,
             c.after, c.run, c.load, c.cause FROM t_change c JOIN unit u ON u.id = c.unit
            """
        ),
        (
            "load",
            """
            SELECT load, name, sha256, source, source_version, rules, unit, \(day("as_of")), as_of_from,
             \(day("covers_until")), status, read, new, changed, unchanged, stale, duplicate, joined, rejected, filtered,
             retired, field_rejects, warnings, started, ended, run FROM t_load
            """
        ),
        (
            "reject",
            """
            SELECT r.load, nullif(r.line, 0) AS line, nullif(r.row, 0) AS row, r.heading AS column_heading, r.field, r.code, r.severity, r.found, r.expected,
             replace(replace(c.advice, '{found}', r.found), '{expected}', r.expected) AS advice,
             replace(replace(c.text, '{found}', r.found), '{expected}', r.expected) AS message
             FROM t_reject r LEFT JOIN reject_code c ON c.code = r.code
            """
        ),
        // Only one run writes at a time: behind one that did not end another can only have begun when it was over.
        (
            "run",
            """
            SELECT run, command, version, started, ended, exit_code, CASE WHEN exit_code IS NOT NULL THEN 'ended'
             WHEN run < (SELECT max(run) FROM t_run) THEN 'cut_off' ELSE 'open' END AS state FROM t_run
            """
        ),
        ("expected_arrival", ExpectedView.sql),
        ("plan_result", PlanView.sql),
        ("unit_succession", SuccessionView.sql),
        (
            "closed_period",
            """
            SELECT p.period_kind, p.period, date(c.before * 86400, 'unixepoch') AS closed_before, c.purged, c.run
            FROM period p JOIN closing c ON c.id = (SELECT min(o.id) FROM closing o WHERE o.before >= p.behind)
            """
        ),
    ]
}
