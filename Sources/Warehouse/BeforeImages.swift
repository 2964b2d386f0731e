import GRDB

/// What rows said before the file, for those that it changed: a key that comes again in the same file is judged against it.
/// In temporary tables, so that memory stays flat, filled only for changed and stale rows.
final class BeforeImages {
    private let db: Database
    private let width: Int
    private let insert: RawStatement
    private let select: RawStatement
    private let delete: RawStatement
    private let stale: RawStatement

    /// `width` numbers (values, digests, known) and `pseudonyms` blobs a row.
    init(_ db: Database, width: Int, pseudonyms: Int) throws {
        self.db = db
        self.width = width
        let numbers = (0..<width).map { "n\($0)" }
        let blobs = (0..<pseudonyms).map { "b\($0)" }
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS temp.before; DROP TABLE IF EXISTS temp.stale;
                CREATE TEMP TABLE before (id INTEGER PRIMARY KEY, \((numbers + blobs).joined(separator: ", ")));
                CREATE TEMP TABLE stale (id INTEGER PRIMARY KEY)
                """)
        let holes = Array(repeating: "?", count: 1 + width + pseudonyms).joined(separator: ", ")
        insert = try RawStatement(db, "INSERT INTO temp.before VALUES (\(holes))")
        select = try RawStatement(
            db, "SELECT \((numbers + blobs).joined(separator: ", ")) FROM temp.before WHERE id = ?")
        delete = try RawStatement(db, "DELETE FROM temp.before WHERE id = ?")
        stale = try RawStatement(db, "INSERT OR IGNORE INTO temp.stale VALUES (?)")
    }

    func keep(_ image: RowImage, id: Int64) throws {
        insert.bind(id, 1)
        var at = 2
        for value in image.values + image.digests.map({ $0 }) + [Int64(bitPattern: image.known)] {
            insert.bind(value, at)
            at += 1
        }
        for bytes in image.pseudonyms {
            if bytes.isEmpty { insert.bind(nil, at) } else { insert.bind(bytes: bytes[...], at) }
            at += 1
        }
        try insert.run(db)
    }

    /// What the row said before the file, or nil where the file did not change it.
    func image(of id: Int64, like model: RowImage) throws -> RowImage? {
        select.bind(id, 1)
        defer { select.reset() }
        guard try select.step(db) else { return nil }
        var image = model
        for at in image.values.indices { image.values[at] = select.number(at) }
        for at in image.digests.indices { image.digests[at] = select.plain(image.values.count + at) }
        image.known = UInt64(bitPattern: select.plain(width - 1))
        for at in image.pseudonyms.indices { image.pseudonyms[at] = select.bytes(width + at) }
        return image
    }

    func forget(_ id: Int64) throws {
        delete.bind(id, 1)
        try delete.run(db)
    }

    /// Notes a stale key; false where the file had it before.
    func noteStale(_ id: Int64) throws -> Bool {
        stale.bind(id, 1)
        try stale.run(db)
        return db.changesCount == 1
    }

    func drop() throws {
        try db.execute(sql: "DELETE FROM temp.before; DELETE FROM temp.stale")
    }
}
