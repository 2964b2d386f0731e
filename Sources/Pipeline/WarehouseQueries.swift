package import Domain
package import Reports
import Warehouse

/// Tables that commands print as they are.
package enum WarehouseQueries {
    /// What was not taken, of the newest load of each file name or of one load.
    package static func rejects(_ warehouse: String, load: Int?, _ language: Language) throws -> PlainTable {
        let condition =
            load.map { "r.load = \($0)" }
            ?? "r.load IN (SELECT max(load) FROM load WHERE status <> 'already_loaded' GROUP BY name)"
        var table = try table(
            warehouse, language,
            """
            SELECT l.name AS file, r.line, r.row, r.column_heading, r.field, r.code, r.severity, r.found, r.expected, r.message,
             r.advice, r.load FROM reject r JOIN load l ON l.load = r.load WHERE \(condition) ORDER BY r.load, r.line
            """)
        translate(&table, language)
        return table
    }

    /// The view speaks Vietnamese; the catalogue has both languages.
    private static func translate(_ table: inout PlainTable, _ language: Language) {
        func index(_ name: String) -> Int? { table.columns.firstIndex(of: name) }
        guard language != .vi, let code = index("code"), let found = index("found"), let expected = index("expected"),
            let message = index("message"), let advice = index("advice")
        else { return }
        for row in table.rows.indices {
            guard let text = table.rows[row][code].flatMap({ RejectCode(rawValue: $0) })?.text else { continue }
            let holes = (table.rows[row][found] ?? "", table.rows[row][expected] ?? "")
            table.rows[row][message] = text.sentence(language, found: holes.0, expected: holes.1)
            table.rows[row][advice] = text.advice(language, found: holes.0, expected: holes.1)
        }
    }

    /// Runs and their loads, newest first.
    package static func runs(_ warehouse: String, _ language: Language) throws -> PlainTable {
        try table(
            warehouse, language,
            """
            SELECT r.run, r.command, r.started, r.ended, r.exit_code, r.state, l.name AS file, l.status, l.as_of, l.read, l.new, l.changed,
             l.unchanged, l.stale, l.rejected, l.filtered
             FROM run r LEFT JOIN load l ON l.run = r.run ORDER BY r.run DESC, l.load
            """)
    }

    /// Every view and column.
    package static func dictionary(_ warehouse: String, _ language: Language) throws -> PlainTable {
        try table(warehouse, language, "SELECT * FROM dictionary")
    }

    private static func table(_ warehouse: String, _ language: Language, _ sql: String) throws -> PlainTable {
        do {
            return try WarehouseStep.reading(warehouse) { session in
                let (columns, rows) = try session.texts(sql)
                return PlainTable(columns: columns, rows: rows)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }
}
