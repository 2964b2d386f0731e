import Domain
import Foundation
import GRDB

/// The SQLite file: opened, checked to be ours, brought up to date. Everything else works on a `Database` of it.
package struct WarehouseFile: Sendable {
    /// "CTIE": marks the file as ours.
    static let applicationID: Int32 = 0x4354_4945

    let queue: DatabaseQueue
    package let path: String

    /// Opens a warehouse for writing and makes it where there is none.
    package init(at path: String) throws(WarehouseError) {
        try self.init(path: path, readOnly: false)
    }

    /// Opens a warehouse that is there, for reading.
    package static func reading(_ path: String) throws(WarehouseError) -> WarehouseFile {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .missing(path)
        }
        do {
            return try WarehouseFile(path: path, readOnly: true)
        } catch WarehouseError.unfinished {
            try recover(path)
            return try WarehouseFile(path: path, readOnly: true)
        }
    }

    private init(path: String, readOnly: Bool) throws(WarehouseError) {
        self.path = path
        try Self.check(path)
        // Pseudonyms are personal data: nobody else reads them.
        if !readOnly, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        if !readOnly {
            configuration.prepareDatabase { db in
                try db.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
            }
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            let found = try queue.read { db in
                (
                    try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0,
                    try db.viewExists("dictionary")
                )
            }
            let (application, version, objects, hasViews) = found
            if objects > 0, application != Self.applicationID { throw WarehouseError.notOurs(path) }
            if version > Migrations.all.count { throw WarehouseError.newer(path) }
            if readOnly, !hasViews { throw WarehouseError.empty(path) }
            if readOnly, version < Migrations.all.count { throw WarehouseError.older(path) }
            if !readOnly { try Migrations.apply(to: queue) }
        } catch let error as WarehouseError {
            throw error
        } catch {
            throw Self.needsWriter(error) ? .unfinished(path) : Self.translate(error, path)
        }
    }

    /// An empty warehouse in memory, to try queries on.
    package init(inMemory name: String) throws(WarehouseError) {
        path = name
        do {
            queue = try DatabaseQueue()
            try Migrations.apply(to: queue)
        } catch {
            throw Self.translate(error, name)
        }
    }

    /// A file that begins otherwise than SQLite's is not ours, and is not touched.
    private static func check(_ path: String) throws(WarehouseError) {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        do {
            let head = try file.read(upToCount: 16) ?? Data()
            try file.close()
            if !head.isEmpty, head != Data("SQLite format 3\0".utf8) { throw WarehouseError.notOurs(path) }
        } catch let error as WarehouseError {
            throw error
        } catch {
            throw .inputOutput("\(path): \(error.localizedDescription)")
        }
    }

    /// Whether a file is a warehouse of ours, or a copy of one: its first bytes and the application's number (offset 68).
    package static func isOne(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { file.closeFile() }
        let head: Data
        do { head = try file.read(upToCount: 72) ?? Data() } catch { return false }
        let number = bigEndian(applicationID)
        return head.count == 72 && head.prefix(16) == Data("SQLite format 3\0".utf8) && Array(head.suffix(4)) == number
    }

    private static func bigEndian(_ number: Int32) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Int32($0)) }
    }

    /// An error of SQLite in our terms. Its values are left out: they may be a person's.
    static func translate(_ error: any Error, _ path: String) -> WarehouseError {
        if let error = error as? WarehouseError { return error }
        guard let error = error as? DatabaseError else { return .broken("\(error)") }
        let message = "\(path): \(error.message ?? "SQLite \(error.resultCode.rawValue)")"
        switch error.resultCode.primaryResultCode {
        case .SQLITE_READONLY:
            // SQLite names the warehouse, also where it is a file of the log that cannot be written.
            let cause = unwritable(path).map { "\($0): \(error.message ?? "")" }
            return .inputOutput(cause ?? message)
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM: return .inputOutput(message)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(owner: "")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: return .notOurs(path)
        default: return .broken(message + (error.sql.map { " [\($0)]" } ?? ""))
        }
    }

    /// An error of a body as `write` throws it.
    package static func told(_ error: any Error, _ path: String) -> any Error {
        error is DatabaseError ? translate(error, path) : error
    }

    /// Runs a whole run of the writer. A dry run is the real one rolled back (design.md, invariant 5).
    package func write<T>(isDry: Bool = false, _ body: (Session) throws -> T) throws -> T {
        do {
            return try queue.inDatabase { db in
                if isDry { try db.execute(sql: "BEGIN IMMEDIATE") }
                defer { if isDry, db.isInsideTransaction { Self.undo(db) } }
                return try body(Session(db, isDry: isDry))
            }
        } catch let error as DatabaseError {
            throw Self.translate(error, path)
        }
    }

    /// Ends a dry run.
    private static func undo(_ db: Database) {
        do { try db.execute(sql: "ROLLBACK") } catch {
            preconditionFailure("a dry run cannot be rolled back: \(error)")
        }
    }

    /// Runs a body on the one connection. Errors of SQLite come out in our terms.
    func access<T>(_ body: (Database) throws -> T) throws(WarehouseError) -> T {
        do {
            return try queue.inDatabase(body)
        } catch {
            throw Self.translate(error, path)
        }
    }
}
