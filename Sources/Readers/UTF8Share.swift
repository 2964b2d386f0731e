/// Whether a text with bytes that are no UTF-8 is UTF-8 for the most part.
struct UTF8Share {
    /// Letters of Vietnamese.
    private(set) var letters = 0
    private var invalid = 0

    var isUTF8: Bool { invalid == 0 || letters > invalid }

    mutating func take(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            let tail = bytes[(index + 1)...].prefix(max(0, length - 1))
            // The last character may be cut.
            let isCut = index + length > bytes.endIndex
            if length == 0 || !tail.allSatisfy({ $0 & 0xC0 == 0x80 }) {
                invalid += 1
                index += 1
                continue
            }
            if isCut { return }
            if length > 1 {
                let scalar = String(decoding: bytes[index..<index + length], as: UTF8.self).unicodeScalars.first
                if scalar.map({ VietnameseLetters.parts[$0] != nil || (0x300...0x323).contains($0.value) }) == true {
                    letters += 1
                }
            }
            index += length
        }
    }
}
