import Domain
import Foundation
import GRDB

/// Puts the pseudonym of the key that holds now in the place of a former key's, as persons come again: both are made of the same
/// number. What is still a former key's stands in `former_pseudonym`, so that most numbers cost one look there.
final class Rekeying {
    private let db: Database
    /// The kind that is loaded; nil where numbers are only read.
    private let table: KindTable?
    private let ask: RawStatement
    /// By a former pseudonym that is somewhere in the warehouse, the one of now.
    private var renewed: [[UInt8]: [UInt8]] = [:]

    /// nil where everything is of one key.
    init?(_ db: Database, _ table: KindTable?) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM former_pseudonym)") ?? false else { return nil }
        self.db = db
        self.table = table
        ask = try RawStatement(db, "SELECT 1 FROM former_pseudonym WHERE pseudonym = ?")
    }

    /// Takes a batch's pseudonyms, and of each those under the former keys. Where they are keys of this kind's records, the records
    /// have the new ones at once, so that they are found.
    func take(_ pseudonyms: [UInt8], former: [UInt8]) throws {
        let length = RowImage.pseudonymLength
        guard !pseudonyms.isEmpty, !former.isEmpty else { return }
        let each = former.count / pseudonyms.count
        var found: [(old: [UInt8], new: [UInt8])] = []
        for at in 0..<former.count / length {
            let old = Array(former[at * length..<(at + 1) * length])
            guard renewed[old] == nil else { continue }
            ask.bind(bytes: old[...], 1)
            let isThere = try ask.step(db)
            ask.reset()
            guard isThere else { continue }
            let index = at / each
            let new = Array(pseudonyms[index * length..<(index + 1) * length])
            renewed[old] = new
            found.append((old, new))
        }
        guard let table else { return }
        for column in table.kind.key where table.kind.columns[column].type == .identity {
            let name = table.kind.columns[column].name
            let update = try db.makeStatement(sql: "UPDATE \(table.name) SET \(name) = ? WHERE \(name) = ?")
            for pair in found { try update.execute(arguments: [Data(pair.new), Data(pair.old)]) }
        }
    }

    /// A row as it is under the key of now.
    func renewed(_ row: ExistingRow) -> ExistingRow {
        var row = row
        for at in row.image.pseudonyms.indices {
            if let new = renewed[row.image.pseudonyms[at]] { row.image.pseudonyms[at] = new }
        }
        return row
    }

    /// Re-keys what else is known of the file's persons, in records of every kind. How many persons were under a former key.
    @discardableResult
    func finish() throws -> Int {
        guard !renewed.isEmpty else { return 0 }
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS renewed (old BLOB PRIMARY KEY, new BLOB); DELETE FROM temp.renewed
                """)
        let insert = try db.makeStatement(sql: "INSERT INTO temp.renewed VALUES (?, ?)")
        for (old, new) in renewed { try insert.execute(arguments: [Data(old), Data(new)]) }
        for row in try Row.fetchAll(
            db, sql: "SELECT kind, name FROM kind_column WHERE child = '' AND type LIKE 'identity%'")
        {
            let (kind, name): (String, String) = (row["kind"], row["name"])
            try db.execute(
                sql: """
                    UPDATE r_\(kind) SET \(name) = (SELECT new FROM temp.renewed WHERE old = \(name))
                    WHERE \(name) IN (SELECT old FROM temp.renewed)
                    """)
        }
        try db.execute(
            sql: """
                DELETE FROM former_pseudonym WHERE pseudonym IN (SELECT old FROM temp.renewed);
                DELETE FROM temp.renewed
                """)
        return renewed.count
    }
}
