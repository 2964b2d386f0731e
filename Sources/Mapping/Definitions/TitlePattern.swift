package import Domain

/// A line above the table that tells a day or a period, as `sources/` writes it: `Ngày xuất: {ngay}`,
/// `Từ ngày {ngay} đến ngày {ngay}`, `Tháng {thang} năm {nam}`, `Quý {quy} năm {nam}`, `Năm {nam}`. Matched anywhere in a
/// line, folded; the last day of what it names counts. `{ngay}` is 5/4/2026 or "5 tháng 4 năm 2026".
///
/// `{noi}, ngày {ngay}` is the line of place and date under a letterhead ("Vĩnh Thông, ngày 05 tháng 5 năm 2026"): `{noi}` is
/// a place, up to eight words without digits, at the beginning of a line which then ends with the date.
package struct TitlePattern: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case text(String)
        case hole(String)
    }

    /// As the YAML writes it.
    package let written: String
    private var pieces: [Piece] = []
    /// Begins with `{noi}`: whole lines only.
    private var isPlaceLine = false
    static let holes = ["ngay", "thang", "quy", "nam"]
    /// Words of a place at most.
    private static let placeWords = 8
    private var hasDay: Bool { pieces.contains(.hole("ngay")) }

    /// A compiled pattern, or nil where a hole has no such name.
    init?(_ pattern: String) {
        written = pattern
        var rest = Substring(pattern)
        if rest.hasPrefix("{noi},") {
            isPlaceLine = true
            rest = rest.dropFirst("{noi},".count)
        }
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
        if isPlaceLine { return line.split(whereSeparator: \.isNewline).lazy.compactMap(placeLine).first }
        // Signs between digits matter in dates (1/4/2026), so the line is folded with one space for each sign.
        let words = Self.spaced(line)
        for start in words.indices {
            if isInDate(words, start) { continue }
            if let (day, _) = match(words[start...]) { return day }
        }
        return nil
    }

    /// The period that a line names: that of its words with what stands before them ("6 tháng đầu năm 2026" where the pattern
    /// is "năm {nam}"), or the one that begins and ends on its two days.
    package func window(in line: String) -> Window? {
        let words = Self.spaced(line)
        for start in words.indices where !isInDate(words, start) {
            guard let (last, end) = match(words[start...]) else { continue }
            if hasDay {
                let days = words[start..<end].indices.compactMap { Self.day(words[$0..<end])?.0 }
                guard let first = days.min(), days.count > 1 else { continue }
                if let window = Window.whole(from: first, to: last) { return window }
                continue
            }
            for from in max(0, start - 4)...start {
                if let window = Window(written: words[from..<end].joined(separator: " ")) { return window }
            }
        }
        return nil
    }

    /// "tháng 5 năm 2026" of "ngày 5 tháng 5 năm 2026" is a day, no month.
    private func isInDate(_ words: [String], _ start: Int) -> Bool {
        !hasDay && start > 0 && Int(words[start - 1]) != nil
    }

    private func placeLine(_ line: Substring) -> Day? {
        guard let comma = line.firstIndex(of: ",") else { return nil }
        let place = Self.spaced(String(line[..<comma]))
        guard (1...Self.placeWords).contains(place.count), place.allSatisfy({ !$0.contains(where: \.isNumber) }) else {
            return nil
        }
        let words = Self.spaced(String(line[line.index(after: comma)...]))
        guard let (day, end) = match(words[...]), end == words.endIndex else { return nil }
        return day
    }

    /// What the rows above a table say: each cell, and each row as a whole, where a label and its date stand side by side.
    package static func lines(_ rows: some Sequence<[String]>) -> [String] {
        rows.flatMap { cells in
            let filled = cells.filter { !Header.isBlank($0) }
            return cells + (filled.count > 1 ? [filled.joined(separator: " ")] : [])
        }
    }

    /// `dd mm yyyy`, `dd tháng mm năm yyyy` or `yyyy mm dd` (a cell of a sheet that is a date) at a place: the day, and how many words
    /// it takes.
    private static func day(_ words: ArraySlice<String>) -> (Day, Int)? {
        let words = Array(words.prefix(5))
        let isLong = words.count == 5 && words[1] == "thang" && words[3] == "nam"
        let plain = Array(words.prefix(3))
        let parts = isLong ? [words[0], words[2], words[4]] : plain.first?.count == 4 ? plain.reversed() : plain
        guard parts.count == 3, let d = Int(parts[0]), let m = Int(parts[1]), let y = Int(parts[2]),
            let day = Day(year: y, month: m, day: d)
        else { return nil }
        return (day, isLong ? 5 : 3)
    }

    private func match(_ words: ArraySlice<String>) -> (Day, Int)? {
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
                guard let (day, count) = Self.day(words[at...]) else { return nil }
                days.append(day)
                at += count
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
        if let last = days.max() { return (last, at) }
        guard let year, (1900...2200).contains(year) else { return nil }
        let lastMonth = month ?? quarter.map { $0 * 3 } ?? 12
        guard (1...12).contains(lastMonth) else { return nil }
        return Day(year: year, month: lastMonth, day: Day.length(year: year, month: lastMonth)).map { ($0, at) }
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

/// A date in a file's name: `*{yyyy}-{MM}-{dd}*`, `*{dd}{MM}{yyyy}*`. Without `{dd}` the last day of the month counts. A date
/// is no part of a longer number, except that a time of four or six digits may stand behind it (20260505123000).
package struct NamePattern: Sendable, Equatable {
    /// As the YAML writes it.
    package let written: String
    private var tokens: [Character] = []

    init?(_ pattern: String) {
        written = pattern
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
            guard name[at].isASCII, name[at].isNumber, stands(name, at, token) else { return nil }
            var more = digits
            more[tokens[token], default: ""].append(name[at])
            return match(name, at + 1, token + 1, more)
        }
        return name[at] == tokens[token] ? match(name, at + 1, token + 1, digits) : nil
    }

    /// Whether digits of the name may begin, or end, at this place of the pattern.
    private func stands(_ name: [Character], _ at: Int, _ token: Int) -> Bool {
        let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
        if token == 0 || tokens[token - 1] == "*", at > 0, isDigit(name[at - 1]) { return false }
        guard token + 1 < tokens.count, tokens[token + 1] == "*" else { return true }
        return [0, 4, 6].contains(name[(at + 1)...].prefix(while: isDigit).count)
    }

    private static func day(_ digits: [Character: String]) -> Day? {
        guard let year = digits["\u{1}"].flatMap({ Int($0) }), (1990...2200).contains(year),
            let month = Int(digits["\u{2}"] ?? "12"), (1...12).contains(month)
        else { return nil }
        return Day(
            year: year, month: month, day: Int(digits["\u{3}"] ?? "") ?? Day.length(year: year, month: month))
    }
}
