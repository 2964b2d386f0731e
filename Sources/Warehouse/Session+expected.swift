import GRDB

/// An export that is expected for one period: days as numbers.
package struct ExpectedArrival: Sendable, Equatable, Codable {
    package var unit: String
    package var source: String
    package var kind: String
    package var periodKind: String
    package var period: String
    /// The day behind the period's last.
    package var behind: Int64
    package var due: Int64
    package var isOverdue: Bool

    package init(
        unit: String, source: String, kind: String, periodKind: String, period: String, behind: Int64, due: Int64,
        isOverdue: Bool
    ) {
        self.unit = unit
        self.source = source
        self.kind = kind
        self.periodKind = periodKind
        self.period = period
        self.behind = behind
        self.due = due
        self.isOverdue = isOverdue
    }
}

extension Session {
    /// Puts what the configuration expects in the place of what it expected before.
    package func setExpected(_ all: [ExpectedArrival]) throws {
        try transaction {
            try db.execute(sql: "DELETE FROM t_expected")
            for one in all {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO t_expected VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        one.unit, one.source, one.kind, one.periodKind, one.period, one.behind, one.due, one.isOverdue,
                    ])
            }
        }
    }

    /// What was due when the nightly job last looked, and has not come: unit, its name, source, period, due day; of one unit or of all.
    package func missing(unit: String? = nil) throws -> [(
        unit: String, name: String, source: String, period: String, due: String
    )] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT e.unit, coalesce(u.name, '') AS name, e.source, e.period, e.due FROM expected_arrival e
                LEFT JOIN unit u ON u.code = e.unit WHERE e.is_missing AND (:unit IS NULL OR e.unit = :unit)
                """, arguments: ["unit": unit]
        )
        .map { ($0["unit"], $0["name"], $0["source"], $0["period"], $0["due"]) }
    }
}
