import Foundation
import GRDB

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

    /// How many persons are still known by a former key only, and how many were forgotten under one.
    package func formerlyKeyed() throws -> (persons: Int, forgotten: Int) {
        let now = try meta("key_id") ?? ""
        return (
            try Int.fetchOne(db, sql: "SELECT count(*) FROM former_pseudonym") ?? 0,
            try Int.fetchOne(db, sql: "SELECT count(*) FROM tombstone WHERE key_id <> ?", arguments: [now]) ?? 0
        )
    }

    /// Makes another key the one that holds: every pseudonym that is there is a former key's from now on.
    package func rotate(from old: String, to new: String, at time: String) throws {
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
