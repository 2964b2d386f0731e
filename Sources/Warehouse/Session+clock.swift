package import Domain
import GRDB

/// The clock of the runs before: what decides days of arrival must not go back.
extension Session {
    private static let accepted = "clock_accepted"

    /// The run that began on the latest day, and its day; nil where there is none. Runs of which somebody said that their clock was
    /// wrong do not count.
    package func latestRun() throws -> (run: Int64, day: Day, began: Int64)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT run, started, CAST(strftime('%s', started) AS INTEGER) AS began FROM t_run WHERE run > ?
                ORDER BY began DESC, run DESC LIMIT 1
                """, arguments: [try meta(Self.accepted).flatMap { Int64($0) } ?? 0])
        return row.flatMap { row in
            let started: String = row["started"]
            return Day(iso: String(started.prefix(10))).map { (row["run"], $0, row["began"]) }
        }
    }

    /// From now on the clocks of the runs so far say nothing.
    package func acceptClock() throws {
        try transaction {
            try setMeta(Self.accepted, String(try Int64.fetchOne(db, sql: "SELECT max(run) FROM t_run") ?? 0))
        }
    }
}
