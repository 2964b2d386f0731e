import Domain
import GRDB

/// Whole lists: which keys a scope (kind, unit, source, part) has shown, and when; what the newest list lacks is retired
/// (indicators.md, "Facts").
final class ScopeMarks {
    private struct Scope: Hashable {
        var unit: Int64
        var part: Int64
    }

    private let db: Database
    private let kind: String
    private let source: String
    let partition: Int?
    private let stamp: Int64
    private let seen: String
    private let mark: RawStatement
    private var numbers: [Scope: Int64] = [:]

    init(_ db: Database, table: KindTable, source: String, partition: Int?, stamp: Int64) throws {
        self.db = db
        kind = table.kind.id
        self.source = source
        self.partition = partition
        self.stamp = stamp
        seen = table.seenName
        mark = try RawStatement(
            db,
            """
            INSERT INTO \(seen) (record, scope, stamp) VALUES (?, ?, ?)
            ON CONFLICT (record, scope) DO UPDATE SET stamp = max(stamp, excluded.stamp)
            """)
    }

    /// The key was in the list.
    func mark(record: Int64, unit: Int64, part: Int64, _ db: Database) throws {
        mark.bind(record, 1)
        mark.bind(try number(Scope(unit: unit, part: part)), 2)
        mark.bind(stamp, 3)
        try mark.run(db)
    }

    /// An empty list of a unit speaks for its scope too.
    func open(unit: Int64, part: Int64 = 0) throws { _ = try number(Scope(unit: unit, part: part)) }

    private func number(_ scope: Scope) throws -> Int64 {
        if let known = numbers[scope] { return known }
        try db.execute(
            sql: "INSERT OR IGNORE INTO scope (kind, unit, source, part, newest) VALUES (?, ?, ?, ?, 0)",
            arguments: [kind, scope.unit, source, scope.part])
        let number = try Int64.fetchOne(
            db, sql: "SELECT id FROM scope WHERE kind = ? AND unit = ? AND source = ? AND part = ?",
            arguments: [kind, scope.unit, source, scope.part])
        guard let number else { throw WarehouseError.broken("a scope that was just made is not there") }
        numbers[scope] = number
        return number
    }

    /// Moves the scopes on to this list and counts the keys that were live and no longer are.
    func close() throws -> Int {
        var retired = 0
        for number in numbers.values.sorted() {
            let newest = try Int64.fetchOne(db, sql: "SELECT newest FROM scope WHERE id = ?", arguments: [number]) ?? 0
            guard stamp > newest else { continue }
            retired +=
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM \(seen) s WHERE scope = :scope AND stamp >= :newest AND stamp < :stamp AND NOT EXISTS (
                            SELECT 1 FROM \(seen) o JOIN scope c ON c.id = o.scope
                            WHERE o.record = s.record AND o.scope <> :scope AND o.stamp >= c.newest)
                        """, arguments: ["scope": number, "newest": newest, "stamp": stamp]) ?? 0
            try db.execute(sql: "UPDATE scope SET newest = ? WHERE id = ?", arguments: [stamp, number])
        }
        return retired
    }
}
