/// A list as text between delimiters.
enum ListText {
    static func csv(
        _ rows: [[String]], delimiter: String = ",", end: String = "\r\n", isQuoted: Bool = false
    ) -> String {
        rows.map { row in
            row.map { cell in
                let needsQuotes = isQuoted || cell.contains { $0 == "\"" || $0.isNewline || String($0) == delimiter }
                return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
            }.joined(separator: delimiter) + end
        }.joined()
    }

    static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBig ? [high, low] : [low, high]
        }
    }
}
