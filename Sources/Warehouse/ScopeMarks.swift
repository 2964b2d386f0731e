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
    private let keep: RawStatement
    private let mark: RawStatement
    private let others: RawStatement
    private var numbers: [Scope: (id: Int64, newest: Int64)] = [:]
    /// Units of which a record came back, or went.
    private(set) var moved: Set<Int64> = []

    init(_ db: Database, table: KindTable, source: String, partition: Int?, stamp: Int64) throws {
        self.db = db
        kind = table.kind.id
        self.source = source
        self.partition = partition
        self.stamp = stamp
        seen = table.seenName
        keep = try RawStatement(
            db, "UPDATE \(seen) SET stamp = max(stamp, ?3) WHERE record = ?1 AND scope = ?2 AND stamp >= ?4")
        others = try RawStatement(
            db,
            "SELECT count(*), max(o.stamp >= c.newest) FROM \(seen) o JOIN scope c ON c.id = o.scope WHERE o.record = ?"
        )
        mark = try RawStatement(
            db,
            """
            INSERT INTO \(seen) (record, scope, stamp) VALUES (?, ?, ?)
            ON CONFLICT (record, scope) DO UPDATE SET stamp = max(stamp, excluded.stamp)
            """)
    }

    /// The key was in the list. `isNew`: nothing was known of it.
    func mark(record: Int64, unit: Int64, part: Int64, isNew: Bool = false) throws {
        let scope = try number(Scope(unit: unit, part: part))
        if !isNew {
            bind(keep, record, scope.id)
            keep.bind(scope.newest, 4)
            try keep.run(db)
            if keep.changed(db) { return }
            if try !moved.contains(unit) && turns(record, scope.newest) { moved.insert(unit) }
        }
        bind(mark, record, scope.id)
        try mark.run(db)
    }

    private func bind(_ statement: RawStatement, _ record: Int64, _ scope: Int64) {
        statement.bind(record, 1)
        statement.bind(scope, 2)
        statement.bind(stamp, 3)
    }

    /// Whether a record that is not live in a scope is live by the mark and was not, or the other way round: what no list has is live.
    private func turns(_ record: Int64, _ newest: Int64) throws -> Bool {
        others.bind(record, 1)
        defer { others.reset() }
        guard try others.step(db) else { return false }
        let isElsewhere = others.plain(1) != 0
        return (others.plain(0) == 0 || isElsewhere) != (stamp >= newest || isElsewhere)
    }

    /// An empty list of a unit speaks for its scope too.
    func open(unit: Int64, part: Int64 = 0) throws { _ = try number(Scope(unit: unit, part: part)) }

    private func number(_ scope: Scope) throws -> (id: Int64, newest: Int64) {
        if let known = numbers[scope] { return known }
        try db.execute(
            sql: "INSERT OR IGNORE INTO scope (kind, unit, source, part, newest) VALUES (?, ?, ?, ?, 0)",
            arguments: [kind, scope.unit, source, scope.part])
        let row = try Row.fetchOne(
            db, sql: "SELECT id, newest FROM scope WHERE kind = ? AND unit = ? AND source = ? AND part = ?",
            arguments: [kind, scope.unit, source, scope.part])
        guard let row else { throw WarehouseError.broken("a scope that was just made is not there") }
        let number: (Int64, Int64) = (row["id"], row["newest"])
        numbers[scope] = number
        return number
    }

    /// Moves the scopes on to this list and counts the keys that were live and no longer are.
    func close() throws -> Int {
        var retired = 0
        for (scope, (number, newest)) in numbers.sorted(by: { $0.value.id < $1.value.id }) where stamp > newest {
            let gone =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM \(seen) s WHERE scope = :scope AND stamp >= :newest AND stamp < :stamp AND NOT EXISTS (
                            SELECT 1 FROM \(seen) o JOIN scope c ON c.id = o.scope
                            WHERE o.record = s.record AND o.scope <> :scope AND o.stamp >= c.newest)
                        """, arguments: ["scope": number, "newest": newest, "stamp": stamp]) ?? 0
            retired += gone
            if gone > 0 { moved.insert(scope.unit) }
            try db.execute(sql: "UPDATE scope SET newest = ? WHERE id = ?", arguments: [stamp, number])
        }
        return retired
    }
}
