extension Window {
    /// Reads `2026-04`, `2026-Q2`, `2026-H1`, `2026-9M` or `2026`; nil where the text is no period, or none of the kind.
    /// Without a kind it is the calendar's (`2026-04` a month); `2026-9M` is always a report.
    package init?(period text: String, kind: PeriodKind? = nil) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let year = Window.digits(parts[0], 4) else { return nil }
        guard parts.count == 2 else {
            self.init(kind ?? .year, year: year)
            guard self.kind == .year || self.kind == .reportYear else { return nil }
            return
        }
        let part = parts[1]
        let number: Int
        let kinds: [PeriodKind]
        if part == "9M" {
            (number, kinds) = (1, [.reportNineMonths])
        } else if part.hasPrefix("Q"), let quarter = Window.digits(part.dropFirst(), 1) {
            (number, kinds) = (quarter, [.quarter, .reportQuarter])
        } else if part.hasPrefix("H"), let half = Window.digits(part.dropFirst(), 1) {
            (number, kinds) = (half, [.half, .reportHalf])
        } else if let month = Window.digits(part, 2) {
            (number, kinds) = (month, [.month, .ytd, .reportMonth])
        } else {
            return nil
        }
        let wanted = kind ?? kinds[0]
        guard kinds.contains(wanted) else { return nil }
        self.init(wanted, year: year, number: number)
    }

    private static func digits(_ text: Substring, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
