package import Domain
import Foundation
import GRDB

/// What a purge leaves of the periods that it closes: their values as they stood, with the definitions of that time, in tables of
/// their own that nothing else writes.
extension Session {
    /// The newest purge, or nil.
    package func closing() throws -> Closing? {
        try Row.fetchOne(db, sql: "SELECT before, purged FROM closing ORDER BY before DESC LIMIT 1").map { row in
            Closing(before: Day(number: row["before"]), purged: row["purged"])
        }
    }

    /// When a period was closed, or nil.
    package func purged(_ window: Window) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT purged FROM closing WHERE before >= ? ORDER BY before LIMIT 1",
            arguments: [window.end.number])
    }

    /// All purges, oldest first, with the digest of what each closed.
    package func closings() throws -> [(id: Int64, closing: Closing, digest: String)] {
        try Row.fetchAll(db, sql: "SELECT * FROM closing ORDER BY before").map { row in
            (row["id"], Closing(before: Day(number: row["before"]), purged: row["purged"]), row["digest"])
        }
    }

    /// A purge that ended well: when it ran, behind which load, and what was closed from then on.
    package typealias Purge = (run: Int64, at: String, after: Int64, closing: Closing)

    /// All purges of this warehouse in their order, also those that closed nothing more and dropped what was over by then.
    package func purges() throws -> [Purge] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT r.run, r.started, c.before, c.purged,
                 (SELECT coalesce(max(load), 0) FROM t_load l WHERE l.run < r.run) AS after
                FROM t_run r JOIN closing c ON c.before = (SELECT max(before) FROM closing WHERE run <= r.run)
                WHERE r.command = 'purge' AND (r.exit_code = 0 OR c.run = r.run) ORDER BY r.run
                """
        ).map { row in
            (
                row["run"], row["started"], row["after"],
                Closing(before: Day(number: row["before"]), purged: row["purged"])
            )
        }
    }

    /// The tables that are copied, each with the condition on what is closed.
    private static let closed: [(from: String, to: String, columns: String, condition: String)] = [
        (
            "definition", "closed_definition",
            """
            kind, position, indicator, rules, title, unit_of_measure, shape, version, formula, valid_from, valid_to, is_default,
            windows, ordinal, form, needs_denominator
            """, "1"
        ),
        ("breakdown", "closed_breakdown", "kind, position, name, list", "1"),
        ("unit_state", "closed_state", "unit, kind, data_until, units_behind", "1"),
        (
            "t_given", "closed_given",
            "unit, indicator, rules, period, numerator, denominator, alone, data_until, units_behind",
            "period IN (SELECT id FROM temp.closed)"
        ),
        (
            "t_points", "closed_points",
            "unit, indicator, period, breakdown, breakdown_value, points, maximum, data_until, units_behind",
            "period IN (SELECT id FROM temp.closed)"
        ),
    ]

    /// Moves the values of the periods that end on or before a day to where nothing computes them again. Of how many periods; the
    /// purge's number, or nil where it closes nothing that is not closed already.
    package func close(before: Day, at time: String, run: Int64) throws -> (id: Int64, periods: Int)? {
        dropFresh()
        let last = try closing()
        if let last, last.before >= before { return nil }
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS temp.closed;
                CREATE TEMP TABLE closed AS SELECT id FROM period WHERE behind <= \(before.number)
                 AND behind > \(last?.before.number ?? Int64(Int32.min))
                """)
        try db.execute(
            sql: "INSERT INTO closing (before, purged, run, digest) VALUES (?, ?, ?, '')",
            arguments: [before.number, time, run])
        let id = db.lastInsertedRowID
        for one in Self.closed {
            try db.execute(
                sql: """
                    INSERT INTO \(one.to) (closing, \(one.columns)) SELECT \(id), \(one.columns) FROM \(one.from)
                     WHERE \(one.condition)
                    """)
        }
        func cells(_ membership: String) -> String {
            """
            (SELECT json_group_array(json(c.value)) FROM json_each(v.cells) c
             WHERE json_extract(c.value, '$[0]') \(membership) (SELECT id FROM temp.closed))
            """
        }
        try db.execute(
            sql: """
                INSERT INTO closed_value (closing, kind, unit, breakdown, value, cells)
                 SELECT * FROM (SELECT \(id), kind, unit, breakdown, value, \(cells("IN")) AS cells FROM t_value v)
                 WHERE cells <> '[]';
                UPDATE t_value AS v SET cells = \(cells("NOT IN"));
                DELETE FROM t_value WHERE cells = '[]';
                DELETE FROM t_given WHERE period IN (SELECT id FROM temp.closed);
                DELETE FROM t_points WHERE period IN (SELECT id FROM temp.closed)
                """)
        let periods =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(DISTINCT json_extract(c.value, '$[0]')) FROM closed_value v JOIN json_each(v.cells) c
                    WHERE v.closing = ? AND v.breakdown = 0
                    """, arguments: [id]) ?? 0
        try keepFirstEvents(before)
        try db.execute(sql: "DROP TABLE temp.closed")
        return (id, periods)
    }

    /// Keeps the digest of what a purge closed.
    package func setDigest(_ digest: String, ofClosing id: Int64) throws {
        try db.execute(sql: "UPDATE closing SET digest = ? WHERE id = ?", arguments: [digest, id])
    }

    /// What a purge closed, a line a row in a set order, in words that do not change: codes of units, texts of breakdowns.
    package func closedLines(_ id: Int64, _ body: (String) -> Void) throws {
        let unit = "(SELECT code FROM unit WHERE unit.id = x.unit)"
        let period = "(SELECT period_kind || ' ' || period FROM period WHERE period.id = x.period)"
        let word = """
            CASE WHEN x.breakdown > 0 AND 'word' = (SELECT list FROM closed_breakdown b WHERE b.closing = x.closing
             AND b.kind = x.kind AND b.position = x.breakdown) THEN (SELECT text FROM word WHERE word.id = x.value) ELSE x.value END
            """
        let cells = """
            (SELECT group_concat((SELECT period_kind || ' ' || period FROM period
              WHERE period.id = json_extract(c.value, '$[0]')) || c.value) FROM json_each(x.cells) c)
            """
        for (columns, table) in [
            ("before, purged", "(SELECT id AS closing, before, purged FROM closing)"),
            ("kind, position, indicator, rules, version, valid_from, valid_to, windows, form", "closed_definition"),
            ("kind, position, name, list", "closed_breakdown"),
            ("\(unit), kind, data_until, units_behind", "closed_state"),
            ("kind, \(unit), breakdown, \(word), \(cells)", "closed_value"),
            (
                "\(unit), indicator, rules, \(period), numerator, denominator, alone, data_until, units_behind",
                "closed_given"
            ),
            (
                "\(unit), indicator, \(period), breakdown, breakdown_value, points, maximum, data_until, units_behind",
                "closed_points"
            ),
        ] {
            let sql = "SELECT \(columns) FROM \(table) x WHERE x.closing = \(id)"
            var lines: [String] = []
            let cursor = try Row.fetchCursor(db, sql: sql)
            while let row = try cursor.next() {
                lines.append(row.databaseValues.map { "\($0)" }.joined(separator: "|"))
            }
            body(table)
            lines.sort()
            lines.forEach(body)
        }
    }

    /// The first event of a unit before the newest purge: its records may be gone, its periods are not.
    package func closedFirst(unit: Int64, kind: String) throws -> Day? {
        try Int64.fetchOne(
            db, sql: "SELECT day FROM closed_first WHERE unit = ? AND kind = ?", arguments: [unit, kind]
        ).map { Day(number: $0) }
    }

    private func keepFirstEvents(_ before: Day) throws {
        for table in kinds {
            guard let first = table.kind.firstEvent else { continue }
            let (unit, day) = (table.kind.columns[table.kind.unit].name, table.kind.columns[first].name)
            try db.execute(
                sql: """
                    INSERT INTO closed_first SELECT r.\(unit), '\(table.kind.id)', min(r.\(day)) FROM \(table.name) r
                     WHERE r.stamp > 0 AND r.\(day) < \(before.number)\(Scanner.live(table)) GROUP BY r.\(unit)
                     ON CONFLICT (unit, kind) DO UPDATE SET day = min(day, excluded.day)
                    """)
        }
    }
}
