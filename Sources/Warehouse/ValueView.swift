/// View `indicator_value`: counted values, ready-made ones, points of indexes; one part of the view each, so that a question
/// goes down into the part that answers it.
enum ValueView {
    static let sql = ValueStoreNames.allCases.flatMap { names in
        [counted(totals: true, names), counted(totals: false, names), given(names), points(names)].map {
            whole($0, names)
        }
    }.joined(separator: "\nUNION ALL\n")

    /// Rate, target and verdict beside what a part says.
    private static func whole(_ part: String, _ names: ValueStoreNames) -> String {
        let rate = "100.0 * x.numerator / x.denominator"
        let verdicts = [">=", ">", "<=", "<", "="].map { "WHEN '\($0)' THEN \(rate) \($0) t.target" }
        return """
            SELECT x.indicator, x.rules, x.unit, x.period_kind, x.period, x.breakdown, x.breakdown_value, x.numerator,
             x.denominator, CASE WHEN x.denominator > 0 THEN \(rate) END AS rate,
             CASE WHEN x.breakdown = '' THEN t.comparison || ' ' || printf('%g', t.target) END AS target,
             CASE WHEN x.breakdown = '' AND x.denominator > 0 THEN CASE t.comparison \(verdicts.joined(separator: " ")) END
              END AS met,
             x.version, date(x.data_until * 86400, 'unixepoch') AS data_until, x.units_behind, 0 AS suppressed,
             x.unit_name, x.title, \(names.purged("x")) AS purged
            FROM (\(part)) x
            LEFT JOIN plan_target t ON x.breakdown = '' AND t.position = \(PlanView.placeOfTarget)
            """
    }

    private static let inForce = """
        instr(d.windows, ',' || p.period_kind || ',') AND d.form = '' AND (d.valid_from IS NULL OR p.first >= d.valid_from)
         AND (d.valid_to IS NULL OR p.first <= d.valid_to)
        """

    /// A row's cells are `[[period, denominator, numerator, …], …]` by the definition's position (`ValueStore`). What units
    /// below gave ready-made is in the total beside what was counted.
    private static func counted(totals: Bool, _ names: ValueStoreNames) -> String {
        func cell(_ place: Int) -> String {
            "coalesce(json_extract(c.value, '$[' || (2 * d.position + \(place)) || ']'), 0)"
        }
        let more = totals ? "coalesce(g.numerator, 0)" : "0"
        let under = totals ? "coalesce(g.denominator, 0)" : "0"
        let value =
            "CASE WHEN b.list = 'word' THEN (SELECT text FROM word WHERE word.id = v.value) ELSE CAST(v.value AS TEXT) END"
        let breakdown =
            totals ? "'' AS breakdown, '' AS breakdown_value" : "b.name AS breakdown, \(value) AS breakdown_value"
        let beside =
            totals
            ? """
            LEFT JOIN \(names.given) g ON g.indicator = d.indicator AND g.rules = d.rules AND g.unit = v.unit AND g.period = p.id
              AND NOT g.alone\(names.same("g", "v"))
            """ : "JOIN \(names.breakdown) b ON b.kind = v.kind AND b.position = v.breakdown\(names.same("b", "v"))"
        return """
            SELECT d.indicator, d.rules, u.code AS unit, u.name AS unit_name, p.period_kind, p.period, p.first, d.title, \(breakdown),
             \(cell(2)) + \(more) AS numerator, \(cell(1)) + \(under) AS denominator,
             d.version, s.data_until, s.units_behind\(names.column("v"))
            FROM \(names.value) v
            JOIN json_each(v.cells) c
            JOIN period p ON p.id = json_extract(c.value, '$[0]')
            JOIN \(names.definition) d ON d.kind = v.kind\(names.same("d", "v"))
            JOIN unit u ON u.id = v.unit
            JOIN \(names.state) s ON s.unit = v.unit AND s.kind = v.kind\(names.same("s", "v"))
            \(beside)
            WHERE v.breakdown \(totals ? "= 0" : "> 0") AND \(inForce)\(names.isShown)
             AND (\(totals ? "NOT d.needs_denominator OR " : "")\(cell(1)) > 0)
            """
    }

    /// Figures that only lists of figures say.
    private static func given(_ names: ValueStoreNames) -> String {
        """
        SELECT g.indicator, g.rules, u.code AS unit, u.name AS unit_name, p.period_kind, p.period, p.first, d.title,
         '' AS breakdown, '' AS breakdown_value, g.numerator, g.denominator, d.version, g.data_until,
         g.units_behind\(names.column("g"))
        FROM \(names.given) g
        JOIN period p ON p.id = g.period
        JOIN \(names.definition) d ON d.indicator = g.indicator AND d.rules = g.rules\(names.same("d", "g"))
        JOIN unit u ON u.id = g.unit
        WHERE g.alone AND (d.valid_from IS NULL OR p.first >= d.valid_from) AND (d.valid_to IS NULL OR p.first <= d.valid_to)
        """
    }

    /// Points of indexes, kept in hundredths.
    private static func points(_ names: ValueStoreNames) -> String {
        """
        SELECT g.indicator, '' AS rules, u.code AS unit, u.name AS unit_name, p.period_kind, p.period, p.first, d.title,
         g.breakdown, g.breakdown_value, g.points / 100.0 AS numerator, g.maximum / 100.0 AS denominator, d.version,
         g.data_until, g.units_behind\(names.column("g"))
        FROM \(names.points) g
        JOIN period p ON p.id = g.period
        JOIN \(names.definition) d ON d.indicator = g.indicator\(names.same("d", "g"))
        JOIN unit u ON u.id = g.unit
        """
    }
}

/// The tables of values: those of open periods, and those that a purge closed, with the definitions of that time. A view has
/// each of its parts once for either.
enum ValueStoreNames: CaseIterable {
    case open
    case closed

    var value: String { self == .open ? "t_value" : "closed_value" }
    var definition: String { self == .open ? "definition" : "closed_definition" }
    var breakdown: String { self == .open ? "breakdown" : "closed_breakdown" }
    var state: String { self == .open ? "unit_state" : "closed_state" }
    var given: String { self == .open ? "t_given" : "closed_given" }
    var points: String { self == .open ? "t_points" : "closed_points" }

    /// The condition that two rows are of one closing.
    func same(_ a: String, _ b: String) -> String { self == .open ? "" : " AND \(a).closing = \(b).closing" }

    /// The condition on a period `p` that its values are shown: of closed ones there may be sums that only parents need.
    var isShown: String {
        self == .open ? " AND p.behind > coalesce((SELECT max(before) FROM closing), \(Int32.min))" : ""
    }

    /// The closing as one more column.
    func column(_ table: String) -> String { self == .open ? "" : ", \(table).closing" }

    /// When the period was closed, or NULL.
    func purged(_ table: String) -> String {
        self == .open ? "NULL" : "(SELECT purged FROM closing WHERE closing.id = \(table).closing)"
    }
}
