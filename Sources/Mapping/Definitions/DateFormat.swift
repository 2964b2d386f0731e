import Domain

/// A declared form of dates, compiled: `dd/MM/yyyy[ HH:mm[:ss]]`, `yyyyMMddHHmmss`, `yyyy-MM-dd'T'HH:mm:ss.SSSZ`,
/// `excel` (serial days), `yyyy` (a year alone counts from its 1 January).
///
/// `d`, `M`, `H` take one or two digits, `dd`, `MM`, `yyyy`, `HH`, `mm`, `ss` just as many as they have letters, `S` any
/// digits of a fraction, `Z` an offset (`Z`, `+07`, `+0700`, `+07:00`). What stands in `[…]` may be missing. A stamp with an
/// offset is shifted to UTC+7 before its day is taken (domain.md, 3.4). Day first, always.
package struct DateFormat: Sendable, Equatable {
    enum Token: Sendable, Equatable {
        case digits(Part, least: Int, most: Int)
        case literal(UInt8)
        case fraction
        case offset
        /// `[`: where to go on when the rest up to the matching `]` is not there.
        case option(end: Int)
        case endOption
    }

    enum Part: Sendable { case year, month, day, hour, minute, second }

    /// What a text is under the format.
    enum Reading: Equatable {
        case day(Int64)
        /// It has the form, and no such day exists.
        case noSuchDay
        case otherForm
    }

    /// As the YAML writes it.
    package let pattern: String
    let tokens: [Token]

    /// A compiled pattern, or nil where a letter means nothing.
    package init?(_ pattern: String) {
        self.pattern = pattern
        guard let tokens = Self.compile(Array(pattern.utf8)), Self.isWhole(tokens) else { return nil }
        self.tokens = tokens
    }

    /// How it is shown to people: `dd/MM/yyyy`, without the optional parts.
    package var shown: String {
        switch pattern {
        case "excel": "số ngày Excel"
        default: String(pattern.prefix { $0 != "[" })
        }
    }

    private static func compile(_ pattern: [UInt8]) -> [Token]? {
        if pattern == Array("excel".utf8) { return [] }
        var tokens: [Token] = []
        var open: [Int] = []
        var at = 0
        while at < pattern.count {
            let letter = pattern[at]
            var run = 1
            while at + run < pattern.count, pattern[at + run] == letter { run += 1 }
            switch letter {
            case UInt8(ascii: "y"), UInt8(ascii: "M"), UInt8(ascii: "d"), UInt8(ascii: "H"), UInt8(ascii: "m"),
                UInt8(ascii: "s"):
                guard let part = part(letter), run == 1 || run == 2 || (letter == UInt8(ascii: "y") && run == 4) else {
                    return nil
                }
                if letter == UInt8(ascii: "y"), run != 4 { return nil }
                tokens.append(.digits(part, least: run, most: run == 1 ? 2 : run))
                at += run
            case UInt8(ascii: "S"):
                tokens.append(.fraction)
                at += run
            case UInt8(ascii: "Z"):
                tokens.append(.offset)
                at += run
            case UInt8(ascii: "["):
                open.append(tokens.count)
                tokens.append(.option(end: -1))
                at += 1
            case UInt8(ascii: "]"):
                guard let start = open.popLast() else { return nil }
                tokens[start] = .option(end: tokens.count + 1)
                tokens.append(.endOption)
                at += 1
            case UInt8(ascii: "'"):
                guard let close = pattern[(at + 1)...].firstIndex(of: letter) else { return nil }
                tokens += pattern[(at + 1)..<close].map { .literal($0) }
                at = close + 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard letter == UInt8(ascii: "T") else { return nil }
                tokens.append(.literal(letter))
                at += 1
            default:
                tokens.append(.literal(letter))
                at += 1
            }
        }
        let hasYear = tokens.contains { if case .digits(.year, _, _) = $0 { true } else { false } }
        return open.isEmpty && hasYear ? tokens : nil
    }

    /// A day without its month and minutes without their hour are a slip: `mm` is minutes, `MM` the month.
    private static func isWhole(_ tokens: [Token]) -> Bool {
        func has(_ part: Part) -> Bool {
            tokens.contains { if case .digits(part, _, _) = $0 { true } else { false } }
        }
        return tokens.isEmpty || (has(.month) || !has(.day)) && (has(.hour) || !has(.minute))
    }

    private static func part(_ letter: UInt8) -> Part? {
        switch letter {
        case UInt8(ascii: "y"): .year
        case UInt8(ascii: "M"): .month
        case UInt8(ascii: "d"): .day
        case UInt8(ascii: "H"): .hour
        case UInt8(ascii: "m"): .minute
        case UInt8(ascii: "s"): .second
        default: nil
        }
    }
}
