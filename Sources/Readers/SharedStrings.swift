import Records

/// The strings that the cells of a workbook share: their bytes one behind the other, and where each ends.
struct SharedStrings {
    /// Whether there are no more than these.
    var isWhole = false
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// What is needed of them; nil: all.
    private var use: StringUse?

    init(_ use: StringUse? = nil) { self.use = use }

    /// Whether a string's text was passed over, for nobody needs it.
    func isPassedOver(_ index: Int) -> Bool { use.map { !$0.needs(index) } ?? false }

    var count: Int { ends.count }

    /// The text of a string, or nil where there is none of that number.
    func bounds(_ index: Int) -> Range<Int>? {
        guard index >= 0, index < ends.count else { return nil }
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// Appends a string's text.
    func append(_ bounds: Range<Int>, to out: inout [UInt8]) { out.append(contentsOf: bytes[bounds]) }

    /// Reads the first `most` strings of the part, or a few more. Rich text is its runs joined; what is written above the
    /// characters (phonetic runs) is none of it.
    mutating func read(_ entry: ZipEntry, most: Int, _ limits: ReadLimits) throws(ReadFailure) {
        if entry.size > limits.stringPart { throw ReadFailure(.tooManyStrings) }
        // All at once: growing by doubling would hold the strings twice.
        let isAll = most == .max && use == nil
        bytes.reserveCapacity(min(entry.size, limits.stringBytes, isAll ? .max : 1 << 20))
        var reader: XMLReader?
        var batch = RecordBatch()
        while let chunk = try entry.next() {
            if reader == nil { reader = try WorkbookPart.reader(chunk, ["sst/si"], ["t", "r/t"], limits) }
            try reader?.feed(chunk, into: &batch)
            try take(&batch, limits)
            if count >= most { return }
        }
        try reader?.finish(into: &batch)
        try take(&batch, limits)
        isWhole = true
    }

    private mutating func take(_ batch: inout RecordBatch, _ limits: ReadLimits) throws(ReadFailure) {
        for head in batch.heads {
            for cell in batch.cells[Int(head.firstCell)..<Int(head.endCell)]
            where cell.length > 0 && !isPassedOver(ends.count) {
                EscapedText.append(batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)], to: &bytes)
            }
            if bytes.count > limits.stringBytes || ends.count >= limits.strings {
                throw ReadFailure(.tooManyStrings, line: Int(head.line))
            }
            ends.append(UInt32(bytes.count))
        }
        batch.removeAll()
    }
}

/// Text in a workbook, where a character that XML does not have is written `_x000D_` (ECMA-376, 22.9.2.19).
enum EscapedText {
    /// Appends the text with its escapes replaced. One for a control character but TAB, LF and CR, or for half a character,
    /// stays as it is written.
    static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        var rest = text
        while let mark = rest.firstIndex(of: UInt8(ascii: "_")) {
            out.append(contentsOf: rest[..<mark])
            rest = rest[mark...]
            if let scalar = scalar(rest) {
                out.append(contentsOf: String(scalar).utf8)
                rest = rest.dropFirst(7)
            } else {
                out.append(UInt8(ascii: "_"))
                rest = rest.dropFirst()
            }
        }
        out.append(contentsOf: rest)
    }

    private static func scalar(_ text: ArraySlice<UInt8>) -> Character? {
        guard text.count >= 7 else { return nil }
        let at = text.startIndex
        guard text[at + 1] == UInt8(ascii: "x"), text[at + 6] == UInt8(ascii: "_") else { return nil }
        var value: UInt32 = 0
        for byte in text[(at + 2)..<(at + 6)] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        guard value >= 32 || [9, 10, 13].contains(value), value != 127, let scalar = UnicodeScalar(value) else {
            return nil
        }
        return Character(scalar)
    }
}
