/// The views of the checks. `t_check` holds what the last run that touched a unit counted of it, so that they are of the whole
/// warehouse as it stands, after every run.
enum CheckViews {
    static let all: [(String, String)] = [
        (
            "check_result",
            """
            SELECT r.name AS "check", r.severity, h.count, (
              SELECT group_concat(place, '; ') FROM (
               SELECT e.file || CASE WHEN e.line > 0 THEN ':' || e.line ELSE '' END
                || CASE WHEN e.text = '' THEN '' WHEN e.file = '' THEN e.text ELSE ' (' || e.text || ')' END AS place
               FROM check_example e WHERE e."check" = r.name LIMIT 3)) AS examples,
             r.advice, (SELECT max(c.run) FROM t_check c WHERE c.name = r.name) AS run, r.title
            FROM check_rule r JOIN (SELECT name, sum(cases) AS count FROM (\(cases)) GROUP BY name) h ON h.name = r.name
            ORDER BY r.position
            """
        ),
        (
            "check_example",
            """
            SELECT h.name AS "check", coalesce(u.code, '') AS unit,
             coalesce(l.name, json_extract(e.value, '$.file'), '') AS file,
             coalesce(json_extract(e.value, '$.line'), 0) AS line, coalesce(json_extract(e.value, '$.row'), 0) AS row,
             coalesce(h.share, json_extract(e.value, '$.text'), '') AS text
            FROM (\(cases)) h JOIN json_each(h.examples) e
            LEFT JOIN t_load l ON l.load = json_extract(e.value, '$.load') LEFT JOIN unit u ON u.id = h.unit
            ORDER BY h.name, l.load, line, e.key
            """
        ),
        (
            "load_warning",
            """
            SELECT w.load, w.code, w.count, nullif(w.line, 0) AS line, c.text AS message, c.advice
            FROM t_warning w LEFT JOIN reject_code c ON c.code = w.code
            """
        ),
    ]

    /// Where checks hold: a row a check and unit, or a check and file that is judged by all its records.
    private static let cases = """
        SELECT c.name, c.unit, c.count AS cases, c.examples, NULL AS share
        FROM t_check c JOIN check_rule r ON r.name = c.name WHERE NOT r.per_file AND c.count > 0
        UNION ALL
        SELECT c.name, min(c.unit), 1, c.examples, c.field || ' ' || sum(c.count) || '/' || sum(c.among)
        FROM t_check c JOIN check_rule r ON r.name = c.name WHERE r.per_file GROUP BY c.name, c.field, c.load
        HAVING sum(c.among) >= r.at_least AND (r.always AND sum(c.count) = sum(c.among)
         OR r.never AND sum(c.count) = 0 OR 100.0 * sum(c.count) < r.below * sum(c.among))
        """
}
