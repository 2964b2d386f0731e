extension Window {
    /// Reads a period as people write it in a list of figures: `Tháng 4/2026`, `4/2026`, `Quý II năm 2026`, `6 tháng đầu năm
    /// 2026`, `Năm 2026`, `Lũy kế đến tháng 4/2026`, and the forms of `init(period:)`, which may have the kind's own name before
    /// them (`report_month 2026-04`). Nil where it is none, and never a guess: what two kinds could mean is the calendar's.
    package init?(written text: String) {
        var words = Self.words(text)
        let kind = Self.prefix(&words)
        words.removeAll { $0 == "nam" || $0 == "den" || $0 == "het" }
        guard let form = Self.forms.first(where: { $0.fits(words) }) else { return nil }
        guard let year = Int(words[form.year]), words[form.year].utf8.count == 4 else { return nil }
        let number = form.number.map { Self.number(words[$0]) } ?? form.fixed
        guard let number else { return nil }
        let wanted = kind ?? form.kinds[0]
        guard let fitting = form.kinds.first(where: { $0 == wanted }) else { return nil }
        self.init(fitting, year: year, number: number)
    }

    /// The window that begins and ends on these days; of several the calendar's shortest kind.
    package static func whole(from first: Day, to last: Day) -> Window? {
        let year = last.civil.year
        for kind in PeriodKind.allCases {
            for one in [year, year + 1] {
                for number in 1...kind.perYear {
                    guard let window = Window(kind, year: one, number: number) else { continue }
                    if window.first == first, window.end.number == last.number + 1 { return window }
                }
            }
        }
        return nil
    }

    /// The kind's name and the period, in one text that says both: `month 2026-04`.
    package var name: String { "\(kind.rawValue) \(period)" }

    /// One way to write a period: words as they stand, `#` a number, `Y` a year.
    private struct Form: Sendable {
        let words: [String]
        /// The kinds that it can mean, the calendar's first.
        let kinds: [PeriodKind]
        /// The number where none is written.
        let fixed: Int?

        init(_ text: String, _ kinds: [PeriodKind], fixed: Int? = nil) {
            words = text.split(separator: " ").map(String.init)
            self.kinds = kinds
            self.fixed = fixed
        }

        var year: Int { words.firstIndex(of: "Y") ?? 0 }
        var number: Int? { words.firstIndex(of: "#") }

        func fits(_ other: [String]) -> Bool {
            guard words.count == other.count else { return false }
            return zip(words, other).allSatisfy { word, found in
                switch word {
                case "Y": found.utf8.count == 4 && Int(found) != nil
                case "#": found.utf8.count <= 3 && Window.number(found) != nil
                default: word == found
                }
            }
        }
    }

    private static let forms: [Form] = [
        Form("Y", [.year, .reportYear], fixed: 1),
        Form("# Y", [.month, .ytd, .reportMonth]),
        Form("Y #", [.month, .ytd, .reportMonth]),
        Form("t # Y", [.month, .ytd, .reportMonth]),
        Form("thang # Y", [.month, .ytd, .reportMonth]),
        Form("q # Y", [.quarter, .reportQuarter]),
        Form("quy # Y", [.quarter, .reportQuarter]),
        Form("Y q #", [.quarter, .reportQuarter]),
        Form("Y h #", [.half, .reportHalf]),
        Form("6 thang Y", [.half, .reportHalf], fixed: 1),
        Form("6 thang dau Y", [.half, .reportHalf], fixed: 1),
        Form("6 thang cuoi Y", [.half], fixed: 2),
        Form("Y 9 m", [.reportNineMonths], fixed: 1),
        Form("9 thang Y", [.reportNineMonths], fixed: 1),
        Form("9 thang dau Y", [.reportNineMonths], fixed: 1),
    ]

    /// Words that say the kind before the period; of several that fit the longest.
    private static let prefixes: [(words: [String], kind: PeriodKind)] =
        PeriodKind.allCases.map { (words($0.rawValue), $0) } + [(["luy", "ke"], .ytd)]

    private static func prefix(_ words: inout [String]) -> PeriodKind? {
        let fitting = prefixes.filter { words.starts(with: $0.words) }
        guard let longest = fitting.max(by: { $0.words.count < $1.words.count }) else { return nil }
        words.removeFirst(longest.words.count)
        return longest.kind
    }

    private static func number(_ text: String) -> Int? { roman[text] ?? Int(text) }

    private static let roman = ["i": 1, "ii": 2, "iii": 3, "iv": 4]

    /// Runs of letters, folded, and of digits.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isDigits: Bool?
        for character in text {
            let folded = Fold.key(String(character))
            guard let scalar = folded.unicodeScalars.first else {
                isDigits = nil
                continue
            }
            let isDigit = (0x30...0x39).contains(scalar.value)
            if isDigit == isDigits {
                words[words.count - 1] += folded
            } else {
                words.append(folded)
            }
            isDigits = isDigit
        }
        return words
    }
}
