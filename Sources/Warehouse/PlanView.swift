import Domain

/// View `plan_result`: of every plan and every period of its year for which its unit has any value, all targets in force on the
/// period's first day, in the plan's order. A unit without any value shows the plan once, for its year. Where an export that was
/// due in the period did not come, the figure would be an old one that looks new: there is a reason instead.
enum PlanView {
    static let sql = """
        WITH v AS MATERIALIZED (
         SELECT unit, period_kind, period, indicator, rules, numerator, denominator, rate, data_until,
          CAST(substr(period, 1, 4) AS INTEGER) AS year
         FROM indicator_value WHERE breakdown = '' AND unit IN (SELECT unit FROM plan_target)),
        m AS MATERIALIZED (
         SELECT e.unit, e.over AS kind, p.period_kind, p.period, max(e.period_end) AS missing
         FROM expected_arrival e JOIN period p ON e.period_end >= date(p.first * 86400, 'unixepoch')
          AND e.period_end < date(p.behind * 86400, 'unixepoch') WHERE e.is_missing GROUP BY 1, 2, 3, 4),
        w AS (
         SELECT DISTINCT t.plan, v.period_kind, v.period FROM plan_target t JOIN v ON v.unit = t.unit AND v.year = t.year
         UNION
         SELECT t.plan, 'year', printf('%04d', t.year) FROM plan_target t
          WHERE NOT EXISTS (SELECT 1 FROM v WHERE v.unit = t.unit AND v.year = t.year))
        SELECT t.plan, t.unit, w.period_kind, w.period, \(columns), t.indicator, t.rules, v.numerator, v.denominator,
         v.data_until, t.weight AS trong_so, t.title AS plan_title
        FROM plan_target t JOIN w ON w.plan = t.plan
        LEFT JOIN period p ON p.period_kind = w.period_kind AND p.period = w.period
        LEFT JOIN v ON v.unit = t.unit AND v.period_kind = w.period_kind AND v.period = w.period
         AND v.indicator = t.indicator AND v.rules = t.rules
        LEFT JOIN m ON m.unit = t.unit AND m.period_kind = w.period_kind AND m.period = w.period
         AND m.kind IN (SELECT d.kind FROM definition d WHERE d.indicator = t.indicator AND d.form = '')
        WHERE \(inForce("coalesce(p.first, strftime('%s', printf('%04d-01-01', t.year)) / 86400)"))
        ORDER BY t.plan, instr('\(PeriodKind.allCases.map { "," + $0.rawValue }.joined())', ',' || w.period_kind), w.period,
         t.position
        """

    /// The plan's columns, from a target `t` and its value `v`.
    private static let columns = """
        t.tt, t.chi_tieu, t.don_vi_tinh, t.comparison || ' ' || printf('%g', t.target) AS ke_hoach,
         CASE WHEN m.missing IS NULL THEN v.rate END AS ket_qua,
         CASE WHEN m.missing IS NULL THEN CASE t.comparison WHEN '>=' THEN v.rate >= t.target WHEN '>' THEN v.rate > t.target
          WHEN '<=' THEN v.rate <= t.target WHEN '<' THEN v.rate < t.target WHEN '=' THEN v.rate = t.target END END AS dat,
         t.lead AS co_quan_chu_tri, t.supporting AS co_quan_phoi_hop,
         CASE WHEN m.missing IS NOT NULL THEN 'chưa có dữ liệu đến ' || m.missing
          WHEN v.indicator IS NULL THEN 'chưa có dữ liệu' WHEN v.rate IS NULL THEN 'mẫu số bằng 0' END AS reason
        """

    /// Whether a target `t` is in force on a day: the first of a period.
    static func inForce(_ day: String, _ t: String = "t") -> String {
        "(\(t).valid_from IS NULL OR \(t).valid_from <= \(day)) AND (\(t).valid_to IS NULL OR \(t).valid_to >= \(day))"
    }

    /// The place of the target that `indicator_value` shows beside a value `x` with the columns `unit`, `indicator`, `rules`,
    /// `period` and `first`: that of the first plan, where several plans of the unit and year have one.
    static let placeOfTarget = """
        (SELECT min(q.position) FROM plan_target q WHERE q.unit = x.unit AND q.indicator = x.indicator AND q.rules = x.rules
         AND q.year = CAST(substr(x.period, 1, 4) AS INTEGER) AND q.target IS NOT NULL AND \(inForce("x.first", "q")))
        """

    /// For the dictionary.
    static let titles = ["trong_so": "trọng số", "plan_title": "tên kế hoạch"]
}
