/// A calendar day as the number of days since 1970-01-01 (proleptic Gregorian), with the arithmetic of Howard Hinnant's
/// `days_from_civil`.
package struct CivilDay: Sendable, Hashable, Comparable, Strideable {
    /// Days since 1970-01-01.
    package var number: Int

    /// The day of that number.
    package init(_ number: Int) {
        self.number = number
    }

    /// The day of a date that exists; months beyond 12 run into the years after.
    package init(year: Int, month: Int, day: Int) {
        let months = year * 12 + month - 1
        let (y0, m) = (Self.floorDivide(months, 12), months - Self.floorDivide(months, 12) * 12 + 1)
        let y = m <= 2 ? y0 - 1 : y0
        let era = Self.floorDivide(y, 400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that `yyyy-MM-dd` names, or nil where there is no such day.
    package init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]),
            (1...9999).contains(y), (1...12).contains(m), (1...31).contains(d)
        else { return nil }
        self.init(year: y, month: m, day: d)
        guard civil == (y, m, d) else { return nil }
    }

    /// Year, month and day of the month.
    package var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = Self.floorDivide(z, 146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }

    /// `yyyy-MM-dd`.
    package var iso: String {
        let (y, m, d) = civil
        return "\(y)-\(m < 10 ? "0" : "")\(m)-\(d < 10 ? "0" : "")\(d)"
    }

    /// `dd/MM/yyyy`.
    package var slashed: String {
        let (y, m, d) = civil
        return "\(d < 10 ? "0" : "")\(d)/\(m < 10 ? "0" : "")\(m)/\(y)"
    }

    /// 0 Monday to 6 Sunday.
    package var weekday: Int {
        let n = (number + 3) % 7
        return n < 0 ? n + 7 : n
    }

    /// The day itself, or the Monday after it. Holidays are no matter here: offices do receive dossiers on odd days.
    package var onWorkday: CivilDay {
        weekday < 5 ? self : CivilDay(number + 7 - weekday)
    }

    /// The first day of the month after this day's.
    package var nextMonth: CivilDay {
        let (y, m, _) = civil
        return CivilDay(year: y, month: m + 1, day: 1)
    }

    /// Earlier is less.
    package static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }

    /// Days from here to there.
    package func distance(to other: CivilDay) -> Int { other.number - number }

    /// So many days on.
    package func advanced(by days: Int) -> CivilDay { CivilDay(number + days) }

    private static func floorDivide(_ a: Int, _ b: Int) -> Int {
        a >= 0 ? a / b : -((b - 1 - a) / b)
    }
}
