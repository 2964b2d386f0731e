import Foundation
import GRDB

/// A former key that something still needs.
package struct FormerKey: Sendable {
    package var id: String
    /// How many persons are known by it only.
    package var persons: Int
    /// How many were forgotten under it.
    package var forgotten: Int
}

/// The keys under which persons are known: one that holds, and former ones as long as something of theirs is left.
extension Session {
    /// The former keys that something still needs, newest first.
    package func formerKeys() throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT key_id FROM former_key k WHERE EXISTS (SELECT 1 FROM former_pseudonym p WHERE p.key_id = k.key_id)
                 OR EXISTS (SELECT 1 FROM tombstone t WHERE t.key_id = k.key_id) ORDER BY id DESC
                """)
    }

    /// The former keys that something still needs, newest first, with what does.
    package func formerlyKeyed() throws -> [FormerKey] {
        try formerKeys().map { id in
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE key_id = ?", arguments: [id]) ?? 0
            }
            return FormerKey(id: id, persons: try count("former_pseudonym"), forgotten: try count("tombstone"))
        }
    }

    /// Makes another key the one that holds: every pseudonym that is there is a former key's from now on. `isAwaited`: an archive is
    /// to be read for them, until `endRekeying`.
    package func rotate(from old: String, to new: String, at time: String, isAwaited: Bool) throws {
        try db.execute(sql: "INSERT INTO former_key (key_id, until) VALUES (?, ?)", arguments: [old, time])
        for row in try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
        {
            let (kind, name): (String, String) = (row["kind"], row["name"])
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO former_pseudonym SELECT \(name), ? FROM r_\(kind) WHERE \(name) IS NOT NULL
                    """, arguments: [old])
        }
        try setMeta("key_id", new)
        try db.execute(sql: "DELETE FROM meta WHERE key = 'next_key'")
        if isAwaited { try setMeta("rekeying", new) } else { try endRekeying() }
    }

    /// The key that a rotation is about to make the one that holds; nil unless one was cut off before that.
    package func nextKey() throws -> String? { try meta("next_key") }

    /// Notes it within a transaction.
    package func setNextKey(_ id: String) throws { try setMeta("next_key", id) }

    /// Whether a rotation was cut off before it had read its archive.
    package func isRekeying() throws -> Bool { try meta("rekeying") != nil }

    /// The archive of the last rotation was read.
    package func endRekeying() throws { try db.execute(sql: "DELETE FROM meta WHERE key = 'rekeying'") }

    /// Every key that held once, newest first.
    package func pastKeys() throws -> [String] {
        try String.fetchAll(db, sql: "SELECT key_id FROM former_key ORDER BY id DESC")
    }

    /// Lets loads count as made under other rules and another key: what they would have made was made of what they had made.
    package func renew(rules old: String, as new: String) throws {
        try db.execute(sql: "UPDATE t_load SET rules = ? WHERE rules = ?", arguments: [new, old])
    }

    /// Forgets of former keys what no record has any more.
    package func dropUnusedPseudonyms() throws {
        let used = try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'"
        ).map { "SELECT \($0["name"] as String) AS p FROM r_\($0["kind"] as String)" }
        guard !used.isEmpty else { return }
        try db.execute(
            sql: """
                DELETE FROM former_pseudonym WHERE pseudonym NOT IN (
                 SELECT p FROM (\(used.joined(separator: " UNION "))) WHERE p IS NOT NULL)
                """)
    }
}
