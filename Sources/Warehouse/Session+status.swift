package import Domain
import GRDB

extension Session {
    /// The newest run of each command that loads, and of each the newest that ended well (0 or 1).
    package func lastRuns() throws -> [RunState] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT command, max(run) AS run FROM t_run WHERE command IN ('import', 'nightly', 'replay') GROUP BY command
                """
        )
        .compactMap { last in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM t_run WHERE run = ?", arguments: [last["run"] as Int64])
            else { return nil }
            let good = try String.fetchOne(
                db, sql: "SELECT max(ended) FROM t_run WHERE command = ? AND exit_code IN (0, 1)",
                arguments: [row["command"] as String])
            return RunState(
                command: row["command"], run: row["run"], started: row["started"], ended: row["ended"],
                exitCode: row["exit_code"], lastGood: good)
        }
    }

    /// Seconds since 1970 at which the newest run of a command ended that took what came (exit 0 or 1).
    package func lastGood(_ command: String) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT CAST(strftime('%s', max(ended)) AS INTEGER) FROM t_run WHERE command = ? AND exit_code IN (0, 1)
                """, arguments: [command])
    }

    /// How far the data of each unit and kind goes.
    package func unitsUntil() throws -> [UnitUntil] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT u.code, u.name, c.kind, date(c.until * 86400, 'unixepoch') AS until FROM covered c
                JOIN unit u ON u.id = c.unit ORDER BY u.code, c.kind
                """
        )
        .map { UnitUntil(unit: $0["code"], unitName: $0["name"], kind: $0["kind"], until: $0["until"]) }
    }
}
