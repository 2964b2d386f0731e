import Records

/// Records of a batch as text.
protocol RecordWriter {
    /// The text of the batch's records, without those that have faults.
    mutating func text(of batch: borrowing RecordBatch) -> [UInt8]
}

/// Appends what a text is in RFC 4180 and in JSON.
enum CellText {
    /// A cell, in quotes where it must be; `isAlone` in a row of one cell, which must not become a blank line.
    static func csv(_ text: ArraySlice<UInt8>, isAlone: Bool = false, to out: inout [UInt8]) {
        let needsQuotes =
            text.isEmpty ? isAlone : text.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        if !needsQuotes {
            out.append(contentsOf: text)
            return
        }
        out.append(34)
        for byte in text {
            if byte == 34 { out.append(34) }
            out.append(byte)
        }
        out.append(34)
    }

    /// A JSON string (RFC 8259, 7) of UTF-8 text.
    static func json(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        out.append(34)
        for byte in text {
            switch byte {
            case 34: out.append(contentsOf: [92, 34])
            case 92: out.append(contentsOf: [92, 92])
            case 10: out.append(contentsOf: [92, UInt8(ascii: "n")])
            case 13: out.append(contentsOf: [92, UInt8(ascii: "r")])
            case 9: out.append(contentsOf: [92, UInt8(ascii: "t")])
            case 0..<32, 127:
                let digits = Array("0123456789abcdef".utf8)
                out.append(contentsOf: Array("\\u00".utf8))
                out.append(digits[Int(byte >> 4)])
                out.append(digits[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(34)
    }
}
