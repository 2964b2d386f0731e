import Records

/// UTF-16 without a byte order mark, by its zeros: text of Latin letters has one in every second byte, or nearly.
enum UTF16Pattern {
    /// Bytes that are looked at.
    private static let reach = 64 << 10

    static func encoding(of start: ArraySlice<UInt8>) -> TextEncoding? {
        var zeros = [0, 0]
        let bytes = start.prefix(reach)
        for (place, byte) in bytes.enumerated() where byte == 0 { zeros[place & 1] += 1 }
        let pairs = bytes.count / 2
        // A third of Vietnamese text at least is ASCII. Zeros on both sides are those of something else.
        func isHigh(_ side: Int) -> Bool {
            pairs >= 2 && zeros[side] * 3 >= pairs && zeros[1 - side] * 20 <= zeros[side]
        }
        return isHigh(1) ? .utf16LittleEndian : isHigh(0) ? .utf16BigEndian : nil
    }
}
