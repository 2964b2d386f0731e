import Foundation
import Testing

/// The first indicator of `Mappings/README.md`, written down word for word, beside all others.
struct FirstIndicatorTests {
    private static func example() throws -> String {
        let page = try String(contentsOfFile: Office.house + "/README.md", encoding: .utf8)
        let start = try #require(page.range(of: "# indicators/ho-so-buu-chinh.yaml\n"))
        let end = try #require(page[start.upperBound...].range(of: "```"))
        return String(page[start.upperBound..<end.lowerBound])
    }

    @Test("it is counted, and leaves every other value, the form and the log alone")
    func beside() throws {
        let office = try Office()
        try office.amend("indicators/ho-so-buu-chinh.yaml", adding: Self.example())
        try office.load(
            DossierText.list(
                "Lĩnh vực,Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.242-260401-0001,Y tế,3,4,01/04/2026",
                "H55.242-260402-0002,Y tế,1,4,02/04/2026", "H55.242-260403-0003,Đất đai,1,4,03/04/2026"), "2026-04-30")
        #expect(
            try office.rows(
                """
                SELECT breakdown_value, numerator, denominator FROM indicator_value WHERE indicator = 'ho-so-buu-chinh'
                AND unit = 'H55.242' AND period = '2026-04' AND period_kind = 'month' AND breakdown IN ('', 'linh_vuc') ORDER BY 1
                """) == ["|1|3", "Y tế|1|2", "Đất đai|0|1"])
        #expect(
            try office.rows(
                """
                SELECT linh_vuc, c3 FROM form_06a WHERE unit = 'H55.242' AND period = '2026-04' AND period_kind = 'month'
                ORDER BY 1
                """) == ["|3", "Y tế|2", "Đất đai|1"])
        #expect(try office.verify() == [])
        try office.rewrite(
            "indicators/ho-so-buu-chinh.yaml", as: Self.example().replacing("kenh = 3", with: "kenh IN (1, 3)"))
        try office.recompute()
        #expect(
            try office.rows("SELECT DISTINCT indicator FROM indicator_change WHERE before IS NOT NULL")
                == ["ho-so-buu-chinh"])
        #expect(try office.rows("SELECT 1 FROM indicator_change WHERE (before IS NULL) <> (after IS NULL)") == [])
    }
}
