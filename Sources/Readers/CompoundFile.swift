import Records

/// A compound file of OLE2 (MS-CFB): streams with names, in sectors that are chained. An encrypted workbook and one of Excel 97
/// to 2003 begin alike; what streams there are tells them apart.
///
/// Whatever the file says is checked against its size: chains are never followed for longer than it has sectors.
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    /// Streams shorter than this lie in small sectors of their own.
    private static let small = 4_096
    private static let smallShift = 6

    /// An entry of the directory.
    private struct Entry {
        var name: String
        var isRoot: Bool
        var start: Int
        var size: Int
    }

    private let bytes: SeekableBytes
    private let header: [UInt8]
    /// Sectors are of 1 << shift bytes.
    private let shift: Int
    /// By sector: the one behind it in its chain.
    private let next: [UInt32]
    private let entries: [Entry]

    init(_ bytes: SeekableBytes) {
        self.bytes = bytes
        let header = bytes.bytes(at: 0, 512)
        let shift = Self.number(header, 30, 2)
        self.header = header
        self.shift = shift
        guard header.count == 512, shift == 9 || shift == 12 else {
            next = []
            entries = []
            return
        }
        let next = Self.allocation(bytes, header, shift)
        self.next = next
        entries = Self.directory(Self.chain(from: Self.number(header, 48, 4), next), bytes, shift)
    }

    /// Whether there is a stream of this name.
    func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// Why the file is not read, or nil where it has a stream of this name.
    func refusal(without name: String) -> ReadFailure? {
        if has("EncryptedPackage") { return ReadFailure(.encryptedWorkbook) }
        if has(name) { return nil }
        return has("Book") ? ReadFailure(.oldWorkbook) : ForeignFormat.refusal(compound: self)
    }

    /// All bytes of a stream. Throws `damagedArchive` where its chain ends early, and `inputTooLarge`.
    func stream(_ name: String, limits: ReadLimits) throws(ReadFailure) -> [UInt8] {
        guard let entry = entries.first(where: { $0.name == name }) else { throw ReadFailure(.noWorkbook) }
        guard entry.size <= min(bytes.count, limits.heldInput) else { throw ReadFailure(.inputTooLarge) }
        let out: [UInt8]
        if entry.size < Self.small, let root = entries.first(where: \.isRoot) {
            out = smallStream(entry, root)
        } else {
            out = content(Self.chain(from: entry.start, next), entry.size)
        }
        guard out.count == entry.size else {
            throw ReadFailure(.damagedArchive, detail: "a stream ends before its size")
        }
        return out
    }

    private func smallStream(_ entry: Entry, _ root: Entry) -> [UInt8] {
        let table = content(Self.chain(from: Self.number(header, 60, 4), next), .max)
        let links = stride(from: 0, to: table.count - 3, by: 4).map { UInt32(Self.number(table, $0, 4)) }
        let all = content(Self.chain(from: root.start, next), .max)
        var out: [UInt8] = []
        for sector in Self.chain(from: entry.start, links) {
            let from = sector << Self.smallShift
            guard from < all.count else { break }
            out += all[from..<min(all.count, from + 1 << Self.smallShift)]
        }
        return Array(out.prefix(entry.size))
    }

    /// What stands in some sectors, but no more than so many bytes.
    private func content(_ sectors: [Int], _ most: Int) -> [UInt8] {
        var out: [UInt8] = []
        for sector in sectors where out.count < most {
            out += bytes.bytes(at: (sector + 1) << shift, min(1 << shift, most - out.count))
        }
        return out
    }

    // MARK: Tables

    /// The sectors of a chain, in order; it ends where it leads out of the table, or has gone round.
    private static func chain(from start: Int, _ next: [UInt32]) -> [Int] {
        var out: [Int] = []
        var sector = start
        while next.indices.contains(sector), out.count < next.count {
            out.append(sector)
            sector = Int(next[sector])
        }
        return out
    }

    /// The allocation table, of the sectors that the header and those behind it (DIFAT) name.
    private static func allocation(_ bytes: SeekableBytes, _ header: [UInt8], _ shift: Int) -> [UInt32] {
        let sectors = bytes.count >> shift
        let size = 1 << shift
        var tables = (0..<109).map { number(header, 76 + $0 * 4, 4) }
        var more = number(header, 68, 4)
        while number(header, 72, 4) > 0, more < sectors, tables.count <= sectors {
            let content = bytes.bytes(at: (more + 1) << shift, size)
            guard content.count == size else { break }
            tables += stride(from: 0, to: size - 4, by: 4).map { number(content, $0, 4) }
            more = number(content, size - 4, 4)
        }
        var next: [UInt32] = []
        for table in tables where table < sectors && next.count < sectors {
            let content = bytes.bytes(at: (table + 1) << shift, size)
            next += stride(from: 0, to: content.count - 3, by: 4).map { UInt32(number(content, $0, 4)) }
        }
        return Array(next.prefix(sectors))
    }

    private static func directory(_ sectors: [Int], _ bytes: SeekableBytes, _ shift: Int) -> [Entry] {
        var out: [Entry] = []
        for sector in sectors {
            let content = bytes.bytes(at: (sector + 1) << shift, 1 << shift)
            for entry in stride(from: 0, to: content.count - 127, by: 128) {
                // In bytes, with the NUL at the end.
                let length = min(64, max(2, number(content, entry + 64, 2)))
                let units = stride(from: entry, to: entry + length - 3, by: 2).map { UInt16(number(content, $0, 2)) }
                out.append(
                    Entry(
                        name: String(decoding: units, as: UTF16.self), isRoot: content[entry + 66] == 5,
                        start: number(content, entry + 116, 4), size: number(content, entry + 120, 4)))
            }
        }
        return out
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        guard at + length <= bytes.count else { return 0 }
        return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
}
