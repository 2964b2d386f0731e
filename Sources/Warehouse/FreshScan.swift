import Domain

/// Brings the records of a fresh unit in the layout of a request, as `Scanner` does from the table: in the order of their
/// keys as far as they lie together in memory, which the counting likes and does not need.
struct FreshScan {
    /// Records of a batch, which are sorted together.
    private static let batch = 8_192

    private let records: FreshRecords
    /// By column of the request its place in a written record, -1 the key.
    private let columns: [Int]
    /// By lookup the place of the key of what it points to.
    private let lookupPlaces: [Int]
    /// By list of the kind: its place in the request, or -1; columns of a child, and those of them that are asked for.
    private let lists: [(place: Int, width: Int, columns: [Int])]
    private let request: ScanRequest
    /// By file of the run and column of the request's origins, the stamp where the file has the column, else 0.
    private let origins: [[Int64]]
    private var pending: ScanBatch
    /// By lookup, of the pending records.
    private var keys: [[Int64]]
    private var totals: [Int]

    init(_ records: FreshRecords, _ request: ScanRequest, lookupColumns: [Int]) throws {
        self.records = records
        self.request = request
        let kind = records.table.kind
        func place(_ column: Int) -> Int { records.places.firstIndex(of: column).map { $0 + 1 } ?? -1 }
        columns = request.columns.compactMap { kind.column($0) }.map(place)
        lookupPlaces = lookupColumns.map(place)
        lists = kind.children.map { child in
            let place = request.lists.firstIndex { $0.name == child.id } ?? -1
            let asked = place < 0 ? [] : request.lists[place].columns
            return (
                place, child.columns.count, asked.compactMap { name in child.columns.firstIndex { $0.name == name } }
            )
        }
        origins = try Origins.whole(records, request)
        pending = ScanBatch(for: request)
        keys = lookupColumns.map { _ in [] }
        totals = request.lists.map { _ in 0 }
    }

    mutating func scan(unit: Int64, lookups: [Catalogue], _ body: (ScanBatch) throws -> Void) throws {
        var left = records.units[unit]?.again ?? [:]
        let reader = FreshReader(numbers: 1 + records.places.count + lists.count, columns: columns.count)
        try records.blocks(of: unit) { block in
            reader.begin(block)
            while !reader.isAtEnd {
                read(reader, &left)
                if pending.count == Self.batch { try hand(lookups, body) }
            }
        }
        try hand(lookups, body)
    }

    // MARK: In

    /// Reads the next record. One that was written again is passed over.
    private mutating func read(_ reader: FreshReader, _ left: inout [Int64: Int]) {
        let id = reader.record()
        let width = 1 + records.places.count
        if !left.isEmpty, let times = left[id], times > 0 {
            left[id] = times - 1
            for list in lists.indices { reader.pass(reader.number(width + list)) }
            return
        }
        pending.ids.append(id)
        let file = Int(reader.number(0))
        pending.stamps.append(records.stamps[file])
        if !origins.isEmpty { pending.origins += origins[file] }
        reader.append(columns, id: id, to: &pending.values)
        for (lookup, place) in lookupPlaces.enumerated() { keys[lookup].append(reader.number(place)) }
        for (index, list) in lists.enumerated() {
            let count = reader.number(width + index)
            guard list.place >= 0 else {
                reader.pass(count)
                continue
            }
            for _ in 0..<(count > 0 ? Int(count) / list.width : 0) {
                let child = (0..<list.width).map { _ in reader.next() }
                for column in list.columns { pending.lists[list.place].values.append(child[column]) }
                totals[list.place] += 1
            }
            pending.lists[list.place].close(total: totals[list.place], known: count != Fact.unknown)
        }
    }

    // MARK: Out

    private mutating func hand(_ lookups: [Catalogue], _ body: (ScanBatch) throws -> Void) throws {
        if pending.count == 0 { return }
        var batch = ScanBatch(for: request)
        swap(&batch, &pending)
        for (index, lookup) in lookups.enumerated() {
            for key in keys[index] { lookup.find(key, &batch.lookups[index]) }
            keys[index].removeAll(keepingCapacity: true)
        }
        for index in totals.indices { totals[index] = 0 }
        let isSorted = zip(batch.ids, batch.ids.dropFirst()).allSatisfy { $0 < $1 }
        try body(isSorted ? batch : sorted(batch))
    }

