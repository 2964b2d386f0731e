import Domain
import Testing

@Suite("Working days")
struct WorkCalendarTests {
    /// 2025 and 2026 as the holidays were announced.
    static func announced() throws -> WorkCalendar {
        func days(_ list: [String]) throws -> [Day] { try list.map { try #require(Day(iso: $0)) } }
        return WorkCalendar([
            2025: .init(
                off: try days([
                    "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07",
                    "2025-04-30", "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02",
                ]), working: try days(["2025-04-26"])),
            2026: .init(
                off: try days([
                    "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
                    "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02", "2026-11-24",
                ]), working: try days(["2026-01-10", "2026-08-22"])),
        ])
    }

    @Test(
        "days after the first up to and including the last are counted",
        arguments: [
            ("2026-04-13", "2026-04-14", 1), ("2026-04-13", "2026-04-13", 0), ("2026-04-17", "2026-04-20", 1),
            ("2026-04-24", "2026-04-28", 1), ("2026-04-29", "2026-05-04", 1), ("2026-01-09", "2026-01-10", 1),
            ("2026-01-09", "2026-01-11", 1), ("2025-04-25", "2025-04-28", 2), ("2025-12-31", "2026-01-05", 1),
            ("2026-02-13", "2026-02-23", 1), ("2026-04-14", "2026-04-13", -1), ("2026-08-21", "2026-09-03", 7),
        ])
    func counted(from: String, to: String, days: Int64) throws {
        let calendar = try Self.announced()
        let (a, b) = (try #require(Day(iso: from)), try #require(Day(iso: to)))
        #expect(calendar.workingDays(after: a.number, through: b.number) == days)
    }

    @Test("a year has as many working days as a day-by-day count of its weekdays says")
    func wholeYears() throws {
        let calendar = try Self.announced()
        for (year, off, working) in [(2025, 12, 1), (2026, 14, 2)] {
            let first = Day.number(year: year, month: 1, day: 1)
            let last = Day.number(year: year, month: 12, day: 31)
            let weekdays = (first...last).count { Day(number: $0).weekday <= 5 }
            #expect(calendar.workingDays(after: first - 1, through: last) == Int64(weekdays - off + working))
        }
    }

    @Test("a year without a calendar is not guessed, and is named")
    func missing() throws {
        let calendar = try Self.announced()
        let (a, b) = (try #require(Day(iso: "2026-12-30")), try #require(Day(iso: "2027-01-02")))
        #expect(calendar.workingDays(after: a.number, through: b.number) == nil)
        #expect(calendar.missingYear(after: a.number, through: b.number) == 2027)
        #expect(calendar.workingDays(after: a.number, through: a.number + 1) == 1)
        #expect(calendar.missingYear(after: a.number, through: a.number + 1) == nil)
        #expect(WorkCalendar().workingDays(after: 0, through: 1) == nil)
        #expect(WorkCalendar().missingYear(after: 0, through: 1) == 1970)
        #expect(WorkCalendar().workingDays(after: 5, through: 5) == 0)
        #expect(calendar.workingDays(after: .max - 1, through: .max) == nil)
        let gap = WorkCalendar([2024: .init(off: []), 2026: .init(off: [])])
        #expect(gap.workingDays(after: a.number - 700, through: a.number) == nil)
        #expect(gap.missingYear(after: a.number - 700, through: a.number) == 2025)
    }

    @Test("weekdays and the first day of a year hold over centuries")
    func weekdays() throws {
        for (iso, weekday) in [
            ("1970-01-01", 4), ("2026-04-13", 1), ("2024-02-29", 4), ("1900-03-01", 4), ("2000-02-29", 2),
        ] {
            #expect(try #require(Day(iso: iso)).weekday == weekday)
        }
        #expect(try #require(Day(iso: "2024-12-31")).yearStart.iso == "2024-01-01")
        #expect(Day(iso: "2026-02-29") == nil)
    }
}
