import Domain
import Testing

@Suite("Periods as people write them")
struct WrittenPeriodTests {
    @Test(
        "each way to write a period gives its kind and name",
        arguments: [
            ("2026-04", "month 2026-04"), ("04/2026", "month 2026-04"), ("4/2026", "month 2026-04"),
            ("Tháng 4/2026", "month 2026-04"), ("THÁNG 04 NĂM 2026", "month 2026-04"), ("T4/2026", "month 2026-04"),
            ("thang 12-2026", "month 2026-12"), ("Quý II/2026", "quarter 2026-Q2"),
            ("quý 2 năm 2026", "quarter 2026-Q2"),
            ("Q2/2026", "quarter 2026-Q2"), ("2026-Q2", "quarter 2026-Q2"), ("Quý IV năm 2025", "quarter 2025-Q4"),
            ("6 tháng đầu năm 2026", "half 2026-H1"), ("6 tháng năm 2026", "half 2026-H1"),
            ("6 tháng cuối năm 2026", "half 2026-H2"), ("2026-H2", "half 2026-H2"), ("Năm 2026", "year 2026"),
            ("2026", "year 2026"), ("Lũy kế tháng 4/2026", "ytd 2026-04"),
            ("luỹ kế đến hết tháng 4 năm 2026", "ytd 2026-04"),
            ("ytd 2026-04", "ytd 2026-04"), ("report_month 2026-04", "report_month 2026-04"),
            ("report_year 2026", "report_year 2026"), ("report_nine_months 2026-9M", "report_nine_months 2026-9M"),
            ("9 tháng đầu năm 2026", "report_nine_months 2026-9M"), ("report_half 2026-H1", "report_half 2026-H1"),
        ])
    func written(text: String, name: String) throws {
        let window = try #require(Window(written: text))
        #expect(window.name == name)
        #expect(Window(written: name) == window)
    }

    @Test(
        "what is no period, or not one of the kind that is named, is nil",
        arguments: [
            "", "tháng", "Tháng 13/2026", "0/2026", "Quý V/2026", "Quý 5/2026", "2026-Q0", "26", "04/26", "2026-4-1",
            "30/04/2026",
            "20260430", "tháng tư năm 2026", "year 2026-04", "month 2026", "report_half 2026-H2", "6 tháng",
            "Nguyễn Văn A", "2026-2027",
        ])
    func none(text: String) { #expect(Window(written: text) == nil) }
}
