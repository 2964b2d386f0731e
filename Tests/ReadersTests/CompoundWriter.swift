/// Writes a compound file (MS-CFB, sectors of 512 bytes) with one stream, as large or small as is wanted.
struct CompoundWriter {
    private static let size = 512
    private static let free: UInt32 = 0xFFFF_FFFF
    private static let end: UInt32 = 0xFFFF_FFFE

    /// The file; short streams lie in small sectors, and what has more than 109 tables names the others in sectors of their own.
    static func file(_ name: String, _ stream: [UInt8]) -> [UInt8] {
        let isSmall = stream.count < 4_096
        let content = padded(stream, isSmall ? 64 : size)
        // What has to be placed: directory, small table, content; then the tables that say where all is.
        let held = padded(content, size)
        let smallTable = isSmall ? padded(words(links(content.count / 64)), size) : []
        let fixed = 1 + smallTable.count / size + held.count / size
        var tables = 1
        var more = 0
        while tables * 128 < fixed + tables + more {
            tables += 1
            more = max(0, (tables - 109 + 126) / 127)
        }
        var next: [UInt32] = [end] + links(smallTable.count / size, from: 1)
        let contentAt = next.count
        next += links(held.count / size, from: contentAt)
        let tablesAt = next.count
        next += [UInt32](repeating: 0xFFFF_FFFD, count: tables) + [UInt32](repeating: 0xFFFF_FFFC, count: more)
        next += [UInt32](repeating: free, count: tables * 128 - next.count)
        let numbers = (0..<tables).map { UInt32(tablesAt + $0) }
        var header = [UInt8](repeating: 0, count: size)
        header.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        header[30] = 9
        put(0, 48, &header)
        put(isSmall ? 1 : end, 60, &header)
        put(more > 0 ? UInt32(tablesAt + tables) : end, 68, &header)
        put(UInt32(more), 72, &header)
        for index in 0..<109 { put(index < tables ? numbers[index] : free, 76 + index * 4, &header) }
        var extra: [UInt8] = []
        for index in 0..<more {
            let part = Array(numbers.dropFirst(109 + index * 127).prefix(127))
            let link = index + 1 < more ? UInt32(tablesAt + tables + index + 1) : end
            extra += words(part + [UInt32](repeating: free, count: 127 - part.count) + [link])
        }
        let root = entry(
            "Root Entry", kind: 5, start: isSmall ? UInt32(contentAt) : end, count: isSmall ? content.count : 0)
        let own = entry(name, kind: 2, start: isSmall ? 0 : UInt32(contentAt), count: stream.count)
        return header + padded(root + own, size) + smallTable + held + words(next) + extra
    }

    private static func entry(_ name: String, kind: UInt8, start: UInt32, count: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 128)
        let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        out.replaceSubrange(0..<units.count, with: units)
        out[64] = UInt8(units.count + 2)
        out[66] = kind
        put(start, 116, &out)
        put(UInt32(count), 120, &out)
        return out
    }

    /// A chain of so many sectors that lie one behind the other.
    private static func links(_ count: Int, from start: Int = 0) -> [UInt32] {
        (0..<count).map { $0 + 1 < count ? UInt32(start + $0 + 1) : end }
    }

    private static func words(_ numbers: [UInt32]) -> [UInt8] {
        numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) } }
    }

    private static func put(_ number: UInt32, _ at: Int, _ bytes: inout [UInt8]) {
        bytes.replaceSubrange(at..<at + 4, with: words([number]))
    }

    private static func padded(_ bytes: [UInt8], _ unit: Int) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (unit - bytes.count % unit) % unit)
    }
}
