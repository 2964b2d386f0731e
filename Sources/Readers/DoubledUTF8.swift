import Records

/// Text in UTF-8 that a program took for Windows-1252 (or 1258) and wrote as UTF-8 again: "Mã" as "MÃ£".
package enum DoubledUTF8 {
    private static let reach = 64 << 10
    /// Letters that must come out: one or two could be chance.
    private static let fewest = 3

    /// What Windows-1252 has in place of C1 controls, from 0x80 on; 0 where it has nothing.
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0,
        0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
    /// Where Windows-1258 has other letters.
    private static let vietnamese: [UInt32: UInt8] = [
        0x0102: 0xC3, 0x0300: 0xCC, 0x0110: 0xD0, 0x0309: 0xD2, 0x01A0: 0xD5, 0x01AF: 0xDD, 0x0303: 0xDE, 0x0103: 0xE3,
        0x0301: 0xEC, 0x0111: 0xF0, 0x0323: 0xF2, 0x01A1: 0xF5, 0x01B0: 0xFD, 0x20AB: 0xFE,
    ]
    private static let bytes: [UInt32: UInt8] = {
        var bytes = vietnamese
        for (index, scalar) in high.enumerated() where scalar != 0 { bytes[scalar] = UInt8(0x80 + index) }
        return bytes
    }()

    /// The first bytes of a text as they were before, or nil where they were no Vietnamese in UTF-8.
    package static func undone(_ start: ArraySlice<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var stream = TextStream(.utf8)
        let text = stream.text(start.prefix(reach))
        // The last line may be cut.
        let whole = text.lastIndex(of: 10).map { text[...$0] } ?? text
        for scalar in String(decoding: whole, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x100 {
                out.append(UInt8(scalar.value))
            } else if let byte = bytes[scalar.value] {
                out.append(byte)
            } else {
                return nil
            }
        }
        var check = UTF8Check()
        let isUTF8 = unsafe out.withUnsafeBufferPointer { unsafe check.accepts($0) }
        guard isUTF8, check.isWhole else { return nil }
        var share = UTF8Share()
        share.take(out[...])
        return share.letters >= fewest ? out : nil
    }
}
