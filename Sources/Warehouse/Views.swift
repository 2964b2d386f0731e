import Domain
import GRDB

/// The views: the analysts' contract (design.md, 3). Made anew whenever `records/` or the program changes; physical tables may
/// change behind them.
enum Views {
    /// Drops and makes all views, and the dictionary that describes them.
    static func make(_ kinds: [Kind], in db: Database) throws {
        for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view'") {
            try db.execute(sql: "DROP VIEW \(name)")
        }
        for kind in kinds {
            try db.execute(sql: "CREATE VIEW \(kind.id) AS \(recordSQL(kind))")
            for child in kind.children { try db.execute(sql: "CREATE VIEW \(child.id) AS \(childSQL(kind, child))") }
        }
        for (name, sql) in fixed { try db.execute(sql: "CREATE VIEW \(name) AS \(sql)") }
        try DictionaryView.make(kinds, in: db)
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
        let columns = keys + unit + child.columns.flatMap { columnSQL($0, "c.\($0.name)") }
        return "SELECT \(columns.joined(separator: ",\n ")) FROM c_\(child.id) c JOIN r_\(kind.id) r ON r.id = c.record"
    }

    /// A column as the view shows it: days as ISO text, labels beside codes, names beside units.
    private static func columnSQL(_ column: KindColumn, _ value: String) -> [String] {
        let name = column.name
        switch column.type {
        case .day: return ["date(\(value) * 86400, 'unixepoch') AS \(name)"]
        case .flag, .number, .dossierCode: return ["\(value) AS \(name)"]
        case .word, .procedureCode:
            return ["(SELECT text FROM word WHERE word.id = \(value)) AS \(name)"]
                + (column.isSearched ? ["(SELECT folded FROM word WHERE word.id = \(value)) AS \(name)_tim"] : [])
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
             \(day("valid_to")), kind AS over, is_default FROM definition
            """
        ),
        ("indicator_value", valueSQL),
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
        ("run", "SELECT run, command, version, started, ended, exit_code FROM t_run"),
        (
            "plan_result",
            """
            SELECT t.plan, t.unit, v.period_kind, v.period, t.tt, t.chi_tieu, d.unit_of_measure AS don_vi_tinh,
             t.comparison || ' ' || printf('%g', t.target) AS ke_hoach, v.rate AS ket_qua, v.met AS dat,
             t.lead AS co_quan_chu_tri, t.supporting AS co_quan_phoi_hop,
             CASE WHEN v.indicator IS NULL THEN 'chưa có dữ liệu' WHEN v.rate IS NULL THEN 'mẫu số bằng 0' END AS reason,
             t.indicator, t.rules FROM plan_target t
             LEFT JOIN definition d ON d.indicator = t.indicator AND d.rules = t.rules
             LEFT JOIN indicator_value v ON v.indicator = t.indicator AND v.rules = t.rules AND v.unit = t.unit
             AND v.breakdown = '' AND CAST(substr(v.period, 1, 4) AS INTEGER) = t.year
             ORDER BY t.plan, v.period_kind, v.period, t.position
            """
        ),
    ]

    /// A row's cells are `[[period, denominator, numerator, …], …]` by the definition's position (`ValueStore`). The breakdown
    /// is joined first, so that who asks for the totals opens no other row's cells.
    private static let valueSQL = """
        SELECT x.indicator, x.rules, x.unit, x.period_kind, x.period, x.breakdown, x.breakdown_value, x.numerator,
         x.denominator, CASE WHEN x.denominator > 0 THEN 100.0 * x.numerator / x.denominator END AS rate,
         CASE WHEN x.breakdown = '' THEN t.comparison || ' ' || printf('%g', t.target) END AS target,
         CASE WHEN x.breakdown = '' AND x.denominator > 0 THEN CASE t.comparison
          WHEN '>=' THEN 100.0 * x.numerator / x.denominator >= t.target
          WHEN '>' THEN 100.0 * x.numerator / x.denominator > t.target
          WHEN '<=' THEN 100.0 * x.numerator / x.denominator <= t.target
          WHEN '<' THEN 100.0 * x.numerator / x.denominator < t.target
          WHEN '=' THEN 100.0 * x.numerator / x.denominator = t.target END END AS met,
         x.version, date(x.data_until * 86400, 'unixepoch') AS data_until, x.units_behind, 0 AS suppressed,
         x.unit_name, x.title
        FROM (
         SELECT d.indicator, d.rules, u.code AS unit, u.name AS unit_name, p.period_kind, p.period, d.title,
          CASE v.breakdown WHEN 0 THEN '' ELSE b.name END AS breakdown,
          CASE WHEN v.breakdown = 0 THEN '' WHEN b.list = 'word' THEN (SELECT text FROM word WHERE word.id = v.value)
           ELSE CAST(v.value AS TEXT) END AS breakdown_value,
          coalesce(json_extract(c.value, '$[' || (2 * d.position + 2) || ']'), 0) AS numerator,
          coalesce(json_extract(c.value, '$[' || (2 * d.position + 1) || ']'), 0) AS denominator,
          d.version, s.data_until, s.units_behind
         FROM t_value v
         LEFT JOIN breakdown b ON b.kind = v.kind AND b.position = v.breakdown
         JOIN json_each(v.cells) c
         JOIN period p ON p.id = json_extract(c.value, '$[0]')
         JOIN definition d ON d.kind = v.kind
         JOIN unit u ON u.id = v.unit
         JOIN unit_state s ON s.unit = v.unit AND s.kind = v.kind
         WHERE instr(d.windows, ',' || p.period_kind || ',') AND (d.valid_from IS NULL OR p.first >= d.valid_from)
          AND (d.valid_to IS NULL OR p.first <= d.valid_to)
          AND (v.breakdown = 0 OR json_extract(c.value, '$[' || (2 * d.position + 1) || ']') > 0)) x
        LEFT JOIN plan_target t ON t.unit = x.unit AND t.indicator = x.indicator AND t.rules = x.rules
         AND t.year = CAST(substr(x.period, 1, 4) AS INTEGER) AND t.target IS NOT NULL
        """
}
