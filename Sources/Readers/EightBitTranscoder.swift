/// An encoding of bytes and pairs of bytes to UTF-8, by its tables. What comes out is composed (NFC).
///
/// Two bytes that would be a Vietnamese letter in UTF-8 are a fault: no office's text has them, and a file that is in two
/// encodings would otherwise be read wrong in silence.
struct EightBitTranscoder: Transcoder {
    private let table: EightBitTable
    /// A byte that the next one may make a letter with; 0: none.
    private var pending: UInt8 = 0
    /// The byte before, where it was a character by itself.
    private var before: UInt8 = 0

    init(_ table: EightBitTable) {
        self.table = table
    }

    mutating func append(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            if pending != 0 {
                let base = pending
                pending = 0
                let pair = table.pair(base, byte)
                if pair != 0 {
                    Self.put(pair, &out)
                    // "ĐOÃ" and a space without break is VNI; behind a small letter no capital mark is.
                    before = (0x61...0x7A).contains(base) ? byte : 0
                    continue
                }
                Self.put(table.single[Int(base)], &out)
            }
            if byte & 0xC0 == 0x80, isLetterOfUTF8(byte) { out.append(TranscoderFault.byte) }
            before = byte
            if table.opens[Int(byte)] {
                pending = byte
            } else {
                Self.put(table.single[Int(byte)], &out)
            }
        }
    }

    mutating func finish(_ out: inout [UInt8]) {
        if pending != 0 { Self.put(table.single[Int(pending)], &out) }
        pending = 0
        before = 0
    }

    /// C3 A0 is à, C4 83 ă, C5 A9 ũ, C6 A1 ơ; E1 BA … and E1 BB … the letters with two marks.
    private func isLetterOfUTF8(_ byte: UInt8) -> Bool {
        (0xC3...0xC6).contains(before) || (before == 0xE1 && (byte == 0xBA || byte == 0xBB))
    }

    private static func put(_ packed: UInt32, _ out: inout [UInt8]) {
        if packed < 1 << 24 { return out.append(TranscoderFault.byte) }
        out.append(UInt8(truncatingIfNeeded: packed))
        if packed < 2 << 24 { return }
        out.append(UInt8(truncatingIfNeeded: packed >> 8))
        if packed >= 3 << 24 { out.append(UInt8(truncatingIfNeeded: packed >> 16)) }
    }
}
