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
        /// Most pairs are letters, marks and controls of Vietnamese text: a NUL in a short file of ASCII makes pairs of other scripts.
        func isText(_ side: Int) -> Bool {
            var strange = 0
            for (place, byte) in bytes.enumerated() where place & 1 == side && !blocks.contains(byte) { strange += 1 }
            return strange * 10 <= pairs
        }
        if isHigh(1), isText(1) { return .utf16LittleEndian }
        return isHigh(0) && isText(0) ? .utf16BigEndian : nil
    }

    /// The higher bytes of Latin letters, marks that combine, punctuation, money, and the byte order mark.
    private static let blocks: Set<UInt8> = [0x00, 0x01, 0x02, 0x03, 0x1E, 0x20, 0x21, 0x22, 0xFE]
}
