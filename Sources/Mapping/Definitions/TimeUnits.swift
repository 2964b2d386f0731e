import Domain

/// The units of a procedure's time limit, as a list of `codes/` says them (indicators.md, `thoi_han`): what follows a number
/// makes it working days, parts of them, or calendar days; other phrases say that a text cannot be judged.
package struct TimeUnits: Sendable, Equatable {
    /// A time limit in whole days.
    package struct Limit: Sendable, Equatable {
        package var days: Int64
        /// Whether they are working days; else days of the calendar.
        package var isWorking: Bool
    }

    /// A phrase that stands behind a number.
    private struct Unit: Sendable, Equatable {
        var words: [String]
        var isWorking: Bool
        /// How many make a day.
        var parts: Int64
    }

    /// The longest first.
    private var units: [Unit] = []
    /// Phrases after which nothing is sure; `#` in them is any number.
    private var unclear: [[String]] = []

    /// Of a code list: `working` and `calendar`, each perhaps with `/8` for what makes a day, and `unclear`.
    init(_ list: CodeList) {
        for entry in list.entries {
            let words = Self.tokens(entry.label).map(\.text)
            guard let (kind, parts) = Self.meaning(entry.code) else { continue }
            if kind == "unclear" {
                unclear.append(words)
            } else {
                units.append(Unit(words: words, isWorking: kind == "working", parts: parts))
            }
        }
        units.sort { $0.words.count > $1.words.count }
    }

    /// Whether a code is one that such a list may have.
    static func isCode(_ code: String) -> Bool { meaning(code) != nil }

    private static func meaning(_ code: String) -> (kind: String, parts: Int64)? {
        let pieces = code.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard ["working", "calendar", "unclear"].contains(pieces[0]), pieces.count <= 2 else { return nil }
        if pieces.count == 1 { return (pieces[0], 1) }
        guard let parts = Int64(pieces[1]), (2...1000).contains(parts), pieces[0] != "unclear" else { return nil }
        return (pieces[0], parts)
    }

    /// The unit at the end of a heading, for bare numbers below it: "Thời hạn (ngày làm việc)"; nil where it names none.
    func unit(ofHeading heading: String) -> Int? {
        let words = Self.tokens(heading).map(\.text)
        return units.firstIndex { words.count > $0.words.count && words.suffix($0.words.count) == $0.words[...] }
    }

    /// The unit of this name, or nil.
    func unit(named text: String) -> Int? {
        let words = Self.tokens(text).map(\.text)
        return units.firstIndex { $0.words == words }
    }

    /// The longest time that a text names, or nil where it names none, or where that is not sure: a number of unknown unit, a
    /// phrase that makes it unclear, working days beside more days of the calendar that may be as long.
    /// - Parameter bare: the unit of a text that is nothing but a number.
    func longest(in text: String, bare: Int?) -> Limit? {
        let tokens = Self.tokens(text)
        let words = tokens.map(\.text)
        if tokens.count == 1, let number = tokens[0].thousandths, let bare {
            return Self.limit(number, units[bare])
        }
        guard !unclear.contains(where: { Self.contains(words, $0) }) else { return nil }
        var longest: [Bool: Int64] = [:]
        for (index, token) in tokens.enumerated() where token.text == "#" {
            let rest = words[(index + 1)...]
            guard let unit = units.first(where: { rest.starts(with: $0.words) }) else { continue }
            guard let number = token.thousandths, let limit = Self.limit(number, unit) else { return nil }
            longest[limit.isWorking] = max(longest[limit.isWorking] ?? 0, limit.days)
        }
        switch (longest[true], longest[false]) {
        case (let working?, nil): return Limit(days: working, isWorking: true)
        case (nil, let calendar?): return Limit(days: calendar, isWorking: false)
        case (let working?, let calendar?):
            // Working days last at least as many days of the calendar; and less than twice as many and a fortnight.
            if calendar <= working { return Limit(days: working, isWorking: true) }
            return calendar >= 2 * working + 14 ? Limit(days: calendar, isWorking: false) : nil
        case (nil, nil): return nil
        }
    }

    private static func limit(_ thousandths: Int64, _ unit: Unit) -> Limit? {
        let whole = 1000 * unit.parts
        let days = (thousandths + whole - 1) / whole
        return days > 0 ? Limit(days: days, isWorking: unit.isWorking) : nil
    }

    private static func contains(_ words: [String], _ phrase: [String]) -> Bool {
        guard !phrase.isEmpty, words.count >= phrase.count else { return false }
        return (0...(words.count - phrase.count)).contains { words[$0...].starts(with: phrase) }
    }

    // MARK: Words

    /// A folded word, or `#` for what begins with a digit, with its thousandths where it is a plain number below 10,000.
    private struct Token {
        var text: String
        var thousandths: Int64?
    }

    /// The words of a text; what stands in brackets behind a number is passed over where it only says it again: "02 (hai) giờ".
    private static func tokens(_ text: String) -> [Token] {
        var out: [Token] = []
        var word = ""
        /// How many words there were at the opening bracket that a number stands before.
        var opening: Int?
        func end() {
            guard let first = word.first else { return }
            if first.isNumber {
                // "30ngày" is a number and its unit.
                let number = word.prefix { !$0.isLetter }
                out.append(Token(text: "#", thousandths: thousandths(number)))
                let rest = Fold.key(word.dropFirst(number.count))
                if !rest.isEmpty { out.append(Token(text: rest)) }
            } else {
                let folded = Fold.key(word)
                if !folded.isEmpty { out.append(Token(text: folded)) }
            }
            word = ""
        }
        for character in text {
            switch character {
            case "(":
                end()
                opening = out.last?.text == "#" ? out.count : nil
            case ")":
                end()
                if let start = opening, !out[start...].contains(where: { $0.text == "#" }) {
                    out.removeLast(out.count - start)
                }
                opening = nil
            case ".", ",", "/":
                if word.first?.isNumber == true { word.append(character) } else { end() }
            case "#", "+":
                end()
                out.append(Token(text: String(character)))
            case _ where character.isLetter || character.isNumber: word.append(character)
            default: end()
            }
        }
        end()
        return out
    }

    /// The number in thousandths: digits, and at most two behind a comma or a point ("0,5"; "1.000" is one or a thousand).
    private static func thousandths(_ text: Substring) -> Int64? {
        var body = text
        while let last = body.last, ".,/".contains(last) { body = body.dropLast() }
        let pieces = body.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard let whole = Int64(pieces[0]), whole < 10_000 else { return nil }
        guard pieces.count == 2 else { return whole * 1000 }
        guard (1...2).contains(pieces[1].count), let part = Int64(pieces[1]), part >= 0 else { return nil }
        return whole * 1000 + part * (pieces[1].count == 1 ? 100 : 10)
    }
}

/// How a field takes a time limit out of a text.
package struct TimeRule: Sendable {
    /// Which of its two columns the field is.
    package enum Part: String, Sendable, CaseIterable {
        /// The number of days.
        case days
        /// 1 for working days, 0 for days of the calendar.
        case working
    }

    package var part: Part
    package var units: TimeUnits
    /// The name (index) whose cell holds the unit of a bare number, before all else.
    package var unit: Int?
    /// By name (index): the unit of its bare numbers, as its heading says.
    package var bare: [Int: Int] = [:]
    /// The unit of bare numbers below other headings.
    package var source: Int?
}
