import Domain
import GRDB

/// Keeps aside what one file brings for fresh units. Nothing of it counts before the file is closed.
final class FreshWriter {
    /// Bytes of all units together before they are written.
    private static let room = 4 << 20
    /// A unit with more overlaid records is read from the table.
    private static let mostAgain = 4_096

    private let records: FreshRecords
    private var units: [Int64: FreshRecords.Unit]
    private var bodies: [Int64: [UInt8]] = [:]
    /// The unit at hand and what it brought.
    private var unit: Int64 = -1
    private var isFresh = false
    private var first: Int64?
    private var body: [UInt8] = []
    private var held = 0
    private let scratch: FreshScratch
    private let insert: RawStatement
    /// The number of the file's stamp.
    private let own: Int64

    init(_ records: FreshRecords, stamp: Int64) throws {
        self.records = records
        own = Int64(records.stamps.count)
        records.stamps.append(stamp)
        units = records.units
        scratch = FreshScratch(numbers: 1 + records.places.count + records.table.kind.children.count)
        try records.db.execute(
            sql: "CREATE TEMP TABLE IF NOT EXISTS fresh_\(records.table.kind.id) (id INTEGER PRIMARY KEY, body BLOB)")
        insert = try RawStatement(records.db, "INSERT INTO \(records.name) VALUES (?, ?)")
    }

    /// Before a record with this key goes into the table; `unit` is its column. Whoever comes with a code of another shape is
    /// not kept here.
    func turn(to key: Int64, unit column: Int64) throws {
        if DossierKey.isOdd(key) {
            try open(column)
            spoil()
            return
        }
        try open(DossierKey.unit(key))
    }

    /// A record that went into the table as a new one: its facts from `base` on, and its children.
    func add(
        _ key: Int64, known: UInt64, _ facts: [Int64], _ base: Int, children: [[Int64?]], stamp: Int64? = nil
    ) throws {
        guard isFresh else { return }
        let width = records.places.count
        scratch.begin(key)
        scratch.append(stamp ?? own)
        for (at, column) in records.places.enumerated() {
            let fact = facts[base + column]
            scratch.append(known & records.masks[at] == 0 ? Fact.unknown : fact > Fact.unknown ? fact : Fact.none)
        }
        if let column = records.table.kind.firstEvent, facts[base + column] > Fact.unknown {
            first = min(first ?? .max, facts[base + column])
        }
        var isPlain = true
        for list in children.indices {
            let isKnown = known & records.masks[width + list] != 0
            scratch.append(isKnown ? Int64(children[list].count) : Fact.unknown)
            if isKnown, !children[list].isEmpty { isPlain = false }
        }
        let before = body.count
        scratch.move(to: &body)
        if !isPlain {
            for list in children.indices where known & records.masks[width + list] != 0 {
                for value in children[list] {
                    scratch.append(value ?? Fact.none)
                    scratch.move(to: &body)
                }
            }
        }
        held += body.count - before
        if held >= Self.room { try flush() }
    }

    /// A record of the unit at hand that was in the table and now says this. One with children is left to the table.
    func overlay(_ image: RowImage, top: Stamp, id: Int64) throws {
        guard isFresh else { return }
        units[unit]?.again[id, default: 0] += 1
        if image.digests.contains(where: { $0 != 0 }) || (units[unit]?.again.count ?? 0) > Self.mostAgain {
            return spoil()
        }
        var facts = Array(repeating: Fact.none, count: records.table.kind.columns.count)
        for (at, column) in records.table.stored.enumerated() { facts[column] = image.values[at] ?? Fact.none }
        // The newest may be an older file of the run, or this one.
        let stamp = records.stamps.firstIndex(of: top.number).map(Int64.init)
        try add(id, known: image.known, facts, 0, children: image.digests.map { _ in [] }, stamp: stamp)
    }

    /// The file is closed: what it brought stands.
    func close() throws {
        try flush()
        records.units = units
    }

    // MARK: Units

    private func open(_ next: Int64) throws {
        guard next != unit else { return }
        putAway()
        unit = next
        if units[unit] == nil { units[unit] = FreshRecords.Unit(isFresh: try isEmpty(unit)) }
        isFresh = units[unit]?.isFresh == true
        first = units[unit]?.first
        if isFresh, let begun = bodies.removeValue(forKey: unit) { body = begun }
    }

    private func putAway() {
        units[unit]?.first = first
        if !body.isEmpty { swap(&body, &bodies[unit, default: []]) }
    }

    private func isEmpty(_ unit: Int64) throws -> Bool {
        let table = records.table
        let column = table.kind.columns[table.kind.unit].name
        return try Bool.fetchOne(
            records.db,
            sql: """
                SELECT NOT EXISTS (SELECT 1 FROM \(table.name) WHERE id >= :first AND id < :behind) AND NOT EXISTS (
                SELECT 1 FROM \(table.name) WHERE id >= \(DossierKey.oddBit) AND \(column) = :unit)
                """,
            arguments: [
                "first": unit << DossierKey.unitShift, "behind": (unit + 1) << DossierKey.unitShift, "unit": unit,
            ]) ?? false
    }

    private func spoil() {
        units[unit]?.isFresh = false
        isFresh = false
        held -= body.count
        body.removeAll(keepingCapacity: true)
    }

    private func flush() throws {
        putAway()
        for (unit, body) in bodies.sorted(by: { $0.key < $1.key }) where !body.isEmpty {
            let block = units[unit]?.blocks ?? 0
            insert.bind(unit << FreshRecords.unitShift | block, 1)
            insert.bind(bytes: body[...], 2)
            try insert.run(records.db)
            units[unit]?.blocks = block + 1
        }
        bodies.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
        held = 0
    }
}

/// Where a record is written before it joins its unit's, a byte at a time and without an array's checks.
@safe
private final class FreshScratch {
    private let start: UnsafeMutablePointer<UInt8>
    private var count = 0

    /// `numbers`: how many a record has beside its key.
    init(numbers: Int) {
        unsafe start = .allocate(capacity: 8 + (numbers + 1) * FreshNumber.longest)
    }

    deinit { unsafe start.deallocate() }

    func begin(_ key: Int64) {
        unsafe UnsafeMutableRawPointer(start).storeBytes(of: key.littleEndian, as: Int64.self)
        count = 8
    }

    @inline(__always)
    func append(_ value: Int64) {
        var code = FreshNumber.code(value)
        var at = count
        while code >= 0x80 {
            unsafe start[at] = UInt8(truncatingIfNeeded: code) | 0x80
            code >>= 7
            at += 1
        }
        unsafe start[at] = UInt8(truncatingIfNeeded: code)
        count = at + 1
    }

    func move(to body: inout [UInt8]) {
        unsafe body.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        count = 0
    }
}
