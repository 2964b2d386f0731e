import Domain
import GRDB

/// The table of a list of children: replaced as a whole where the list changes, compared by its digest.
final class ChildTable {
    private let insert: RawStatement
    private let delete: RawStatement
    private let select: RawStatement
    private let width: Int
    private let isInterned: [Bool]

    init(_ kind: ChildKind, in db: Database) throws {
        width = kind.columns.count
        isInterned = kind.columns.map(\.isInterned)
        let table = KindTable.name(kind)
        let columns = kind.columns.map(\.name).joined(separator: ", ")
        let holes = Array(repeating: "?", count: kind.columns.count + 1).joined(separator: ", ")
        insert = try RawStatement(db, "INSERT INTO \(table) (\(columns), record) VALUES (\(holes))")
        delete = try RawStatement(db, "DELETE FROM \(table) WHERE record = ?")
        select = try RawStatement(db, "SELECT \(columns) FROM \(table) WHERE record = ? ORDER BY id")
    }

    /// Facts of some children as they are stored: words by the warehouse's numbers, no value as NULL, the unknown as itself,
    /// for children have no mask of what is known.
    func translated(_ facts: [Int64], _ range: Range<Int>, words: [Int64]) -> [Int64?] {
        guard !range.isEmpty else { return [] }
        var out: [Int64?] = []
        out.reserveCapacity(range.count * width)
        for child in range {
            for column in 0..<width {
                let fact = facts[child * width + column]
                if fact == Fact.none {
                    out.append(nil)
                } else if fact == Fact.unknown {
                    out.append(fact)
                } else {
                    out.append(isInterned[column] ? words[Int(fact)] : fact)
                }
            }
        }
        return out
    }

    func insert(_ values: [Int64?], record: Int64, _ db: Database) throws {
        for start in stride(from: 0, to: values.count, by: width) {
            for column in 0..<width { insert.bind(values[start + column], column + 1) }
            insert.bind(record, width + 1)
            try insert.run(db)
        }
    }

    func replace(_ values: [Int64?], record: Int64, _ db: Database) throws {
        delete.bind(record, 1)
        try delete.run(db)
        try insert(values, record: record, db)
    }

    /// All children of a record, as they are stored.
    func all(record: Int64, _ db: Database) throws -> [Int64?] {
        var out: [Int64?] = []
        select.bind(record, 1)
        defer { select.reset() }
        while try select.step(db) {
            for column in 0..<width { out.append(select.number(column)) }
        }
        return out
    }

    /// A digest of 62 bits of a list in its order; 0 is the empty list.
    static func digest(_ values: [Int64?]) -> Int64 {
        guard !values.isEmpty else { return 0 }
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for value in values {
            hash ^= UInt64(bitPattern: value ?? Fact.none)
            hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
            hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
            hash ^= hash >> 31
        }
        return Int64(hash >> 2) | 1
    }
}

/// Where the children of each record of a batch are.
struct ChildSpans {
    private var starts: [Int]

    init(_ parents: [Int32], rows: Int) {
        starts = Array(repeating: 0, count: rows + 1)
        guard !parents.isEmpty else { return }
        for parent in parents { starts[Int(parent) + 1] += 1 }
        for row in 0..<rows { starts[row + 1] += starts[row] }
    }

    func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
}
