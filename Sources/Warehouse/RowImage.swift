import Domain

/// The values of one row as they are bound and read: numbers (nil is NULL), pseudonyms, digests of the lists, what is known.
struct RowImage: Equatable {
    /// In the order of the stored columns; a pseudonym's place holds nil where there is none, 0 where there is one.
    var values: [Int64?]
    /// Pseudonyms, in the order of the stored columns that have one.
    var pseudonyms: [[UInt8]] = []
    var digests: [Int64]
    var known: UInt64 = 0
    /// The children of each list, translated.
    var children: [[Int64?]]
    /// A key that was seen in a whole list and of which nothing is said yet.
    var isGhost = false

    init(columns: Int, children: Int) {
        values = Array(repeating: nil, count: columns)
        digests = Array(repeating: 0, count: children)
        self.children = Array(repeating: [], count: children)
    }

    /// From a record's facts at `base`.
    mutating func fill(_ facts: [Int64], _ base: Int, _ stored: [Int], _ digests: [UInt8]) {
        pseudonyms.removeAll(keepingCapacity: true)
        for at in stored.indices {
            let fact = facts[base + stored[at]]
            guard fact > Fact.unknown else {
                values[at] = nil
                if isPseudonym(at) { pseudonyms.append([]) }
                continue
            }
            if isPseudonym(at) {
                let start = Int(fact) * Self.pseudonymLength
                pseudonyms.append(Array(digests[start..<start + Self.pseudonymLength]))
                values[at] = 0
            } else {
                values[at] = fact
            }
        }
    }

    static let pseudonymLength = 16

    /// Binds the row's parameters: columns, digests, known, stamp, line, row, layers, since, id.
    func bind(_ statement: RawStatement, layers: Layers, since: Int64, id: Int64?) {
        var at = 1
        var pseudonym = 0
        for value in values {
            if pseudonym < pseudonyms.count, isPseudonym(at - 1) {
                bindPseudonym(pseudonyms[pseudonym], statement, at)
                pseudonym += 1
            } else {
                statement.bind(value, at)
            }
            at += 1
        }
        for digest in digests {
            statement.bind(digest, at)
            at += 1
        }
        let top = layers.all[0]
        statement.bind(Int64(bitPattern: known), at)
        statement.bind(top.stamp.number, at + 1)
        statement.bind(Int64(top.line), at + 2)
        statement.bind(Int64(top.row), at + 3)
        let tail = layers.tail
        if tail.isEmpty { statement.bind(nil, at + 4) } else { statement.bind(bytes: tail[...], at + 4) }
        statement.bind(since, at + 5)
        statement.bind(id, at + 6)
    }

    private func bindPseudonym(_ bytes: [UInt8], _ statement: RawStatement, _ at: Int) {
        if bytes.isEmpty { statement.bind(nil, at) } else { statement.bind(bytes: bytes[...], at) }
    }

    /// Places of stored columns that hold pseudonyms; set once per table.
    var pseudonymPlaces: [Int] = []

    private func isPseudonym(_ place: Int) -> Bool { pseudonymPlaces.contains(place) }

    /// Binds one column of the kind.
    func bindColumn(_ column: Int, _ stored: [Int], _ table: KindTable, _ statement: RawStatement, _ at: Int) {
        guard let place = stored.firstIndex(of: column) else { return }
        if let index = pseudonymPlaces.firstIndex(of: place) {
            bindPseudonym(pseudonyms[index], statement, at)
        } else {
            statement.bind(values[place], at)
        }
    }

    /// This record's say on the columns it takes, the old row's on all others.
    func merged(over old: RowImage, takes: UInt64, table: KindTable) -> RowImage {
        var out = self
        let stored = table.stored
        for (at, column) in stored.enumerated() where takes & table.mask(column) == 0 {
            out.values[at] = old.values[at]
            if let index = pseudonymPlaces.firstIndex(of: at) { out.pseudonyms[index] = old.pseudonyms[index] }
        }
        for list in digests.indices where takes & table.mask(table.kind.columns.count + list) == 0 {
            out.digests[list] = old.digests[list]
        }
        out.known = known & takes | old.known & ~takes
        return out
    }

    /// Whether the row says the same as another.
    func says(_ other: RowImage) -> Bool {
        values == other.values && pseudonyms == other.pseudonyms && digests == other.digests && known == other.known
    }

    /// Whether the cells of two rows of one record are the same, children apart.
    func cellsEqual(_ other: RowImage) -> Bool { values == other.values && pseudonyms == other.pseudonyms }
}

/// A row that is there.
struct ExistingRow {
    var id: Int64
    var image: RowImage
    var layers: Layers
    var since: Int64

    /// From a row of the loader's SELECT.
    init(_ statement: RawStatement, stored: [Int], table: KindTable, children: Int) {
        var image = RowImage(columns: stored.count, children: children)
        image.pseudonymPlaces = table.pseudonymPlaces
        for at in stored.indices {
            if image.pseudonymPlaces.contains(at) {
                let bytes = statement.bytes(at)
                image.pseudonyms.append(bytes)
                image.values[at] = bytes.isEmpty ? nil : 0
            } else {
                image.values[at] = statement.number(at)
            }
        }
        let base = stored.count
        for list in 0..<children { image.digests[list] = statement.plain(base + list) }
        let at = base + children
        image.known = UInt64(bitPattern: statement.plain(at))
        let stamp = statement.plain(at + 1)
        image.isGhost = stamp == 0
        layers = Layers(
            first: Layer(
                stamp: Stamp(number: stamp), line: Int32(truncatingIfNeeded: statement.plain(at + 2)),
                row: Int32(truncatingIfNeeded: statement.plain(at + 3))),
            tail: statement.bytes(at + 4))
        since = statement.plain(at + 5)
        id = statement.plain(at + 6)
        self.image = image
    }
}

extension KindTable {
    /// Places, among the stored columns, of those that hold pseudonyms.
    var pseudonymPlaces: [Int] {
        stored.enumerated().filter { kind.columns[$0.element].type == .identity }.map(\.offset)
    }
}
