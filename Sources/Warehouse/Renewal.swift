import Foundation
import GRDB

/// What a file's numbers do to the warehouse when they are only read: persons and tombstones that are under a former key come under
/// the one of now. No fact changes, and nobody comes in.
package final class Renewal {
    private let db: Database
    private let persons: Rekeying?
    /// Tombstones under former keys.
    private var tombstones: Set<[UInt8]>
    private var forgotten = 0

    /// For one file, in its transaction.
    package init(_ session: Session) throws {
        db = session.db
        persons = try Rekeying(db, nil)
        tombstones = Set(
            try Row.fetchAll(
                db, sql: "SELECT pseudonym FROM tombstone WHERE key_id <> (SELECT value FROM meta WHERE key = 'key_id')"
            ).map { [UInt8]($0[0] as Data) })
    }

    /// Takes a batch's pseudonyms, and of each those under the former keys.
    package func take(_ pseudonyms: [UInt8], former: [UInt8]) throws {
        try persons?.take(pseudonyms, former: former)
        guard !pseudonyms.isEmpty, !tombstones.isEmpty else { return }
        let length = RowImage.pseudonymLength
        let each = former.count / pseudonyms.count
        for at in 0..<former.count / length {
            let old = Array(former[at * length..<(at + 1) * length])
            guard tombstones.remove(old) != nil else { continue }
            let index = at / each
            try Self.renew(old, as: Array(pseudonyms[index * length..<(index + 1) * length]), db)
            forgotten += 1
        }
    }

    /// The file has ended: how many persons, and how many who were forgotten, were under a former key.
    package func finish() throws -> (persons: Int, forgotten: Int) { (try persons?.finish() ?? 0, forgotten) }

    /// Writes a tombstone of a former key anew under the one of now.
    static func renew(_ old: [UInt8], as new: [UInt8], _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE OR REPLACE tombstone SET pseudonym = ?, key_id = (SELECT value FROM meta WHERE key = 'key_id')
                WHERE pseudonym = ?
                """, arguments: [Data(new), Data(old)])
    }
}
