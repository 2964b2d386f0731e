package import Domain

/// What a cell looks like, without saying what it holds: "Aa Aa Aa (3 từ)", "12 chữ số", "a99.999-999999-9999". What may
/// be a person's is shown to people in no other way.
package enum CellShape: Hashable, Sendable {
    /// Digits alone: how many.
    case digits(Int)
    /// Words: the first ones' forms, and how many there are.
    case words(String, Int)

    private static let shownWords = 4
    private static let shownSigns = 24
    private static let kept: Set<Character> = [".", ",", "-", "/", ":", "(", ")", "+", "_", "@", "%"]

    /// The shape of a text without white space at its ends.
    package init(_ text: String) {
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .digits(text.utf8.count)
            return
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        let shown = words.prefix(Self.shownWords).map(Self.form).joined(separator: " ")
        self = .words(words.count > Self.shownWords ? shown + " …" : shown, words.count)
    }

    private static func form(_ word: Substring) -> String {
        var out = ""
        var letters: Substring = ""
        func closed() -> String {
            guard let first = letters.first else { return "" }
            let small = letters.dropFirst().contains(where: \.isLowercase)
            let head = first.isUppercase ? "A" : "a"
            return letters.count == 1 ? head : head + (small || !first.isUppercase ? "a" : "A")
        }
        for character in word {
            if out.count >= shownSigns { return out + "…" }
            if character.isLetter {
                letters.append(character)
                continue
            }
            out += closed()
            letters = ""
            out.append(character.isNumber ? "9" : kept.contains(character) ? character : "·")
        }
        return out + closed()
    }

    /// As people read it.
    package func text(_ language: Language) -> String {
        switch self {
        case .digits(let count): "\(count) " + language.pick("chữ số", count == 1 ? "digit" : "digits")
        case .words(let form, 1): form
        case .words(let form, let count): "\(form) (\(count) \(language.pick("từ", "words")))"
        }
    }
}
