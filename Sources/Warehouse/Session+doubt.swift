import Domain
import Foundation
import GRDB

/// Persons who were forgotten and may stand here all the same: a restored copy can know them by another key than their tombstone is
/// of, and no pseudonym leads to the other.
extension Session {
    private static let doubts = "doubtful_tombstones"

    /// Pseudonyms of the tombstones behind which somebody may stand. One that a list has brought under the key of now is none.
    package func doubtful() throws -> [String] {
        let noted = try noted()
        if noted.isEmpty { return [] }
        let known = Set(try tombstones().map(\.pseudonym))
        return noted.filter(known.contains)
    }

    /// Whether the person of a tombstone that is new here may stand by another key. `keys`: those that the warehouse had before it
    /// heard of it.
    package func isDoubtful(_ one: Tombstone, keys: Set<String>) throws -> Bool {
        if try stands(one) { return false }
        guard keys.contains(one.keyID) else { return try hasPersons() }
        // Under a former key everybody was forgotten before the key changed, and so before the copy was made.
        guard try meta("key_id") == one.keyID else { return false }
        return try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM former_pseudonym WHERE key_id <> ?)", arguments: [one.keyID])
            ?? false
    }

    /// Whether somebody is known by the pseudonym of a tombstone.
    package func stands(_ one: Tombstone) throws -> Bool {
        guard let pseudonym = Hexadecimal.bytes(one.pseudonym) else { return false }
        return try acquaintance([[pseudonym]]) == .known
    }

    /// Notes within a transaction that somebody may stand behind these tombstones.
    package func doubt(_ all: [Tombstone]) throws {
        if all.isEmpty { return }
        try note(Set(try doubtful()).union(all.map(\.pseudonym)))
    }

    /// A person was met, or forgotten, who is known by one of these: of them there is no doubt any more.
    func settle(_ pseudonyms: some Sequence<[UInt8]>) throws {
        let noted = try noted()
        if noted.isEmpty { return }
        let rest = Set(noted).subtracting(pseudonyms.map { Hexadecimal.text($0) })
        if rest.count < noted.count { try note(rest) }
    }

    private func noted() throws -> [String] { try meta(Self.doubts)?.split(separator: " ").map(String.init) ?? [] }

    private func note(_ all: Set<String>) throws {
        try setMeta(Self.doubts, all.sorted().joined(separator: " "))
    }

    private func hasPersons() throws -> Bool {
        try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'"
        ).contains { column in
            let (kind, name): (String, String) = (column["kind"], column["name"])
            return try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM r_\(kind) WHERE \(name) IS NOT NULL)") ?? false
        }
    }
}
