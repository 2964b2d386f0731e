import GRDB

/// What a writer left that was killed outside of WAL (`holdAlone`, the first moments of a new warehouse): only a connection that may
/// write can undo it, so that reading alone is refused by SQLite until one came.
extension WarehouseFile {
    /// Whether reading fails for that.
    static func needsWriter(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return [.SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_CANTINIT].contains(
            error.extendedResultCode)
    }

    /// Undoes it; nothing else is changed. Locks are SQLite's own: what a living writer does is not touched.
    static func recover(_ path: String) throws(WarehouseError) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        do {
            _ = try DatabaseQueue(path: path, configuration: configuration).inDatabase { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
            }
        } catch {
            let told = translate(error, path)
            if case .inputOutput = told { throw .unfinished(path) }
            throw told
        }
    }
}
