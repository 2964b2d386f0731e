/// Archives whose content is stored as it is.
enum StoredArchive {
    /// A zip archive (APPNOTE, 4.3).
    static func zip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let sizes = four(crc32(entry.bytes)) + four(entry.bytes.count) + four(entry.bytes.count)
            // Version 2.0, names in UTF-8, stored, 1 January 1980.
            let header = two(20) + two(0x800) + two(0) + two(0) + two(0x21) + sizes + two(name.count) + two(0)
            directory += [0x50, 0x4B, 1, 2] + two(20) + header + two(0) + two(0) + two(0) + four(0) + four(out.count)
            directory += name
            out += [0x50, 0x4B, 3, 4] + header + name + entry.bytes
        }
        return out + directory + [0x50, 0x4B, 5, 6] + two(0) + two(0) + two(entries.count) + two(entries.count)
            + four(directory.count) + four(out.count) + two(0)
    }

    /// A gzip file (RFC 1952) of stored blocks (RFC 1951, 3.2.4).
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            out += [rest.isEmpty ? 1 : 0] + two(block.count) + two(~block.count) + block
        } while !rest.isEmpty
        return out + four(crc32(bytes)) + four(bytes.count)
    }

    private static func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    private static func four(_ value: Int) -> [UInt8] { two(value) + two(value >> 16) }

    private static func crc32(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}
