import Domain
import Testing

@testable import Mapping

struct PatternTests {
    @Test(
        "a line above the table tells a day",
        arguments: [
            ("Ngày xuất: {ngay}", "Ngày xuất: 05/05/2026 17:05", "2026-05-05"),
            ("Ngày xuất: {ngay}", "NGAY XUAT 5-5-2026", "2026-05-05"),
            ("Ngày xuất: {ngay}", "Trang 1. Ngày xuất: 05/05/2026", "2026-05-05"),
            ("Ngày xuất: {ngay}", "Ngày xuất: ngày 05 tháng 5 năm 2026", nil),
            ("Ngày xuất: {ngay}", "Ngày xuất: 05 tháng 5 năm 2026", "2026-05-05"),
            ("Ngày xuất: {ngay}", "Ngày xuất khẩu: 05/05/2026", nil),
            ("Ngày xuất: {ngay}", "Ngày xuất: 31/02/2026", nil),
            ("Từ ngày {ngay} đến ngày {ngay}", "(Từ ngày: 01/04/2026 - đến ngày: 30/04/2026)", "2026-04-30"),
            ("Từ ngày {ngay} đến ngày {ngay}", "Từ ngày 1/4/2026 đến ngày 30/4/2026", "2026-04-30"),
            ("Từ ngày {ngay} đến ngày {ngay}", "Từ ngày 01/04/2026", nil),
            ("Tháng {thang} năm {nam}", "DANH SÁCH HỒ SƠ THÁNG 4 NĂM 2026", "2026-04-30"),
            ("Tháng {thang} năm {nam}", "Vĩnh Thông, ngày 05 tháng 5 năm 2026", nil),
            ("Tháng {thang}/{nam}", "Tháng 02/2024", "2024-02-29"),
            ("Tháng {thang} năm {nam}", "Tháng 13 năm 2026", nil),
            ("Quý {quy} năm {nam}", "Quý II năm 2026", "2026-06-30"),
            ("Quý {quy}/{nam}", "Báo cáo quý 1/2026", "2026-03-31"),
            ("Quý {quy}/{nam}", "Quý 5/2026", nil),
            ("báo cáo năm {nam}", "BÁO CÁO NĂM 2025", "2025-12-31"),
            ("{noi}, ngày {ngay}", "Vĩnh Thông, ngày 05 tháng 5 năm 2026", "2026-05-05"),
            ("{noi}, ngày {ngay}", "Thái Nguyên, ngày 05/05/2026", "2026-05-05"),
            ("{noi}, ngày {ngay}", "Từ ngày 01/04/2026 đến ngày 30/04/2026", nil),
            ("{noi}, ngày {ngay}", "Quyết định số 12, ngày 05/05/2026", nil),
            ("{noi}, ngày {ngay}", "Vĩnh Thông, ngày 05/05/2026 đến ngày 06/05/2026", nil),
            ("{noi}, ngày {ngay}", "UBND XÃ\nVĩnh Thông, ngày 5 tháng 5 năm 2026\n", "2026-05-05"),
            ("{noi}, ngày {ngay}", "Vĩnh Thông, ngày    tháng    năm 2026", nil),
            ("Ngày xuất: {ngay}", "Ngày xuất: 2026-05-05 13:30:00", "2026-05-05"),
            ("Ngày xuất: {ngay}", "Ngày xuất: 2026-13-05", nil),
        ] as [(String, String, String?)])
    func titles(_ pattern: String, _ line: String, _ expected: String?) throws {
        #expect(try #require(TitlePattern(pattern)).lastDay(in: line)?.iso == expected)
    }

    @Test("a label and the date in the cell beside it are one line, and each cell is one too")
    func beside() throws {
        let lines = TitlePattern.lines([["DANH SÁCH", "", ""], ["Ngày xuất:", "", "2026-05-05"]])
        #expect(lines == ["DANH SÁCH", "", "", "Ngày xuất:", "", "2026-05-05", "Ngày xuất: 2026-05-05"])
        #expect(try #require(TitlePattern("Ngày xuất: {ngay}")).lastDay(in: lines[6])?.iso == "2026-05-05")
    }

