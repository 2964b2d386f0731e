package import Domain
import GRDB

extension Session {
    /// The newest run of each command that loads, and of each the newest that ended well (0 or 1). `isHeld`: somebody holds the
    /// lock, so that the newest run of all may still go on.
    package func lastRuns(isHeld: Bool) throws -> [RunState] {
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
                db, sql: "SELECT ended \(Self.goodRun)", arguments: [row["command"] as String])
            let code: Int32? = row["exit_code"]
            let isOpen = try isHeld && newestRun() == row["run"]
            let isUntold = try code != nil && untoldNight()?.run == row["run"]
            return RunState(
                command: row["command"], run: row["run"],
                state: code != nil ? .ended : isOpen ? .running : .cutOff, started: row["started"], ended: row["ended"],
                exitCode: code, lastGood: good, isUntold: isUntold)
        }
    }

    /// The newest run of a command that ended well. Not the one that ended last: a clock may have been wrong.
    private static let goodRun = "FROM t_run WHERE command = ? AND exit_code IN (0, 1) ORDER BY run DESC LIMIT 1"

    /// The number of the newest run of all.
    private func newestRun() throws -> Int64? { try Int64.fetchOne(db, sql: "SELECT max(run) FROM t_run") }

    /// Seconds since 1970 at which the newest run of a command ended that took what came (exit 0 or 1).
    package func lastGood(_ command: String) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: "SELECT CAST(strftime('%s', ended) AS INTEGER) \(Self.goodRun)", arguments: [command])
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
