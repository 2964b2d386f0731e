/// Working days by year: Monday to Friday, less the holidays, with the Saturdays that make up for them
/// (`Mappings/calendars/`). A year without an entry is not guessed.
package struct WorkCalendar: Sendable, Equatable {
    /// What a year has beside its weekends.
    package struct Year: Sendable, Equatable {
        /// Days off, weekends among them or not.
        package var off: [Day]
        /// Weekend days that are worked.
        package var working: [Day]

        package init(off: [Day], working: [Day] = []) {
            self.off = off
            self.working = working
        }
    }

    /// Number of the day before the first that is known.
    private let before: Int64
    /// Working days after `before` up to and including `before + index`.
    private let worked: [Int32]
    /// The same for days of years without an entry.
    private let unsaid: [Int32]

    /// The calendar of these years.
    package init(_ years: [Int: Year] = [:]) {
        guard let first = years.keys.min(), let last = years.keys.max(), (1...9_999).contains(first),
            (1...9_999).contains(last)
        else {
            (before, worked, unsaid) = (0, [0], [0])
            return
        }
        before = Day.number(year: first, month: 1, day: 1) - 1
        var worked: [Int32] = [0]
        var unsaid: [Int32] = [0]
        var number = before
        for year in first...last {
            let entry = years[year]
            let off = Set(entry?.off ?? [])
            let working = Set(entry?.working ?? [])
            let days = Day.number(year: year, month: 12, day: 31) - Day.number(year: year, month: 1, day: 1) + 1
            for _ in 0..<days {
                number += 1
                let day = Day(number: number)
                let works = working.contains(day) || (day.weekday <= 5 && !off.contains(day))
                worked.append(worked[worked.count - 1] + (works && entry != nil ? 1 : 0))
                unsaid.append(unsaid[unsaid.count - 1] + (entry == nil ? 1 : 0))
            }
        }
        self.worked = worked
        self.unsaid = unsaid
    }

    /// Working days after `a` up to and including `b`, negative where `b` is before `a`; nil where a year that this needs
    /// has no entry (`missingYear`).
    package func workingDays(after a: Int64, through b: Int64) -> Int64? {
        let (low, high) = a <= b ? (a, b) : (b, a)
        guard low < high else { return 0 }
        guard low >= before, high < before + Int64(worked.count) else { return nil }
        let (from, to) = (Int(low - before), Int(high - before))
        guard unsaid[to] == unsaid[from] else { return nil }
        let count = Int64(worked[to] - worked[from])
        return a <= b ? count : -count
    }

    /// The first year without an entry that the answer needs; nil where none is missing, or a day is no real one.
    package func missingYear(after a: Int64, through b: Int64) -> Int? {
        let (low, high) = (min(a, b), max(a, b))
        guard low < high, low >= Day.first, high <= Day.last else { return nil }
        for year in Day(number: low + 1).civil.year...Day(number: high).civil.year {
            let start = Day.number(year: year, month: 1, day: 1) - before
            guard start >= 1, start < Int64(worked.count), unsaid[Int(start)] == unsaid[Int(start) - 1] else {
                return year
            }
        }
        return nil
    }

    /// Whether work is done on a day; nil where its year has no entry.
    package func isWorking(_ day: Day) -> Bool? {
        guard let count = workingDays(after: day.number - 1, through: day.number) else { return nil }
        return count == 1
    }
}
