package import Domain
import GRDB

/// Rows that go for good.
extension Session {
    /// Drops records of a kind with their children and marks of lists.
    package func drop(kind: String, ids: [Int64]) throws {
        guard !ids.isEmpty else { return }
        dropFresh()
        let children = try String.fetchAll(
            db, sql: "SELECT child FROM kind_column WHERE kind = ? AND child <> '' AND name = ''", arguments: [kind])
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY); DELETE FROM temp.gone
                """)
        let note = try RawStatement(db, "INSERT OR IGNORE INTO temp.gone VALUES (?)")
        for id in ids {
            note.bind(id, 1)
            try note.run(db)
        }
        let gone = "(SELECT id FROM temp.gone)"
        for child in children { try db.execute(sql: "DELETE FROM c_\(child) WHERE record IN \(gone)") }
        try db.execute(
            sql: """
                DELETE FROM s_\(kind) WHERE record IN \(gone);
                DELETE FROM r_\(kind) WHERE id IN \(gone);
                DELETE FROM temp.gone
                """)
    }

    /// The unit of each of some records.
    func units(kind: String, ids: [Int64]) throws -> [Int64] {
        let table = try table(kind)
        let select = try RawStatement(
            db, "SELECT \(table.kind.columns[table.kind.unit].name) FROM \(table.name) WHERE id = ?")
        return try ids.compactMap { id in
            select.bind(id, 1)
            defer { select.reset() }
            return try select.step(db) ? select.plain(0) : nil
        }
    }

    /// Records that whole lists retired and that nothing newer than a day says anything of. `since`: only those that this load
    /// brought.
    package func retired(kind: String, before: Day, since load: Int64? = nil) throws -> [Int64] {
        let table = try table(kind)
        guard table.kind.hasWholeLists else { return [] }
        let stamp = Stamp(asOf: before.number, load: 0).number
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT r.id FROM \(table.name) r WHERE r.stamp < \(stamp)\(load.map { " AND r.since = \($0)" } ?? "")
                 AND EXISTS (SELECT 1 FROM \(table.seenName) s WHERE s.record = r.id)
                 AND NOT EXISTS (SELECT 1 FROM \(table.seenName) s WHERE s.record = r.id AND s.stamp >= \(stamp))
                 AND NOT EXISTS (SELECT 1 FROM \(table.seenName) s JOIN scope c ON c.id = s.scope
                  WHERE s.record = r.id AND s.stamp >= c.newest)
                """)
    }

    /// The units of which the kind has records.
    package func unitsWithRecords(kind: String) throws -> [Int64] {
        let table = try table(kind)
        let unit = table.kind.columns[table.kind.unit].name
        return try Int64.fetchAll(
            db, sql: "SELECT DISTINCT \(unit) FROM \(table.name) WHERE \(unit) IS NOT NULL ORDER BY 1")
    }

    /// How many records of the kind there are, retired ones too.
    package func count(kind: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table(kind).name)") ?? 0
    }

    /// Codes of units with data that does not reach the day before this one, standing kinds and ended units apart.
    package func unitsBehind(_ day: Day) throws -> [String] {
        let standing = Set((try meta("standing") ?? "").split(separator: ",").map(String.init))
        let units = try Row.fetchAll(
            db,
            sql: """
                SELECT u.code, c.kind FROM covered c JOIN unit u ON u.id = c.unit
                WHERE c.until < ? AND u.code <> '' AND (u.ends_on IS NULL OR u.ends_on >= ?) ORDER BY u.code
                """, arguments: [day.number - 1, day.number]
        ).filter { !standing.contains($0["kind"]) }.map { $0["code"] as String }
        return units.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// Empties the texts of rejects of files that speak of no day on or after this one.
    package func emptyRejects(before: Day) throws -> Int {
        try db.execute(
            sql: """
                UPDATE t_reject SET found = '' WHERE found <> '' AND load IN (SELECT load FROM t_load
                 WHERE coalesce(covers_until, as_of, (julianday(substr(started, 1, 10)) - 2440587.5)) < ?)
                """, arguments: [before.number])
        return db.changesCount
    }

    /// Forgets texts that nothing refers to any more: a code of an odd shape is kept as a text.
    package func dropUnusedWords() throws {
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS used (id INTEGER PRIMARY KEY); DELETE FROM temp.used;
                INSERT OR IGNORE INTO temp.used SELECT part FROM scope;
                INSERT OR IGNORE INTO temp.used SELECT v.value FROM t_value v
                 JOIN breakdown b ON b.kind = v.kind AND b.position = v.breakdown WHERE b.list = 'word';
                INSERT OR IGNORE INTO temp.used SELECT v.value FROM closed_value v JOIN closed_breakdown b
                 ON b.closing = v.closing AND b.kind = v.kind AND b.position = v.breakdown WHERE b.list = 'word'
                """)
        for row in try Row.fetchAll(db, sql: "SELECT kind, child, name, type FROM kind_column WHERE name <> ''") {
            let (kind, child, name): (String, String, String) = (row["kind"], row["child"], row["name"])
            let type = (row["type"] as String).split(separator: " ")[0]
            let table = child.isEmpty ? "r_" + kind : "c_" + child
            guard ["word", "procedure_code", "period", "dossier_code"].contains(type), try db.tableExists(table) else {
                continue
            }
            let isPacked = try !db.columns(in: table).contains { $0.name == name }
            let column = isPacked ? "id" : name
            let value = type == "dossier_code" ? DossierKey.wordSQL(column) : column
            let condition = type == "dossier_code" ? "\(column) >= \(DossierKey.oddBit)" : "\(column) IS NOT NULL"
            try db.execute(
                sql: "INSERT OR IGNORE INTO temp.used SELECT \(value) FROM \(table) WHERE \(condition)")
        }
        try db.execute(
            sql: "DELETE FROM word WHERE id NOT IN (SELECT id FROM temp.used); DELETE FROM temp.used")
    }
}
