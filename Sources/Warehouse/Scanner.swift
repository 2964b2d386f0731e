package import Domain
import GRDB

/// Reads the records of one unit and kind in the order of their keys, in batches for the indicators. Two cursors a list, merged
/// by the record's number: nothing is looked up record by record.
package struct Scanner {
    /// Records of a batch.
    private static let batch = 4_096
    /// Columns before those asked for: number, mask of what is known, stamp.
    private static let lead = 3

    private let session: Session
    private let table: KindTable
    private let request: ScanRequest
    /// The columns asked for, and what tells whether they are known.
    private let columns: [Int]
    private let masks: [UInt64]
    /// Our columns that hold the keys of references.
    private let lookupColumns: [Int]
    private let lookupMasks: [UInt64]
    /// What this run has loaded of units that were empty before it.
    private let fresh: FreshRecords?
    private var db: Database { session.db }

    package init(_ session: Session, kind: String, request: ScanRequest) throws {
        self.session = session
        let table = try session.table(kind)
        self.table = table
        self.request = request
        let columns = request.columns.compactMap { table.kind.column($0) }
        self.columns = columns
        masks = columns.map { table.mask($0) }
        lookupColumns = request.lookups.map { part in
            table.kind.columns.firstIndex { $0.references == part.name } ?? 0
        }
        lookupMasks = lookupColumns.map { table.mask($0) }
        fresh = session.fresh[kind]
    }

    /// All batches of a unit's own records, or one record of it, or those that one load brought; `lookups` answer the references, by
    /// name.
    package func scan(
        unit: Int64, only record: Int64? = nil, since load: Int64? = nil, lookups: [Catalogue],
        _ body: (ScanBatch) throws -> Void
    ) throws {
        if record == nil, load == nil, let fresh, fresh.answers(request, unit) {
            var scan = try FreshScan(fresh, request, lookupColumns: lookupColumns)
            return try scan.scan(unit: unit, lookups: lookups, body)
        }
        for range in record.map({ [Range(condition: "r.id = \($0)")] }) ?? ranges(unit, since: load) {
            var batch = ScanBatch(for: request)
            var origins = Origins(db, table, request, lead: Self.lead)
            var lists = try request.lists.map { try ListCursor(db, table, $0, range) }
            let statement = try RawStatement(db, recordSQL(range))
            defer { statement.reset() }
            while try statement.step(db) {
                let id = statement.plain(0)
                let known = UInt64(bitPattern: statement.plain(1))
                batch.ids.append(id)
                batch.stamps.append(statement.plain(2))
                append(statement, from: Self.lead, known, &batch)
                if !origins.isEmpty { try origins.append(statement, &batch) }
                for index in lists.indices {
                    try lists[index].move(to: id, known: known, &batch.lists[index], db)
                }
                for (index, lookup) in lookups.enumerated() {
                    let key =
                        known & lookupMasks[index] == 0
                        ? Fact.unknown : statement.number(Self.lead + columns.count + index) ?? Fact.none
                    lookup.find(key, &batch.lookups[index])
                }
                if batch.count == Self.batch {
                    try body(batch)
                    batch.removeAll()
                    for index in lists.indices { lists[index].total = 0 }
                }
            }
            if batch.count > 0 { try body(batch) }
        }
    }

    /// The rows of a column of the unit's records (or of one of them), by the interned value of another: what `RelatedList` brings.
    package func related(unit: Int64, by column: String, only record: Int64? = nil) throws -> [Int64: [Int64]] {
        var out: [Int64: [Int64]] = [:]
        guard let by = table.kind.column(column) else { return out }
        for range in record.map({ [Range(condition: "r.id = \($0)")] }) ?? ranges(unit) {
            let statement = try RawStatement(db, recordSQL(range, extra: "r.\(column)"))
            defer { statement.reset() }
            var batch = ScanBatch(for: request)
            while try statement.step(db) {
                let known = UInt64(bitPattern: statement.plain(1))
                guard known & table.mask(by) != 0, let key = statement.number(Self.lead + columns.count) else {
                    continue
                }
                append(statement, from: Self.lead, known, &batch)
                out[key, default: []] += batch.values
                batch.removeAll()
            }
        }
        return out
    }

    /// The first day in a column of the unit's records, or nil.
    package func first(unit: Int64, column: String) throws -> Day? {
        var first: Int64?
        if let fresh, fresh.holds(unit) {
            if let day = fresh.first(unit, column: table.kind.column(column)) { return Day(number: day) }
            var request = ScanRequest()
            request.need(column: column)
            var scan = try FreshScan(fresh, request, lookupColumns: [])
            try scan.scan(unit: unit, lookups: []) { batch in
                for day in batch.values where day > Fact.unknown { first = min(first ?? day, day) }
            }
            return first.map { Day(number: $0) }
        }
        for range in ranges(unit) {
            let day = try Int64.fetchOne(
                db, sql: "SELECT min(r.\(column)) FROM \(table.name) r WHERE \(range.condition) AND r.stamp > 0\(live)")
            first = [first, day].compactMap { $0 }.min()
        }
        return first.map { Day(number: $0) }
    }

    // MARK: SQL

    /// Records of a unit: a range of packed keys, or a condition on the column.
    struct Range {
        var condition: String
        /// The same over the children's `record` alone, where that is possible.
        var children: String?
    }

    private func ranges(_ unit: Int64, since load: Int64? = nil) -> [Range] {
        let column = table.kind.columns[table.kind.unit].name
        let new = load.map { " AND r.since = \($0)" } ?? ""
        guard table.packed != nil else { return [Range(condition: "r.\(column) = \(unit)\(new)")] }
        let (first, behind) = (unit << DossierKey.unitShift, (unit + 1) << DossierKey.unitShift)
        return [
            Range(condition: "r.id >= \(first) AND r.id < \(behind)\(new)"),
            Range(condition: "r.id >= \(DossierKey.oddBit) AND r.\(column) = \(unit)\(new)"),
        ]
    }

    private var live: String { Self.live(table) }

    /// The condition that a row is live: never in a whole list, or in the newest of some scope.
    static func live(_ table: KindTable) -> String {
        guard table.kind.hasWholeLists else { return "" }
        return """
             AND (NOT EXISTS (SELECT 1 FROM \(table.seenName) s WHERE s.record = r.id) OR EXISTS (
             SELECT 1 FROM \(table.seenName) s JOIN scope c ON c.id = s.scope
             WHERE s.record = r.id AND s.stamp >= c.newest))
            """
    }

    private func recordSQL(_ range: Range, extra: String? = nil) -> String {
        let wanted = columns.map { $0 == table.packed ? "r.id" : "r.\(table.kind.columns[$0].name)" }
        let keys = lookupColumns.map { "r.\(table.kind.columns[$0].name)" }
        let tail = request.origins.isEmpty ? [] : ["r.layers"]
        let all = ["r.id", "r.known", "r.stamp"] + wanted + (extra.map { [$0] } ?? keys + tail)
        return
            "SELECT \(all.joined(separator: ", ")) FROM \(table.name) r WHERE \(range.condition) AND r.stamp > 0\(live) ORDER BY r.id"
    }

    private func append(_ statement: RawStatement, from first: Int, _ known: UInt64, _ batch: inout ScanBatch) {
        for place in masks.indices {
            batch.values.append(
                known & masks[place] == 0 ? Fact.unknown : statement.number(first + place) ?? Fact.none)
        }
    }
}

