import Domain
import GRDB

/// Tells of each scanned record which file decides a column: the newest layer whose load has it.
struct Origins {
    private let db: Database
    /// Masks of the columns asked for.
    private let masks: [UInt64]
    /// Where the older layers are in a row of the scan.
    private let place: Int
    /// By load, what it has.
    private var known: [Int64: UInt64] = [:]
    private var last: (load: Int64, mask: UInt64) = (-1, 0)

    /// `lead`: columns of the scan before those asked for, of which the third is the stamp.
    init(_ db: Database, _ table: KindTable, _ request: ScanRequest, lead: Int) {
        self.db = db
        masks = request.origins.compactMap { table.kind.column($0) }.map { table.mask($0) }
        place = lead + request.columns.count + request.lookups.count
    }

    var isEmpty: Bool { masks.isEmpty }

    /// The stamps for the row at hand.
    mutating func append(_ statement: RawStatement, _ batch: inout ScanBatch) throws {
        let top = Stamp(number: statement.plain(2))
        let own = try mask(top.load)
        var older: [Layer]?
        for column in masks {
            if own & column != 0 {
                batch.origins.append(top.number)
                continue
            }
            if older == nil {
                let first = Layer(stamp: top, line: 0, row: 0)
                older = Array(Layers(first: first, tail: statement.bytes(place)).all.dropFirst())
            }
            let layer = try older?.first { try mask($0.stamp.load) & column != 0 }
            batch.origins.append(layer?.stamp.number ?? 0)
        }
    }

    private mutating func mask(_ load: Int64) throws -> UInt64 {
        if load == last.load { return last.mask }
        if let mask = known[load] {
            last = (load, mask)
            return mask
        }
        let number = try Int64.fetchOne(db, sql: "SELECT mask FROM t_load WHERE load = ?", arguments: [load]) ?? 0
        known[load] = UInt64(bitPattern: number)
        return UInt64(bitPattern: number)
    }

    /// Where one file alone speaks of each record: by file of the run, the stamp of the columns asked for that it has, else 0.
    static func whole(_ records: FreshRecords, _ request: ScanRequest) throws -> [[Int64]] {
        if request.origins.isEmpty { return [] }
        var origins = Origins(records.db, records.table, request, lead: 0)
        return try records.stamps.map { stamp in
            let known = try origins.mask(Stamp(number: stamp).load)
            return origins.masks.map { known & $0 == 0 ? 0 : stamp }
        }
    }
}
