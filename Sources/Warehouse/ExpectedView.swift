/// View `expected_arrival`: what the nightly configuration expects of each unit, source and period that is over, and the day on which
/// it came: a load of the source and unit whose data reach to the period's end.
enum ExpectedView {
    static let sql = """
        SELECT unit, source, period, due, arrived, period_kind, over, period_end, arrived IS NULL AND is_overdue AS is_missing
        FROM (SELECT e.unit, e.source, e.period, date(e.due * 86400, 'unixepoch') AS due, (
          SELECT min(coalesce(date(l.arrived * 86400, 'unixepoch'), substr(l.started, 1, 10))) FROM t_load l
          WHERE l.source = e.source AND l.status = 'loaded' AND l.covers_until >= e.behind - 1 AND (l.unit = e.unit
           OR l.unit = '' AND EXISTS (SELECT 1 FROM covered c JOIN unit u ON u.id = c.unit
            WHERE u.code = e.unit AND c.kind = e.kind AND c.until >= e.behind - 1))) AS arrived,
         e.period_kind, e.kind AS over, date((e.behind - 1) * 86400, 'unixepoch') AS period_end, e.is_overdue
         FROM t_expected e)
        ORDER BY due, unit, source
        """

    /// For the dictionary.
    static let titles = [
        "due": "hạn gửi", "arrived": "ngày đến (trống: chưa có)", "period_end": "ngày cuối của kỳ",
        "is_missing": "quá hạn mà chưa có (1, 0)",
    ]
}
