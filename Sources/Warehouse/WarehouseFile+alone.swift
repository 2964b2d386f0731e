import GRDB

/// What is removed for good must be in no file: nobody else may have the warehouse open, what is freed is overwritten, the file is
/// written anew and the log emptied.
extension WarehouseFile {
    /// Shuts everybody else out until `erase`, or throws `inUse` and has changed nothing.
    ///
    /// A reader of a file in WAL mode holds it without hindering a writer. To leave that mode wants the file alone, and alone it stays
    /// from then on. The log is used again, so that a process that dies leaves a file that everyone can read; not for a file that is
    /// only to be replaced, whose log would be taken away with the new one's name.
    package func holdAlone(isLogged: Bool = true) throws(WarehouseError) {
        do throws(WarehouseError) {
            try access { db in
                try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA locking_mode = EXCLUSIVE")
                let left = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                guard left == "delete" else { throw WarehouseError.inUse(path) }
                try db.execute(sql: "BEGIN EXCLUSIVE; COMMIT")
                guard isLogged else { return }
                let entered = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
                guard entered == "wal" else { throw WarehouseError.inUse(path) }
            }
        } catch {
            guard case .locked = error else { throw error }
            throw .inUse(path)
        }
    }

    /// Writes the file anew without what was deleted, empties its log, and lets others in.
    package func erase() throws(WarehouseError) {
        try access { db in
            try db.execute(sql: "VACUUM")
            let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
            let left = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            guard busy == 0, left == "delete" else { throw WarehouseError.inUse(path) }
            try db.execute(sql: "DELETE FROM meta WHERE key = 'erasing'")
            try db.execute(sql: "PRAGMA locking_mode = NORMAL")
            // The lock is let go by the next look at the file.
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
            try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
    }
}
