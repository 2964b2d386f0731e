/// Identity numbers that only fill a cell (domain.md, 3.5): "000000001", 123456789012, one digit repeated. The rules name them.
struct PlaceholderNumbers: Sendable {
    private let numbers: [[UInt8]]
    /// Lengths at which one digit repeated is none either.
    private let repeated: [Int]

    init(_ texts: [String]) {
        numbers = texts.filter { !$0.hasPrefix("x") }.map { Array($0.utf8) }
        repeated = texts.filter { $0.hasPrefix("x") }.map(\.utf8.count)
    }

    /// Whether digits are one of them.
    func have(_ digits: ArraySlice<UInt8>) -> Bool {
        if repeated.contains(digits.count), digits.allSatisfy({ $0 == digits.first }) { return true }
        return numbers.contains { $0.elementsEqual(digits) }
    }

    /// Whether a text of the rules names some.
    static func hasShape(_ text: String) -> Bool {
        guard [9, 12].contains(text.utf8.count) else { return false }
        return text.utf8.allSatisfy { $0 == UInt8(ascii: "x") } || text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
