import Records

/// A compound file of OLE2 (MS-CFB), of which only the names in its directory are read: an encrypted workbook and one of
/// Excel 97 to 2003 begin alike.
struct CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    /// Sectors of the directory that are looked at.
    private static let mostSectors = 256
    /// Sectors of the allocation table that the header names.
    private static let headerTables = 109

    private let bytes: SeekableBytes
    private let header: [UInt8]
    /// Sectors are of 1 << shift bytes.
    private let shift: Int

    init(_ bytes: SeekableBytes) {
        self.bytes = bytes
        header = bytes.bytes(at: 0, 512)
        shift = Self.number(header, 30, 2)
    }

    /// Refuses it.
    static func open(
        _ bytes: SeekableBytes, _: TextEncoding, _: ReadLimits
    ) throws(ReadFailure) -> any TableContainer { throw CompoundFile(bytes).refusal }

    /// Why such a file is not read.
    var refusal: ReadFailure {
        let names = names
        if names.contains("EncryptedPackage") { return ReadFailure(.encryptedWorkbook) }
        if names.contains("Workbook") || names.contains("Book") { return ReadFailure(.oldWorkbook) }
        return ReadFailure(.noWorkbook)
    }

    /// Names of streams and storages.
    private var names: Set<String> {
        guard header.count == 512, shift == 9 || shift == 12 else { return [] }
        var names: Set<String> = []
        var sector = Self.number(header, 48, 4)
        for _ in 0..<Self.mostSectors {
            guard let content = content(sector) else { break }
            for entry in stride(from: 0, to: content.count - 127, by: 128) {
                // In bytes, with the NUL at the end.
                let length = min(64, max(2, Self.number(content, entry + 64, 2)))
                let units = stride(from: entry, to: entry + length - 3, by: 2).map {
                    UInt16(Self.number(content, $0, 2))
                }
                names.insert(String(decoding: units, as: UTF16.self))
            }
            guard let next = next(of: sector) else { break }
            sector = next
        }
        return names
    }

    private func content(_ sector: Int) -> [UInt8]? {
        guard sector < 0xFFFF_FFFA else { return nil }
        let content = bytes.bytes(at: (sector + 1) << shift, 1 << shift)
        return content.isEmpty ? nil : content
    }

    /// The sector behind another in its chain, by the allocation table.
    private func next(of sector: Int) -> Int? {
        let perTable = 1 << (shift - 2)
        let table = sector / perTable
        guard table < Self.headerTables, let content = content(Self.number(header, 76 + table * 4, 4)) else {
            return nil
        }
        let place = sector % perTable * 4
        return place + 4 <= content.count ? Self.number(content, place, 4) : nil
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Int {
        guard at + length <= bytes.count else { return 0 }
        return (0..<length).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
}
