extension Day {
    /// Day of the week: 1 Monday to 7 Sunday (1970-01-01 was a Thursday).
    package var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

    /// 1 January of year 1 and 31 December 9999: numbers outside are no days.
    package static let first = Day.number(year: 1, month: 1, day: 1)
    /// The last day that the calendar of this program knows.
    package static let last = Day.number(year: 9_999, month: 12, day: 31)

    /// 1 January of the day's year.
    package var yearStart: Day { Day(number: Day.number(year: civil.year, month: 1, day: 1)) }
}
