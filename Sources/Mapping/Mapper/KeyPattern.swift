/// A source's other shape of keys: `#` a digit, `@` a letter, `*` any text, everything else itself.
enum KeyPattern {
    /// Characters of a key at most; a cell may be a megabyte.
    private static let longest = 100

    /// Whether the text has one of some shapes.
    static func fits(_ text: String, oneOf patterns: [String]) -> Bool { patterns.contains { fits(text, $0) } }

    static func fits(_ text: String, _ pattern: String) -> Bool {
        let text = Array(text.prefix(longest + 1))
        guard text.count <= longest else { return false }
        let pattern = Array(pattern)
        var i = 0
        var j = 0
        // The last star is the only place to go back to, so the time is bounded by the product of the lengths.
        var star: (text: Int, pattern: Int)?
        while i < text.count {
            if j < pattern.count, pattern[j] == "*" {
                star = (i, j)
                j += 1
            } else if j < pattern.count, fits(text[i], pattern[j]) {
                i += 1
                j += 1
            } else if let back = star {
                star = (back.text + 1, back.pattern)
                i = back.text + 1
                j = back.pattern + 1
            } else {
                return false
            }
        }
        return pattern[j...].allSatisfy { $0 == "*" }
    }

    private static func fits(_ character: Character, _ wanted: Character) -> Bool {
        switch wanted {
        case "#": character.isASCII && character.isNumber
        case "@": character.isASCII && character.isLetter
        default: character == wanted
        }
    }
}
