package import Domain

/// A line above the table that tells a day or a period, as `sources/` writes it: `Ngày xuất: {ngay}`,
/// `Từ ngày {ngay} đến ngày {ngay}`, `Tháng {thang} năm {nam}`, `Quý {quy} năm {nam}`, `Năm {nam}`. Matched anywhere in a
/// line, folded; the last day of what it names counts.
package struct TitlePattern: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case text(String)
        case hole(String)
    }

    private var pieces: [Piece] = []
    static let holes = ["ngay", "thang", "quy", "nam"]

    /// A compiled pattern, or nil where a hole has no such name.
    init?(_ pattern: String) {
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let before = Fold.key(rest[..<open])
            let hole = String(rest[rest.index(after: open)..<close])
            guard Self.holes.contains(hole) else { return nil }
            if !before.isEmpty { pieces.append(.text(before)) }
            pieces.append(.hole(hole))
            rest = rest[rest.index(after: close)...]
        }
        if !Fold.key(rest).isEmpty { pieces.append(.text(Fold.key(rest))) }
        guard pieces.contains(where: { if case .hole = $0 { true } else { false } }) else { return nil }
    }

    /// The last day that a line names, or nil.
    package func lastDay(in line: String) -> Day? {
        // Signs between digits matter in dates (1/4/2026), so the line is folded with one space for each sign.
        let words = Self.spaced(line)
        for start in words.indices {
            if let day = match(words[start...]) { return day }
        }
        return nil
    }

    private func match(_ words: ArraySlice<String>) -> Day? {
        var at = words.startIndex
        var days: [Day] = []
        var month: Int?
        var quarter: Int?
        var year: Int?
        for piece in pieces {
            switch piece {
            case .text(let text):
                var joined = ""
                while joined.count < text.count, at < words.endIndex {
                    joined += words[at]
                    at += 1
                }
                guard joined == text else { return nil }
            case .hole("ngay"):
                guard at + 2 < words.endIndex, let d = Int(words[at]), let m = Int(words[at + 1]),
                    let y = Int(words[at + 2]), let day = Day(year: y, month: m, day: d)
                else { return nil }
                days.append(day)
                at += 3
            case .hole(let name):
                guard at < words.endIndex, let value = Self.number(words[at]) else { return nil }
                switch name {
                case "thang": month = value
                case "quy": quarter = value
                default: year = value
                }
                at += 1
            }
        }
        if let last = days.max() { return last }
        guard let year, (1900...2200).contains(year) else { return nil }
        let lastMonth = month ?? quarter.map { $0 * 3 } ?? 12
        guard (1...12).contains(lastMonth) else { return nil }
        return Day(year: year, month: lastMonth, day: Day.length(year: year, month: lastMonth))
    }

    private static func number(_ text: String) -> Int? {
        if let value = Int(text) { return value }
        return ["i": 1, "ii": 2, "iii": 3, "iv": 4][text]
    }

    private static func spaced(_ line: String) -> [String] {
        line.split { !$0.isLetter && !$0.isNumber }.flatMap { split(Fold.key($0)) }
    }

    /// "quy1" is two words.
    private static func split(_ word: String) -> [String] {
        var out: [String] = []
        for character in word {
            if let last = out.last?.last, last.isNumber == character.isNumber {
                out[out.count - 1].append(character)
            } else {
                out.append(String(character))
            }
        }
        return out
    }
}

/// A date in a file's name: `*{yyyy}-{MM}-{dd}*`, `*{dd}{MM}{yyyy}*`. Without `{dd}` the last day of the month counts.
package struct NamePattern: Sendable, Equatable {
    private var tokens: [Character] = []

    init?(_ pattern: String) {
        // y, M and d stand for one digit each; everything else for itself; * for anything.
        let plain = pattern.replacing("{yyyy}", with: "\u{1}\u{1}\u{1}\u{1}").replacing("{MM}", with: "\u{2}\u{2}")
            .replacing("{dd}", with: "\u{3}\u{3}")
        guard !plain.contains("{"), plain.contains("\u{1}") else { return nil }
        tokens = Array(plain)
    }

    /// The day that the name tells, or nil.
    package func day(in name: String) -> Day? {
        match(Array(name), 0, 0, [:])
    }

    private func match(_ name: [Character], _ at: Int, _ token: Int, _ digits: [Character: String]) -> Day? {
        guard token < tokens.count else { return at == name.count ? Self.day(digits) : nil }
        if tokens[token] == "*" {
            for next in at...name.count {
                if let day = match(name, next, token + 1, digits) { return day }
            }
            return nil
        }
        guard at < name.count else { return nil }
        if ["\u{1}", "\u{2}", "\u{3}"].contains(tokens[token]) {
            guard name[at].isASCII, name[at].isNumber else { return nil }
            var more = digits
            more[tokens[token], default: ""].append(name[at])
            return match(name, at + 1, token + 1, more)
        }
        return name[at] == tokens[token] ? match(name, at + 1, token + 1, digits) : nil
    }

    private static func day(_ digits: [Character: String]) -> Day? {
        guard let year = digits["\u{1}"].flatMap({ Int($0) }), (1990...2200).contains(year),
            let month = Int(digits["\u{2}"] ?? "12"), (1...12).contains(month)
        else { return nil }
        return Day(
            year: year, month: month, day: Int(digits["\u{3}"] ?? "") ?? Day.length(year: year, month: month))
    }
}
