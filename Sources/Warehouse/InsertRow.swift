import Domain
import GRDB

/// The statement that lands a record whose key is new. It names only columns that the load's source has, and what the row
/// before has bound already is not bound again.
struct InsertRow {
    private let db: Database
    private let statement: RawStatement
    /// Columns of the facts whose parameters are numbers, from parameter 1 on.
    private let numbers: [Int]
    private let pseudonyms: [Int]
    private let lists: [Int]
    /// What is bound: numbers, then digests, then `known`. Nothing is bound at first, which is NULL.
    private var bound: [Int64]
    private let slots: [BlobSlot]

    init(_ db: Database, table: KindTable, has: UInt64, stamp: Int64, load: Int64) throws {
        self.db = db
        let kind = table.kind
        let said = table.stored.filter { has & table.mask($0) != 0 }
        numbers = said.filter { kind.columns[$0].type != .identity }
        pseudonyms = said.filter { kind.columns[$0].type == .identity }
        lists = kind.children.indices.filter { has & table.mask(kind.columns.count + $0) != 0 }
        let silent = kind.children.indices.filter { has & table.mask(kind.columns.count + $0) == 0 }
        bound = Array(repeating: Fact.none, count: numbers.count + lists.count + 1)
        let columns =
            numbers.map { kind.columns[$0].name } + lists.map { kind.children[$0].id }
            + ["known"] + pseudonyms.map { kind.columns[$0].name } + ["line", "row", "id"]
        let fixed = silent.map { kind.children[$0].id } + ["stamp", "since"]
        let values = columns.map { _ in "?" } + silent.map { _ in "0" } + [String(stamp), String(load)]
        statement = try RawStatement(
            db,
            """
            INSERT OR IGNORE INTO \(table.name) (\((columns + fixed).joined(separator: ", "))) \
            VALUES (\(values.joined(separator: ", ")))
            """)
        slots = pseudonyms.map { _ in BlobSlot(length: RowImage.pseudonymLength) }
    }

    /// The row's number, or nil where the key was there: nothing is written then. `id` is nil where SQLite gives the number.
    mutating func run(
        _ facts: [Int64], _ base: Int, _ bytes: [UInt8], digests: [Int64], known: UInt64, _ head: FactRow, id: Int64?
    ) throws -> Int64? {
        var at = 0
        for column in numbers {
            let fact = facts[base + column]
            bind(fact > Fact.unknown ? fact : Fact.none, at)
            at += 1
        }
        for list in lists {
            bind(digests[list], at)
            at += 1
        }
        bind(Int64(bitPattern: known), at)
        at += 2
        for (slot, column) in pseudonyms.enumerated() {
            let fact = facts[base + column]
            if fact > Fact.unknown {
                let start = Int(fact) * RowImage.pseudonymLength
                statement.bind(slots[slot].filled(bytes[start..<start + RowImage.pseudonymLength]), at)
            } else {
                statement.bind(nil, at)
            }
            at += 1
        }
        statement.bind(Int64(head.line), at)
        statement.bind(Int64(head.row), at + 1)
        statement.bind(id, at + 2)
        try statement.run(db)
        return statement.changed(db) ? statement.lastRow(db) : nil
    }

    @inline(__always)
    private mutating func bind(_ value: Int64, _ at: Int) {
        if bound[at] == value { return }
        bound[at] = value
        statement.bind(value == Fact.none ? nil : value, at + 1)
    }
}
