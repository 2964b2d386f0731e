package import Domain
import GRDB

/// Records of a catalogue as they stand for one unit: each key once, column by column from the nearest unit that knows it (the
/// unit's own list, then its parent's, …, then one given for every unit).
package struct Catalogue {
    /// Row of `values` by the interned key, and by the whole key where it has several columns beside the unit.
    private var rowOf: [Int64: Int32] = [:]
    private var rowOfWhole: [[Int64]: Int32] = [:]
    /// Keys in the order of the rows (the first column of each), and what stands for each row.
    package private(set) var keys: [Int64] = []
    package private(set) var ids: [Int64] = []
    /// Row-major; by the columns asked for.
    package private(set) var values: [Int64] = []
    package let stride: Int
    private var isThere = false

    /// `chain`: numbers of the unit and its ancestors, nearest first, then of the unit for all, as far as they are there.
    package init(_ session: Session, kind: String, columns: [String], chain: [Int64]) throws {
        let db = session.db
        let table = try session.table(kind)
        let indices = columns.compactMap { table.kind.column($0) }
        stride = indices.count
        let unit = table.kind.columns[table.kind.unit].name
        let key = table.kind.key.filter { $0 != table.kind.unit }
        let names = (key + indices).map { "r.\(table.kind.columns[$0].name)" }
        for number in chain {
            let statement = try RawStatement(
                db,
                """
                SELECT \((["r.id", "r.known"] + names).joined(separator: ", "))
                FROM \(table.name) r WHERE r.\(unit) = \(number) AND r.stamp > 0\(Scanner.live(table)) ORDER BY r.id
                """)
            while try statement.step(db) {
                isThere = true
                let known = UInt64(bitPattern: statement.plain(1))
                let words = key.indices.map { statement.plain(2 + $0) }
                let facts = indices.enumerated().map { place, column in
                    known & table.mask(column) == 0
                        ? Fact.unknown : statement.number(2 + key.count + place) ?? Fact.none
                }
                add(words, id: statement.plain(0), facts)
            }
            statement.reset()
        }
    }

    private mutating func add(_ key: [Int64], id: Int64, _ facts: [Int64]) {
        guard let row = key.count == 1 ? rowOf[key[0]] : rowOfWhole[key] else {
            if key.count == 1 { rowOf[key[0]] = Int32(ids.count) } else { rowOfWhole[key] = Int32(ids.count) }
            keys.append(key[0])
            ids.append(id)
            values += facts
            return
        }
        for (column, fact) in facts.enumerated() where values[Int(row) * stride + column] == Fact.unknown {
            values[Int(row) * stride + column] = fact
        }
    }

    /// Adds the row of a key to a batch's lookup.
    package func find(_ key: Int64, _ lookup: inout ScanBatch.Lookup) {
        if lookup.values.isEmpty, !values.isEmpty { lookup.values = values }
        if key == Fact.unknown || !isThere {
            lookup.rows.append(ScanBatch.Lookup.unknown)
        } else {
            lookup.rows.append(rowOf[key] ?? ScanBatch.Lookup.missing)
        }
    }

    package var count: Int { ids.count }
}
