import GRDB

extension Session {
    /// Nights that came to their end.
    package func endedNights() throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM t_run WHERE command = 'nightly' AND exit_code IS NOT NULL") ?? 0
    }

    /// All that the contract shows but runs and times, a text a row, sorted: two warehouses of which this is equal say the same.
    package func contract() throws -> [String] {
        let views = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'view' AND name <> 'run' ORDER BY name")
        return try views.flatMap { view -> [String] in
            let columns = try db.columns(in: view).map(\.name).filter { !["run", "started", "ended"].contains($0) }
            let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            return try Row.fetchAll(db, sql: "SELECT \(list) FROM \(view)").map { row in
                "\(view): "
                    + row.map { $0.1.isNull ? "-" : String.fromDatabaseValue($0.1) ?? "\($0.1)" }
                    .joined(separator: "|")
            }.sorted()
        }
    }
}
