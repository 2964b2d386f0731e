package import Domain
import Foundation
import GRDB

/// What a warehouse says of itself without being written: for `doctor`.
package struct WarehouseHealth: Sendable {
    /// The key that its pseudonyms are of; nil while it has none.
    package var keyID: String?
    /// All keys of which pseudonyms are, or were.
    package var keyIDs: Set<String>
    /// Former keys that something still needs.
    package var formerKeys: [FormerKey]
    /// The key of a rotation that was cut off before the warehouse wanted it.
    package var nextKey: String?
    /// Whether a rotation was cut off before it had read its archive.
    package var isRekeying: Bool
    /// The run that began last, its day and seconds since 1970; not one of which somebody said that its clock was wrong.
    package var newestRun: (run: Int64, day: Day, began: Int64)?
    /// Seconds since 1970 at which the newest night ended that took what came.
    package var lastGood: Int64?
    /// The newest night where nobody was told of it: it was cut off, goes on, or failed with an exit code.
    package var untoldNight: (run: Int64, exitCode: Int32?)?
    /// Files whose loading began and that were not put away.
    package var open: Int
    /// What SQLite's quick check found first; nil where all is well.
    package var fault: String?

    /// Throws what opening it to read throws.
    package init(of path: String) throws {
        self = try WarehouseFile.reading(path).write { try WarehouseHealth($0) }
    }

    private init(_ session: Session) throws {
        keyID = try session.meta("key_id")
        keyIDs = try session.keyIDs()
        formerKeys = try session.formerlyKeyed()
        nextKey = try session.nextKey()
        isRekeying = try session.isRekeying()
        newestRun = try session.latestRun()
        lastGood = try session.lastGood("nightly")
        untoldNight = try session.untoldNight()
        open = try session.openIntakes().count
        fault = try String.fetchOne(session.db, sql: "PRAGMA quick_check(1)").flatMap { $0 == "ok" ? nil : $0 }
    }

    /// The version of SQLite at run time.
    package static var sqliteVersion: String {
        get throws { try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" } }
    }
}
