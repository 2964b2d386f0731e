import Domain
import Foundation
import GRDB

/// What keeps a person out of the warehouse: the pseudonym, in hexadecimal digits, and which key made it.
package struct Tombstone: Sendable, Codable, Equatable {
    package var pseudonym: String
    package var keyID: String
    /// ISO day.
    package var since: String
}

/// A person who is no longer to be in the warehouse.
extension Session {
    /// All tombstones.
    package func tombstones() throws -> [Tombstone] {
        try Row.fetchAll(db, sql: "SELECT pseudonym, key_id, since FROM tombstone ORDER BY 1").map {
            Tombstone(pseudonym: Hexadecimal.text($0["pseudonym"] as Data), keyID: $0["key_id"], since: $0["since"])
        }
    }

    /// Puts tombstones that an archive keeps. What a former key made is known by that key alone: it is needed from now on.
    package func bury(_ all: [Tombstone], keyID: String) throws {
        try transaction {
            for one in all {
                if one.keyID != keyID {
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO former_key (key_id, until) VALUES (?, ?)",
                        arguments: [one.keyID, one.since])
                }
                guard let pseudonym = Hexadecimal.bytes(one.pseudonym) else { continue }
                try db.execute(
                    sql: "INSERT OR IGNORE INTO tombstone VALUES (?, ?, ?)",
                    arguments: [Data(pseudonym), one.keyID, one.since])
            }
        }
    }

    /// Whether a person is known by one of these pseudonyms.
    package enum Acquaintance: Sendable {
        case known
        /// Not at all.
        case nobody
        /// Was forgotten, and nothing is known since.
        case forgotten
    }

    /// How a person is known who has these pseudonyms, those of each number.
    package func acquaintance(_ pseudonyms: [[[UInt8]]]) throws -> Acquaintance {
        let columns = try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
        var isForgotten = false
        for pseudonym in pseudonyms.flatMap({ $0 }).map({ Data($0) }) {
            for column in columns {
                let (kind, name): (String, String) = (column["kind"], column["name"])
                let isThere = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM r_\(kind) WHERE \(name) = ?)", arguments: [pseudonym])
                if isThere == true { return .known }
            }
            if try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM tombstone WHERE pseudonym = ?)", arguments: [pseudonym]) == true
            {
                isForgotten = true
            }
        }
        return isForgotten ? .forgotten : .nobody
    }

    /// What was removed.
    package struct Forgotten: Sendable {
        package var records = 0
        package var fields = 0
        package var rejectTexts = 0
    }

    /// Drops what is known by these pseudonyms of one person, makes them unknown where they stand in a record of something else,
    /// empties the rejects of the lines that spoke of the person, and keeps a tombstone of each: whatever comes later is passed over.
    ///
    /// `pseudonyms`: of each number that under the key of now, then those under former ones.
    package func forget(_ pseudonyms: [[[UInt8]]], keyID: String, at day: String) throws -> Forgotten {
        var out = Forgotten()
        let columns = try Row.fetchAll(
            db, sql: "SELECT kind, name, type, bit FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
        for pseudonym in pseudonyms.flatMap({ $0 }).map({ Data($0) }) {
            for column in columns {
                let (kind, name, type): (String, String, String) = (column["kind"], column["name"], column["type"])
                let rows = try Row.fetchAll(
                    db, sql: "SELECT id, stamp, line, row, layers FROM r_\(kind) WHERE \(name) = ?",
                    arguments: [pseudonym])
                guard !rows.isEmpty else { continue }
                for row in rows { out.rejectTexts += try emptyRejects(of: row) }
                let ids = rows.map { $0["id"] as Int64 }
                try touch(kind: kind, ids: ids, cause: "forget")
                if type.hasSuffix(" key") {
                    try drop(kind: kind, ids: ids)
                    out.records += ids.count
                } else {
                    try db.execute(
                        sql: "UPDATE r_\(kind) SET \(name) = NULL, known = known & ~(1 << ?) WHERE \(name) = ?",
                        arguments: [column["bit"] as Int64, pseudonym])
                    out.fields += ids.count
                }
            }
            try db.execute(
                sql: "DELETE FROM tombstone WHERE pseudonym = ?; DELETE FROM former_pseudonym WHERE pseudonym = ?",
                arguments: [pseudonym, pseudonym])
        }
        try settle(pseudonyms.flatMap { $0 })
        for number in pseudonyms {
            try db.execute(
                sql: "INSERT INTO tombstone VALUES (?, ?, ?)", arguments: [number.first.map { Data($0) }, keyID, day])
        }
        return out
    }

    /// Drops whom a tombstone of another warehouse speaks of, and puts it.
    package func forget(_ tombstone: Tombstone) throws -> Forgotten {
        guard let pseudonym = Hexadecimal.bytes(tombstone.pseudonym) else { return Forgotten() }
        return try forget([[pseudonym]], keyID: tombstone.keyID, at: tombstone.since)
    }

    /// Drops what still stands of persons who have a tombstone and whom a file names: a restored backup may know them by another key
    /// than their tombstone is of.
    package func dropForgotten(_ pseudonyms: Set<[UInt8]>) throws {
        let all = pseudonyms.isEmpty ? [] : try tombstones()
        try settle(pseudonyms)
        for pseudonym in pseudonyms where try acquaintance([[pseudonym]]) == .known {
            let text = Hexadecimal.text(pseudonym)
            for one in all where one.pseudonym == text { _ = try forget(one) }
            try setMeta("erasing", "forget")
        }
    }

    /// The keys of which pseudonyms here may be: that of now, and former ones.
    package func keyIDs() throws -> Set<String> {
        Set(try [meta("key_id")].compactMap { $0 } + String.fetchAll(db, sql: "SELECT key_id FROM former_key"))
    }

    /// Empties the texts of rejects that stand in these lines of the loads of a file.
    package func emptyRejects(sha256: String, lines: Set<Int32>) throws -> Int {
        var count = 0
        let statement = try db.makeStatement(
            sql: """
                UPDATE t_reject SET found = '' WHERE found <> '' AND line = ?
                 AND load IN (SELECT load FROM t_load WHERE sha256 = ?)
                """)
        for line in lines.sorted() {
            try statement.execute(arguments: [line, sha256])
            count += db.changesCount
        }
        return count
    }

    /// Of each file that decides something of a row, the line.
    private func emptyRejects(of row: Row) throws -> Int {
        let first = Layer(stamp: Stamp(number: row["stamp"]), line: row["line"], row: row["row"])
        var count = 0
        for layer in Layers(first: first, tail: [UInt8]((row["layers"] as Data?) ?? Data())).all {
            try db.execute(
                sql: "UPDATE t_reject SET found = '' WHERE found <> '' AND load = ? AND line = ?",
                arguments: [layer.stamp.load, layer.line])
            count += db.changesCount
        }
        return count
    }

    private func touch(kind: String, ids: [Int64], cause: String) throws {
        guard let table = kinds.first(where: { $0.kind.id == kind }) else { return }
        let unit = table.kind.columns[table.kind.unit].name
        for id in ids {
            let number = try Int64.fetchOne(db, sql: "SELECT \(unit) FROM r_\(kind) WHERE id = ?", arguments: [id])
            if let number { try touch(unit: number, kind: kind, Cause(load: nil, word: cause)) }
        }
    }
}
