/// Finds where a cell ends that holds nothing special.
enum PlainCell {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first delimiter, quote or control character from `start` on, or the count of the bytes. Eight at a time:
    /// a byte of a word is zero, or below 32, where its top bit is set in what is left of it.
    @inline(__always)
    static func end(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let raw = unsafe UnsafeRawPointer(base)
        let delimiters = UInt64(delimiter) &* ones
        let quotes = UInt64(UInt8(ascii: "\"")) &* ones
        var at = start
        while at + 8 <= bytes.count {
            let word = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let (a, b) = (word ^ delimiters, word ^ quotes)
            let zero = (a &- ones) & ~a | (b &- ones) & ~b
            let found = (zero | (word &- ones &* 32) & ~word) & tops
            // Only the lowest bit is sure: a borrow may set others above it.
            if found != 0 { return at + found.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < bytes.count {
            let byte = unsafe bytes[at]
            if byte < 32 || byte == delimiter || byte == UInt8(ascii: "\"") { return at }
            at += 1
        }
        return at
    }
}
