/// A period of a kind: its name, its first day S and the day E after its last.
package struct Window: Sendable, Hashable {
    package let kind: PeriodKind
    package let year: Int
    /// Which of the kind in its year, from 1.
    package let number: Int
    /// S.
    package let first: Day
    /// E: the day after the last.
    package let end: Day

    /// Nil where the year has no such window.
    package init?(_ kind: PeriodKind, year: Int, number: Int = 1) {
        // A year less than the calendar's, so that S of a report, in the year before, is a day.
        guard (2...9_998).contains(year), (1...kind.perYear).contains(number) else { return nil }
        self.kind = kind
        self.year = year
        self.number = number
        // Months from January as 0; a report begins in the month before and ends in its own last.
        let from = kind == .ytd ? 0 : (number - 1) * kind.months
        let to = number * kind.months
        if kind.isReport {
            first = Window.day(year, from - 1, 15)
            end = Window.day(year, to - 1, 15)
        } else {
            first = Window.day(year, from, 1)
            end = Window.day(year, to, 1)
        }
    }

    /// The window's period as it is written: `2026-04`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`.
    package var period: String {
        let digits = String(year)
        let text = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch kind {
        case .month, .ytd, .reportMonth: return text + (number < 10 ? "-0\(number)" : "-\(number)")
        case .quarter, .reportQuarter: return text + "-Q\(number)"
        case .half, .reportHalf: return text + "-H\(number)"
        case .reportNineMonths: return text + "-9M"
        case .year, .reportYear: return text
        }
    }

    /// E' = min(E, data_until + 1): the day after the last that the data reaches; nil where the period begins later.
    package func end(dataUntil: Day) -> Day? {
        guard first <= dataUntil else { return nil }
        return min(end, Day(number: dataUntil.number + 1))
    }

    /// Whether a day lies in it.
    package func contains(_ day: Day) -> Bool { first <= day && day < end }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        let years = month < 0 ? -1 : month / 12
        return Day(number: Day.number(year: year + years, month: month - years * 12 + 1, day: day))
    }
}
