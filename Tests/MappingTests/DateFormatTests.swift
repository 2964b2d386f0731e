import Domain
import Testing

@testable import Mapping

struct DateFormatTests {
    /// What the forms read, tried in their order: an ISO day, "none" for no such day, "other" for another form.
    private func read(_ text: String, _ patterns: [String]) throws -> String {
        var isNoDay = false
        for pattern in patterns {
            let format = try #require(DateFormat(pattern))
            let bytes = Array(text.utf8)
            switch format.read(bytes, from: 0, to: bytes.count) {
            case .day(let day): return Day(number: day).iso
            case .noSuchDay: isNoDay = true
            case .otherForm: continue
            }
        }
        return isNoDay ? "none" : "other"
    }

    private static let list = ["dd/MM/yyyy[ HH:mm[:ss]]", "d/M/yyyy[ H:mm[:ss]]", "excel", "yyyy"]

    @Test(
        "lists read a day, day first, with or without a time",
        arguments: [
            ("15/04/2026", "2026-04-15"), ("15/04/2026 08:30", "2026-04-15"), ("15/04/2026 08:30:59", "2026-04-15"),
            ("5/4/2026", "2026-04-05"), ("5/4/2026 7:05", "2026-04-05"), ("31/02/2026", "none"),
            ("29/02/2024", "2024-02-29"), ("29/02/2026", "none"), ("04/15/2026", "none"), ("45658", "2025-01-01"),
            ("45658.75", "2025-01-01"), ("1960", "1960-01-01"), ("19", "other"), ("15/04/26", "other"),
            ("15/04/2026 25:00", "none"), ("15/04/2026 ", "other"), ("giữa tháng", "other"), ("15/04/2026x", "other"),
            ("15/04/2026 08:3", "other"), ("", "other"), ("99999999999999999999", "other"), ("0/4/2026", "none"),
            ("01/01/0001", "none"), ("02/04/0202", "none"), ("31/12/1899", "none"), ("31/12/2199", "2199-12-31"),
        ])
    func lists(_ text: String, _ expected: String) throws {
        #expect(try read(text, Self.list) == expected)
    }

    @Test(
        "a stamp with an offset is shifted to local time before its day is taken",
        arguments: [
            ("2026-04-14T17:00:00Z", "2026-04-15"), ("2026-04-14T16:59:59Z", "2026-04-14"),
            ("2026-04-15T00:30:00+0700", "2026-04-15"), ("2026-04-15T00:30:00.123+07:00", "2026-04-15"),
            ("2026-04-15T00:30:00+09", "2026-04-14"), ("2026-04-15", "2026-04-15"),
            ("2026-04-15T23:00:00-05:00", "2026-04-16"), ("2026-04-15T00:30:00+99", "other"),
            ("0000-00-00T00:00:00.000+0700", "none"), ("2026-04-15T00:30:00", "2026-04-15"),
        ])
    func offsets(_ text: String, _ expected: String) throws {
        #expect(try read(text, ["yyyy-MM-dd[THH:mm:ss[.SSS][Z]]"]) == expected)
    }

    @Test(
        "the synchronisation's stamps are read",
        arguments: [
            ("20260415083000", "2026-04-15"), ("20260415", "2026-04-15"), ("20260231080000", "none"),
            ("2026041508300", "other"), ("202604150830000", "other"),
        ])
    func stamps(_ text: String, _ expected: String) throws {
        #expect(try read(text, ["yyyyMMddHHmmss", "yyyyMMdd"]) == expected)
    }

    @Test(
        "a pattern whose letters mean nothing is none",
        arguments: ["dd/MM/yy", "DD/MM/YYYY", "dd/MM/yyyy[", "q", "]", "HH:mm", "Mã"])
    func nothing(_ pattern: String) {
        #expect(DateFormat(pattern) == nil)
    }

    @Test("people see the form without what may be missing")
    func shown() throws {
        #expect(try #require(DateFormat("dd/MM/yyyy[ HH:mm]")).shown == "dd/MM/yyyy")
    }
}

@Suite("Forms of dates that are slips")
struct DateFormatSlipTests {
    @Test(
        "a day without its month, or minutes without their hour, is no form: mm is minutes",
        arguments: ["dd/mm/yyyy", "d-yyyy", "dd/MM/yyyy mm"])
    func slips(_ pattern: String) {
        #expect(DateFormat(pattern) == nil)
    }

    @Test(
        "blanks of any kind and number between day and time are one",
        arguments: [
            "01/04/2026\u{A0}08:30", "01/04/2026\u{202F}08:30", "01/04/2026  08:30:00", "01/04/2026\n08:30",
            "01/04/2026 \r\n 08:30", "01/04/2026\t08:30", "\u{A0}01/04/2026 \u{200B}08:30\u{FEFF}",
            "1/4/2026\u{3000}8:30",
        ])
    func blanks(_ text: String) throws {
        let header = "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"
        let outcome = try Rig.load(
            header + "H55.242-260401-0001,Đang xử lý,\"\(text)\",05/04/2026,\n", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.lines.first?.contains("\"ngay_tiep_nhan\":\"2026-04-01\"") == true, "\(outcome.lines)")
    }
}
