/// The oracle's own calendar: days since 1970-01-01, counted year by year and month by month.
enum OracleDays {
    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(_ year: Int, _ month: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The day of a date; months above 12 run on into the next years.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        var (y, m) = (year, month)
        while m > 12 { (y, m) = (y + 1, m - 12) }
        var days = 0
        for before in 1970..<max(1970, y) { days += isLeap(before) ? 366 : 365 }
        for after in min(1970, y)..<1970 { days -= isLeap(after) ? 366 : 365 }
        for before in 1..<m { days += length(y, before) }
        return days + day - 1
    }

    static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
        var (rest, year) = (number, 1970)
        while rest < 0 {
            year -= 1
            rest += isLeap(year) ? 366 : 365
        }
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        while rest >= length(year, month) {
            rest -= length(year, month)
            month += 1
        }
        return (year, month, rest + 1)
    }

    static func iso(_ number: Int) -> String {
        let (y, m, d) = civil(number)
        return "\(y)-\(two(m))-\(two(d))"
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Whether offices work on the day: Monday to Friday without the holidays, and the make-up Saturdays.
    static func isWorking(_ number: Int) -> Bool {
        let date = iso(number)
        if makeUp.contains(date) { return true }
        return ((number + 3) % 7 + 7) % 7 < 5 && !holidays.contains(date)
    }

    /// Working days behind `from`, up to and with `to`.
    static func workingDays(after from: Int, upTo to: Int) -> Int {
        var count = 0
        for day in stride(from: from + 1, through: to, by: 1) where isWorking(day) { count += 1 }
        return count
    }

    private static let makeUp: Set<String> = ["2025-04-26", "2026-01-10", "2026-08-22"]
    private static let holidays: Set<String> = [
        "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30",
        "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02", "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17",
        "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01",
        "2026-09-02", "2026-11-24",
    ]
}
