/// A member of a compressed file (RFC 1952) in one stored block, for tests.
enum GzipWriter {
    static func member(_ text: String, name: String? = nil, extra: [UInt8] = []) -> [UInt8] {
        let content = Array(text.utf8)
        let flags: UInt8 = (name == nil ? 0 : 8) | (extra.isEmpty ? 0 : 4)
        let fields = extra.isEmpty ? [] : ZipWriter.two(extra.count) + extra
        let head = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3] + fields + (name.map { Array($0.utf8) + [0] } ?? [])
        let block = [1] + ZipWriter.two(content.count) + ZipWriter.two(~content.count) + content
        return head + block + ZipWriter.four(ZipWriter.crc32(content)) + ZipWriter.four(content.count)
    }
}
