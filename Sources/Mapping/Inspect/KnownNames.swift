package import Domain

/// The headings and words that the rules know: by them a header is told from the rows around it, and a heading from a name.
package struct KnownNames: Sendable {
    /// Folded.
    private let headings: Set<String>
    /// Folded, each word of every heading and title alone.
    private let words: Set<String>
    /// Parts of folded headings under which a small number or a day is a person's: ages, days of birth, houses.
    private static let persons = [
        "sinh", "birth", "tuoi", "diachi", "address", "sonha", "dienthoai", "phone", "giayto",
    ]

    package init(rules: Rules) {
        var headings: Set<String> = ["stt", "tt", "sott"]
        var words: Set<String> = ["stt"]
        func learn(_ text: String) {
            let key = Fold.key(text)
            if !key.isEmpty { headings.insert(key) }
            words.formUnion(Self.words(text))
        }
        for source in rules.sources {
            source.names.forEach { learn($0.written) }
            source.children.flatMap(\.names).forEach { learn($0.written) }
            (source.match.headings + source.match.without).forEach(learn)
        }
        for kind in rules.kinds {
            for column in kind.columns + kind.children.flatMap(\.columns) {
                learn(column.title)
                learn(column.name)
            }
        }
        self.headings = headings
        self.words = words
    }

    /// The folded words of a heading; those of `NgayTiepNhan` too.
    static func words(_ text: String) -> [String] {
        var parts: [String] = [""]
        var isLower = false
        for character in text {
            if !character.isLetter, !character.isNumber {
                parts.append("")
            } else if isLower, character.isUppercase {
                parts.append(String(character))
            } else {
                parts[parts.count - 1].append(character)
            }
            isLower = character.isLowercase
        }
        return parts.map { Fold.key($0) }.filter { !$0.isEmpty }
    }

    /// Whether some source or kind bears this heading.
    package func knows(_ heading: String) -> Bool { knows(key: Fold.key(heading)) }

    func knows(key: String) -> Bool { headings.contains(key) }

    /// Whether persons stand under a heading.
    package static func isOfPersons(_ heading: String) -> Bool {
        let key = Fold.key(heading)
        return persons.contains { key.contains($0) }
    }

    /// Whether a cell could be a heading at all.
    static func isLikeHeading(_ text: String) -> Bool {
        let digits = text.unicodeScalars.split { !(0x30...0x39).contains($0.value) }.map(\.count)
        return text.contains(where: \.isLetter) && text.count <= 200 && !text.contains("@")
            && (digits.max() ?? 0) < 6 && digits.reduce(0, +) < 9
    }

    /// A heading as it may be shown: a file without a header, or with a slip in it, has persons where headings belong.
    package func shown(_ heading: String, _ language: Language) -> String {
        if knows(heading) { return Mask.printable(heading) }
        guard Self.isLikeHeading(heading) else { return heading.isEmpty ? "" : CellShape(heading).text(language) }
        let words = Self.words(heading)
        let initials = Set(heading.split { !$0.isLetter && !$0.isNumber }.filter(Self.isInitials).map { Fold.key($0) })
        let strange = words.count { !self.words.contains($0) && !initials.contains($0) }
        let written = heading.split(whereSeparator: \.isWhitespace)
        let isTitled =
            written.count >= 2 && written.allSatisfy { $0.first?.isLetter != true || $0.first?.isUppercase == true }
        if isTitled, strange * 3 >= words.count { return CellShape(heading).text(language) }
        return Mask.printable(heading)
    }

    /// Letters that stand for words, as in "Mã TT" or "Mức ĐDĐT": capitals without a vowel, which no part of a name lacks.
    private static func isInitials(_ word: Substring) -> Bool {
        (2...6).contains(word.count) && word.allSatisfy(\.isUppercase)
            && !Fold.key(word).contains { "aeiouy".contains($0) }
    }

    /// Whether a heading is shown as it is.
    package func isShown(_ heading: String) -> Bool {
        shown(heading, .vi) == Mask.printable(heading) && !heading.isEmpty
    }
}
