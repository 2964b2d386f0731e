import Domain
import GRDB

/// The warehouse's numbers of texts and units.
final class Dictionaries {
    private let db: Database

    init(_ db: Database) { self.db = db }

    func word(_ text: String) throws -> Int64 {
        if let known = try Int64.fetchOne(db, sql: "SELECT id FROM word WHERE text = ?", arguments: [text]) {
            return known
        }
        try db.execute(sql: "INSERT INTO word (text, folded) VALUES (?, ?)", arguments: [text, Fold.key(text)])
        return db.lastInsertedRowID
    }

    func unit(_ code: String) throws -> Int64 {
        if let known = try Int64.fetchOne(db, sql: "SELECT id FROM unit WHERE code = ?", arguments: [code]) {
            return known
        }
        try db.execute(sql: "INSERT INTO unit (code, name) VALUES (?, ?)", arguments: [code, code])
        return db.lastInsertedRowID
    }
}