    @Test("a pattern without a hole, or with an unknown one, is none", arguments: ["Ngày xuất", "Ngày {day}", ""])
    func noHole(_ pattern: String) {
        #expect(TitlePattern(pattern) == nil)
    }

    @Test(
        "a file's name tells a day",
        arguments: [
            ("*{yyyy}-{MM}-{dd}*", "vneid-2026-05-05.csv", "2026-05-05"),
            ("*{yyyy}-{MM}-{dd}*", "ho-so-2026-04.csv", nil),
            ("*{yyyy}-{MM}-{dd}*", "2026-02-31.csv", nil),
            ("*{yyyy}{MM}{dd}*", "export_20260505123000.csv", "2026-05-05"),
            ("*{yyyy}{MM}{dd}*", "export_20260505_1230.csv", "2026-05-05"),
            ("*{yyyy}{MM}{dd}*", "export_1746403200123.csv", nil),
            ("*{yyyy}{MM}{dd}*", "ho-so-1000000.csv", nil),
            ("*{yyyy}{MM}{dd}*", "920260505.csv", nil),
            ("*{yyyy}{MM}{dd}*", "202605051.csv", nil),
            ("*{dd}-{MM}-{yyyy}*", "Danh sach 05-05-2026 (1).csv", "2026-05-05"),
            ("*{dd}-{MM}-{yyyy}*", "105-05-2026.csv", nil),
            ("*{yyyy}-{MM}*", "bao-cao-2026-02.csv", "2026-02-28"),
            ("*{yyyy}*", "bao-cao-2025.csv", "2025-12-31"),
        ] as [(String, String, String?)])
    func names(_ pattern: String, _ name: String, _ expected: String?) throws {
        #expect(try #require(NamePattern(pattern)).day(in: name)?.iso == expected)
    }

    @Test("a pattern of names without a year, or with an unknown hole, is none", arguments: ["*{MM}-{dd}*", "*{yy}*"])
    func noYear(_ pattern: String) {
        #expect(NamePattern(pattern) == nil)
    }

    @Test("an ISO day has digits only", arguments: ["+026-01-01", "2026-1-01", "2026-02-30", "2026/01/01", ""])
    func noDay(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test(
        "another shape of keys is digits, letters and itself",
        arguments: [
            ("HS-####", "HS-0123", true), ("HS-####", "HS-012", false), ("@@*", "AB", true), ("@@*", "AB-12", true),
            ("*", "", true), ("HS-*", "XX-1", false),
            ("*-*-##", "a-b-c-12", true), ("*-*-##", "a-b-c-1x", false),
            ("*", String(repeating: "x", count: 101), false),
        ])
    func keys(_ pattern: String, _ text: String, _ fits: Bool) {
        #expect(KeyPattern.fits(text, pattern) == fits)
    }

    @Test(
        "a file's name fits stars and question marks, in any case",
        arguments: [
            ("*.CSV", "ho-so.csv", true), ("ho-so-????.csv", "ho-so-2026.csv", true), ("a*b*c", "axxbyyc", true),
            ("a*b", "axxc", false), ("*", "", true), ("?", "", false),
        ])
    func globs(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(Glob.fits(name, pattern) == fits)
    }

    @Test("several values in a cell are parted outside brackets, each once, without empty ones")
    func split() {
        #expect(
            Split.parts(of: "Công dân, Tổ chức (không bao gồm doanh nghiệp, HTX), ,Công dân", at: ",")
                == ["Công dân", "Tổ chức (không bao gồm doanh nghiệp, HTX)"])
        #expect(Split.parts(of: "\nUBND cấp xã\r\nSở  Tư pháp\n", at: "\n") == ["UBND cấp xã", "Sở Tư pháp"])
        #expect(Split.parts(of: "a, b", at: "") == ["a, b"])
    }
}
