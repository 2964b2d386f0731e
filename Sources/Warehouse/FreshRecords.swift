import Domain
import GRDB

/// The records of units that were empty before this run, kept aside as they are loaded: what is counted behind the load need
/// not be read out of the table again, which cost as much as half of the load. One for a kind and run.
///
/// A unit is *fresh* while all of it came through this run's loaders. Its records lie in blocks of a temporary table, so that
/// memory stays flat and a file that is undone takes its blocks along; `FreshWriter` writes them, `FreshScan` brings them in the
/// layout of a scan. A record that is overlaid is written once more, and the last one stands.
final class FreshRecords {
    /// What is known of a unit since its first record of the run.
    struct Unit {
        var isFresh: Bool
        var blocks: Int64 = 0
        /// How often a record was written again.
        var again: [Int64: Int] = [:]
        /// The first day in the kind's column of first events, as long as nothing was written again.
        var first: Int64?
    }

    let db: Database
    let table: KindTable
    /// Columns of the kind in the order in which a record is written: all but its key and pseudonyms.
    let places: [Int]
    /// Bits of the places and, behind them, of the lists.
    let masks: [UInt64]
    var units: [Int64: Unit] = [:]
    /// The stamps of the run's files; a record is written with the number of its own.
    var stamps: [Int64] = []

    /// Blocks of a unit lie behind each other.
    static let unitShift: Int64 = 24

    /// nil for a kind whose records are no range by unit, or whose lists retire them.
    init?(_ db: Database, _ table: KindTable) {
        guard let packed = table.packed, !table.kind.hasWholeLists else { return nil }
        self.db = db
        self.table = table
        let columns = table.kind.columns
        places = columns.indices.filter { $0 != packed && columns[$0].type != .identity }
        masks = places.map { table.mask($0) } + table.kind.children.indices.map { table.mask(columns.count + $0) }
    }

    var name: String { "temp.fresh_" + table.kind.id }

    /// Whether all of a unit's records are here.
    func holds(_ unit: Int64) -> Bool { units[unit]?.isFresh == true }

    /// Whether a scan of a unit finds here what it asks: which file decides a column of a record that came more than once is told
    /// by the table only.
    func answers(_ request: ScanRequest, _ unit: Int64) -> Bool {
        guard let known = units[unit], known.isFresh else { return false }
        return request.origins.isEmpty || known.again.isEmpty
    }

    /// The first event of a fresh unit, or nil where it must be looked for.
    func first(_ unit: Int64, column: Int?) -> Int64? {
        guard let known = units[unit], known.again.isEmpty, column == table.kind.firstEvent else { return nil }
        return known.first
    }

    /// The blocks of a fresh unit in the order in which they were written.
    func blocks(of unit: Int64, _ body: ([UInt8]) throws -> Void) throws {
        let first = unit << Self.unitShift
        let statement = try RawStatement(
            db, "SELECT body FROM \(name) WHERE id >= \(first) AND id < \(first + 1 << Self.unitShift) ORDER BY id")
        defer { statement.reset() }
        while try statement.step(db) { try body(statement.bytes(0)) }
    }
}

/// A number of any size in one to ten bytes, the usual ones in few: no value and unknown are the neighbours of zero.
enum FreshNumber {
    /// Bytes of the longest.
    static let longest = 10

    @inline(__always)
    static func code(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) &+ 4 }

    @inline(__always)
    static func value(_ code: UInt64) -> Int64 {
        let folded = code &- 4
        return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    }
}
