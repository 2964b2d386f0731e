import Domain
import Testing

@Suite("Windows")
struct WindowTests {
    @Test(
        "each kind has the bounds that the indicators page gives",
        arguments: [
            ("month", "2026-04", "2026-04-01", "2026-05-01"),
            ("month", "2024-02", "2024-02-01", "2024-03-01"),
            ("month", "2026-12", "2026-12-01", "2027-01-01"),
            ("quarter", "2026-Q2", "2026-04-01", "2026-07-01"),
            ("quarter", "2026-Q4", "2026-10-01", "2027-01-01"),
            ("half", "2026-H1", "2026-01-01", "2026-07-01"),
            ("half", "2026-H2", "2026-07-01", "2027-01-01"),
            ("year", "2026", "2026-01-01", "2027-01-01"),
            ("ytd", "2026-04", "2026-01-01", "2026-05-01"),
            ("ytd", "2026-12", "2026-01-01", "2027-01-01"),
            ("report_month", "2026-04", "2026-03-15", "2026-04-15"),
            ("report_month", "2026-01", "2025-12-15", "2026-01-15"),
            ("report_quarter", "2026-Q2", "2026-03-15", "2026-06-15"),
            ("report_quarter", "2026-Q1", "2025-12-15", "2026-03-15"),
            ("report_half", "2026-H1", "2025-12-15", "2026-06-15"),
            ("report_nine_months", "2026-9M", "2025-12-15", "2026-09-15"),
            ("report_year", "2026", "2025-12-15", "2026-12-15"),
        ])
    func bounds(kind: String, period: String, first: String, end: String) throws {
        let kind = try #require(PeriodKind(rawValue: kind))
        let window = try #require(Window(period: period, kind: kind))
        #expect(window.first.iso == first)
        #expect(window.end.iso == end)
        #expect(window.period == period)
        #expect(window.kind == kind)
    }

    @Test("a period without a kind is the calendar's")
    func calendarKinds() {
        #expect(Window(period: "2026-04")?.kind == .month)
        #expect(Window(period: "2026-Q2")?.kind == .quarter)
        #expect(Window(period: "2026-H1")?.kind == .half)
        #expect(Window(period: "2026")?.kind == .year)
        #expect(Window(period: "2026-9M")?.kind == .reportNineMonths)
    }

    @Test(
        "what is no period is refused",
        arguments: [
            "", "2026-13", "2026-00", "2026-4", "2026-Q5", "2026-Q0", "2026-H3", "26-04", "2026-04-01", "+026",
            "2026-9m",
        ])
    func refused(text: String) { #expect(Window(period: text) == nil) }

    @Test("a period of another kind's form is refused, and there is no second half of reports")
    func wrongKind() {
        #expect(Window(period: "2026-04", kind: .quarter) == nil)
        #expect(Window(period: "2026", kind: .month) == nil)
        #expect(Window(period: "2026-H2", kind: .reportHalf) == nil)
        #expect(Window(period: "2026-Q2", kind: .reportQuarter) != nil)
    }

    @Test("a window is cut the day after its data, and has no value when it begins later")
    func cut() throws {
        let window = try #require(Window(period: "2026-04"))
        #expect(window.end(dataUntil: try day("2026-03-31")) == nil)
        #expect(try window.end(dataUntil: day("2026-04-01")) == day("2026-04-02"))
        #expect(try window.end(dataUntil: day("2026-04-29")) == day("2026-04-30"))
        #expect(try window.end(dataUntil: day("2026-04-30")) == day("2026-05-01"))
        #expect(try window.end(dataUntil: day("2026-08-30")) == day("2026-05-01"))
    }

    @Test("history goes from the window of the first event to the last that begins by data_until")
    func history() throws {
        func periods(_ kind: PeriodKind, _ first: String, _ until: String) throws -> [String] {
            try Window.history([kind], firstEvent: day(first), dataUntil: day(until)).map(\.period)
        }
        #expect(try periods(.month, "2026-02-28", "2026-04-01") == ["2026-02", "2026-03", "2026-04"])
        #expect(try periods(.month, "2026-03-01", "2026-03-31") == ["2026-03"])
        #expect(try periods(.quarter, "2026-03-31", "2026-06-30") == ["2026-Q1", "2026-Q2"])
        #expect(try periods(.half, "2026-03-31", "2026-06-30") == ["2026-H1"])
        #expect(try periods(.year, "2025-12-31", "2026-01-01") == ["2025", "2026"])
        #expect(try periods(.ytd, "2026-02-01", "2026-04-01") == ["2026-02", "2026-03", "2026-04"])
        #expect(try periods(.ytd, "2026-02-01", "2026-03-31") == ["2026-02", "2026-03"])
        #expect(try periods(.reportMonth, "2026-03-14", "2026-04-14") == ["2026-03", "2026-04"])
        #expect(try periods(.reportMonth, "2026-03-15", "2026-04-15") == ["2026-04", "2026-05"])
        #expect(try periods(.reportMonth, "2026-12-01", "2026-12-15") == ["2026-12", "2027-01"])
        #expect(try periods(.reportQuarter, "2026-03-14", "2026-03-14") == ["2026-Q1"])
        #expect(try periods(.reportHalf, "2026-06-14", "2026-12-14") == ["2026-H1"])
        #expect(try periods(.reportHalf, "2026-06-15", "2026-12-14") == [])
        #expect(try periods(.reportNineMonths, "2026-01-01", "2026-12-15") == ["2026-9M", "2027-9M"])
        #expect(try periods(.reportYear, "2025-12-15", "2026-12-14") == ["2026"])
        #expect(try periods(.year, "2010-01-01", "2026-06-01") == ["2023", "2024", "2025", "2026"])
        #expect(try periods(.month, "2026-05-01", "2026-04-01") == [])
    }

    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
}