/// The children of one list, in the order of their records, merged with the records.
private struct ListCursor {
    private let statement: RawStatement
    private let bit: UInt64
    private let width: Int
    private var next: Int64?
    private var hasBegun = false
    var total = 0

    init(_ db: Database, _ table: KindTable, _ part: ScanRequest.Part, _ range: Scanner.Range) throws {
        guard let index = table.kind.children.firstIndex(where: { $0.id == part.name }) else {
            throw WarehouseError.broken("a list that the kind does not have: \(part.name)")
        }
        bit = table.mask(table.kind.columns.count + index)
        width = part.columns.count
        let columns = (["c.record"] + part.columns.map { "c.\($0)" }).joined(separator: ", ")
        let child = KindTable.name(table.kind.children[index])
        // A range of packed keys is one of the index of the children; only odd codes must be looked up by their unit.
        let source =
            range.children.map { "\(child) c WHERE \($0)" }
            ?? "\(table.name) r JOIN \(child) c ON c.record = r.id WHERE \(range.condition)"
        statement = try RawStatement(db, "SELECT \(columns) FROM \(source) ORDER BY c.record, c.id")
    }

    mutating func move(to id: Int64, known: UInt64, _ list: inout ScanBatch.Children, _ db: Database) throws {
        if !hasBegun {
            hasBegun = true
            try step(db)
        }
        while let here = next, here < id { try step(db) }
        while next == id {
            for column in 0..<width { list.values.append(statement.number(column + 1) ?? Fact.none) }
            total += 1
            try step(db)
        }
        list.close(total: total, known: known & bit != 0)
    }

    private mutating func step(_ db: Database) throws {
        next = try statement.step(db) ? statement.plain(0) : nil
        if next == nil { statement.reset() }
    }
}
