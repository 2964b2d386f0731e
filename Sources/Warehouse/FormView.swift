import Domain

/// The view of a statutory form: a row for each unit, period and value of the form's breakdown; '' is the whole unit, NULL those
/// of its records whose value is not known. Units of a plan have their row even where nothing is counted.
enum FormView {
    static func sql(_ form: FormDefinition) -> String {
        let names = form.columns.map(\.name)
        let by = form.by
        let rest = names.map { "t.\($0) - coalesce(sum(f.\($0)), 0) AS \($0)" }
        let zeros = names.map { "0 AS \($0)" }
        return """
            WITH every AS (
             \(ValueStoreNames.allCases.map { every(form, $0) }.joined(separator: "\n UNION ALL\n "))),
            rows AS (
             SELECT unit_id, period_id, \(by), \(names.joined(separator: ", ")) FROM every
             UNION ALL
             SELECT t.unit_id, t.period_id, NULL, \(rest.joined(separator: ", "))
             FROM every t LEFT JOIN every f ON f.unit_id = t.unit_id AND f.period_id = t.period_id AND f.breakdown > 0
             WHERE t.breakdown = 0 GROUP BY t.unit_id, t.period_id HAVING \(names.map { "t.\($0) > coalesce(sum(f.\($0)), 0)" }
                .joined(separator: " OR "))
             UNION ALL
             SELECT u.id, p.id, '', \(zeros.joined(separator: ", ")) FROM unit u JOIN period p
             WHERE u.code IN (SELECT unit FROM plan_target WHERE year = CAST(substr(p.period, 1, 4) AS INTEGER))
              AND NOT EXISTS (SELECT 1 FROM every e WHERE e.unit_id = u.id AND e.period_id = p.id)
              AND EXISTS (SELECT 1 FROM every e WHERE e.period_id = p.id))
            SELECT u.code AS unit, r.\(by), p.period_kind, p.period, \(names.map { "r.\($0)" }.joined(separator: ", ")),
             u.name AS unit_name
            FROM rows r JOIN unit u ON u.id = r.unit_id JOIN period p ON p.id = r.period_id
            """
    }

    /// The rows that have values, of open or of closed periods.
    private static func every(_ form: FormDefinition, _ names: ValueStoreNames) -> String {
        let counted = form.columns.map { "\(sum(form, $0.name, names)) AS \($0.name)" }
        let isThere = "EXISTS (SELECT 1 FROM \(names.definition) d WHERE d.form = '\(form.id)'\(names.same("d", "v")))"
        return """
            SELECT v.unit AS unit_id, v.breakdown, p.id AS period_id,
              CASE WHEN v.breakdown = 0 THEN '' WHEN b.list = 'word' THEN (SELECT text FROM word WHERE word.id = v.value)
               ELSE CAST(v.value AS TEXT) END AS \(form.by),
              \(counted.joined(separator: ",\n  "))
             FROM \(names.value) v
             LEFT JOIN \(names.breakdown) b ON b.kind = v.kind AND b.position = v.breakdown\(names.same("b", "v"))
             JOIN json_each(v.cells) c JOIN period p ON p.id = json_extract(c.value, '$[0]')
             WHERE v.kind = '\(form.over)' AND \(isThere) AND (v.breakdown = 0 OR b.name = '\(form.by)')\(names.isShown)
            """
    }

    /// A column's sum over the counted columns that it is made of, each at its place among the cells.
    private static func sum(_ form: FormDefinition, _ column: String, _ names: ValueStoreNames) -> String {
        form.counted(column).map { name in
            let position = """
                (SELECT d.position FROM \(names.definition) d
                 WHERE d.form = '\(form.id)' AND d.rules = '\(name)'\(names.same("d", "v")))
                """
            return "coalesce(json_extract(c.value, '$[' || (2 * \(position) + 2) || ']'), 0)"
        }.joined(separator: " + ")
    }
}
