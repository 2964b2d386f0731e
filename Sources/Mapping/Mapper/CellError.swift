/// What a spreadsheet shows where a formula failed, in a sheet and in the CSV that is saved of it: no text of the record.
enum CellError {
    private static let words = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#CALC!"].map {
        Array($0.utf8)
    }

    /// Whether a text has U+FFFD: whoever wrote the file had bytes there that were lost before.
    static func isLost(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Bool {
        var at = from
        while at + 2 < to {
            if bytes[at] == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] == 0xBD { return true }
            at += 1
        }
        return false
    }

    static func isOne(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Bool {
        guard bytes[from] == UInt8(ascii: "#") else { return false }
        return words.contains { $0.elementsEqual(bytes[from..<to]) }
    }
}
