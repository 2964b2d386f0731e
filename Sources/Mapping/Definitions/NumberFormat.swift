import Domain

/// How a source writes whole numbers: the mark between groups of three, the decimal mark, words beside the number that
/// mean nothing, and words that mean 0 (domain.md, 3.4: "2,000 VNĐ", "1.234.567", "2,0", "Miễn phí").
package struct NumberFormat: Sendable, Equatable {
    package var group: UInt8?
    package var decimal: UInt8?
    /// Folded.
    package var ignore: [String] = []
    /// Folded.
    package var zero: [String] = []

    /// Numbers of the cells of a sheet, which have no groups.
    static let ofSheets = NumberFormat(group: nil, decimal: UInt8(ascii: "."))

    /// The number, or nil where the text is none of this form. Groups must be of three digits; what stands behind the
    /// decimal mark must be zeros, and not just three where no group says which mark is which: "2,000" is two or two
    /// thousand. Nothing is negative.
    func read(_ text: String) -> Int64? {
        let folded = Fold.key(text)
        if !folded.isEmpty, zero.contains(folded) { return 0 }
        var body = Substring(text)
        // Words beside the number: letters at either end.
        let isLetter: (Character) -> Bool = { $0.isLetter || $0.isWhitespace }
        let tail = String(body.reversed().prefix(while: isLetter).reversed())
        let head = String(body.prefix(while: isLetter))
        for word in [head, tail] where !Fold.key(word).isEmpty && !ignore.contains(Fold.key(word)) { return nil }
        body = body.dropFirst(head.count).dropLast(tail.count)
        return digits(Array(body.utf8))
    }

    private func digits(_ bytes: [UInt8]) -> Int64? {
        var value: Int64 = 0
        var count = 0
        var grouped = false
        var run = 0
        for (index, byte) in bytes.enumerated() {
            if byte >= 0x30, byte <= 0x39 {
                guard count < 17 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
                count += 1
                run += 1
                if grouped, run > 3 { return nil }
            } else if byte == group, count > 0, grouped ? run == 3 : run <= 3 {
                grouped = true
                run = 0
            } else if byte == decimal, count > 0 {
                if grouped, run != 3 { return nil }
                let rest = bytes[(index + 1)...]
                if !grouped, rest.count == 3 { return nil }
                return !rest.isEmpty && rest.allSatisfy { $0 == 0x30 } ? value : nil
            } else {
                return nil
            }
        }
        return count > 0 && (!grouped || run == 3) ? value : nil
    }
}
