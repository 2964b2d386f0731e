/// Dates and times of OpenDocument, as the cells of other workbooks have them.
enum OpenDocumentValue {
    /// `2026-04-05`, or `2026-04-05T13:30:00.5` as `2026-04-05 13:30:00`.
    static func append(date text: ArraySlice<UInt8>, to out: inout [UInt8]) { SerialDate.appendISO(text, to: &out) }

    /// `PT13H30M00S` as `13:30:00`; false for what is no time of a day.
    static func append(time text: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
        guard text.starts(with: "PT".utf8) else { return false }
        var parts: [UInt8: Int] = [:]
        var digits: [UInt8] = []
        for byte in text.dropFirst(2) {
            if (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                digits.append(byte)
            } else {
                let whole = digits.prefix { (48...57).contains($0) }
                guard (1...9).contains(whole.count), let value = Int(String(decoding: whole, as: UTF8.self)) else {
                    return false
                }
                parts[byte] = value
                digits = []
            }
        }
        let clock = "HMS".utf8.map { parts[$0] ?? 0 }
        guard clock[0] < 24, clock[1] < 60, clock[2] < 60, parts.keys.allSatisfy({ "HMS".utf8.contains($0) }) else {
            return false
        }
        for (index, value) in clock.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ":")) }
            out += [UInt8(48 + value / 10), UInt8(48 + value % 10)]
        }
        return true
    }
}

/// The text of a paragraph of OpenDocument, where white space is one blank and what is meant is an element (ODF 1.2, 6.1.2).
enum ParagraphText {
    /// Stand for a blank, a line end and a tab that are meant: characters that no XML has.
    private static let blank: UInt8 = 1
    private static let lineEnd: UInt8 = 2
    private static let tab: UInt8 = 3

    /// What the elements in a paragraph are.
    static let parts: [String: FlatText.Part] = [
        "s": .repeated(blank, by: "c"), "line-break": .text([lineEnd]), "tab": .text([tab]), "annotation": .skipped,
        "annotation-end": .skipped, "note": .skipped, "ruby-text": .skipped,
    ]

    static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        var hasBlank = false
        var isStart = true
        for byte in text {
            if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
                hasBlank = true
                continue
            }
            if hasBlank, !isStart { out.append(32) }
            hasBlank = false
            isStart = false
            switch byte {
            case blank: out.append(32)
            case lineEnd: out.append(10)
            case tab: out.append(9)
            default: out.append(byte)
            }
        }
    }
}