    private func sorted(_ batch: ScanBatch) -> ScanBatch {
        var out = ScanBatch(for: request)
        for lookup in batch.lookups.indices { out.lookups[lookup].values = batch.lookups[lookup].values }
        for row in batch.ids.indices.sorted(by: { batch.ids[$0] < batch.ids[$1] }) {
            out.ids.append(batch.ids[row])
            out.stamps.append(batch.stamps[row])
            let origins = request.origins.count
            if origins > 0 { out.origins += batch.origins[row * origins..<(row + 1) * origins] }
            out.values += batch.values[row * batch.stride..<(row + 1) * batch.stride]
            for list in batch.lists.indices { Self.copy(batch.lists[list], row, &out.lists[list]) }
            for lookup in batch.lookups.indices { out.lookups[lookup].rows.append(batch.lookups[lookup].rows[row]) }
        }
        return out
    }

    private static func copy(_ from: ScanBatch.Children, _ row: Int, _ to: inout ScanBatch.Children) {
        let (first, end) = (Int(from.offsets[row]), Int(from.offsets[row + 1]))
        if end > first { to.values += from.values[first * from.stride..<end * from.stride] }
        to.close(total: Int(to.offsets[to.offsets.count - 1]) + end - first, known: from.known[row])
    }
}

/// Reads what `FreshWriter` wrote, block by block. Its numbers lie in raw memory: an array's checks for each of them would cost
/// more than the reading.
@safe
private final class FreshReader {
    private var block: [UInt8] = []
    private var at = 0
    private let numbers: UnsafeMutablePointer<Int64>
    private let count: Int
    /// A row of the request.
    private let row: UnsafeMutablePointer<Int64>

    /// `numbers` of a record: its places, and of each list how many numbers follow; `columns` of a row of the request.
    init(numbers count: Int, columns: Int) {
        unsafe row = .allocate(capacity: columns)
        self.count = count
        unsafe numbers = .allocate(capacity: count)
        unsafe numbers.initialize(repeating: 0, count: count)
    }

    deinit {
        unsafe numbers.deallocate()
        unsafe row.deallocate()
    }

    func begin(_ next: [UInt8]) {
        block = next
        at = 0
    }

    var isAtEnd: Bool { at == block.count }

    /// A number of the record at hand.
    func number(_ place: Int) -> Int64 {
        precondition(place < count, "a place of the record")
        return unsafe numbers[place]
    }

    /// Appends numbers of the record at hand, by their places; -1 is its key.
    func append(_ places: [Int], id: Int64, to values: inout [Int64]) {
        for index in places.indices { unsafe row[index] = places[index] < 0 ? id : number(places[index]) }
        unsafe values.append(contentsOf: UnsafeBufferPointer(start: row, count: places.count))
    }

    /// The key of the next record, whose numbers are then at hand.
    func record() -> Int64 {
        precondition(at + 8 <= block.count, "a whole record")
        var place = at + 8
        let key = unsafe block.withUnsafeBytes { bytes in
            for index in 0..<count { unsafe numbers[index] = Self.number(bytes, &place) }
            return unsafe bytes.loadUnaligned(fromByteOffset: at, as: Int64.self)
        }
        at = place
        return Int64(littleEndian: key)
    }

    /// The number behind the record, of a child.
    func next() -> Int64 {
        var place = at
        let value = unsafe block.withUnsafeBytes { unsafe Self.number($0, &place) }
        at = place
        return value
    }

    /// Passes over some numbers behind the record.
    func pass(_ count: Int64) {
        guard count > 0 else { return }
        for _ in 0..<count { _ = next() }
    }

    @inline(__always)
    private static func number(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Int64 {
        precondition(at < bytes.count, "a whole number")
        var byte = unsafe bytes[at]
        at += 1
        var code = UInt64(byte & 0x7F)
        var shift: UInt64 = 7
        while byte >= 0x80 {
            precondition(at < bytes.count, "a whole number")
            byte = unsafe bytes[at]
            at += 1
            code |= UInt64(byte & 0x7F) &<< shift
            shift += 7
        }
        return FreshNumber.value(code)
    }
}
