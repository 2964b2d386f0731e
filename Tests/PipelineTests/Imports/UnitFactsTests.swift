import Domain
import Reports
import Testing

@Suite("Units of a warehouse")
struct UnitFactsTests {
    private let office: Office

    init() throws { office = try Office() }

    private static let columns = "Kênh thực hiện,Trạng thái,Ngày tiếp nhận"

    private func values(_ unit: String, _ period: String, _ indicator: String = "ho-so-truc-tuyen") throws -> [String] {
        try office.rows(
            """
            SELECT numerator, denominator, data_until, units_behind FROM indicator_value WHERE indicator = '\(indicator)'
            AND rules IN ('', 'tat-ca') AND unit = '\(unit)' AND period = '\(period)' AND period_kind = 'month'
            AND breakdown = ''
            """)
    }

    @Test("for which no catalogue speaks have no value of procedures; once one is given they have")
    func catalogue() throws {
        try office.load(DossierText.list(Self.columns, "2,4,01/04/2026"), "2026-04-10")
        #expect(try office.rows("SELECT count(*) FROM indicator_value WHERE indicator LIKE 'tthc-%'") == ["0"])
        let far = DossierText.procedures(("1.000001", "Bộ A"))
        try office.load(far, "2026-04-10", unit: "H55.301")
        #expect(try values("H55.242", "2026-04", "tthc-tren-he-thong") == [])
        #expect(try values("H55.301", "2026-04", "tthc-tren-he-thong") == ["0|0|2026-04-10|0"])
        try office.load(far, "2026-04-11", unit: "H55")
        #expect(try values("H55.242", "2026-04", "tthc-tren-he-thong") == ["0|0|2026-04-10|0"])
        #expect(try office.verify() == [])
    }

    @Test("a unit with a dated successor leaves its parent on that day")
    func successor() throws {
        try office.amend("codes/don_vi.csv", adding: "H55.250,Xã Cũ,xa,H55,,,2026-05-10,H55.242\n")
        let list = DossierText.list(
            Self.columns, "2,4,01/04/2026", "H55.250-260402-0001,2,4,02/04/2026", "H55.250-260509-0001,2,4,09/05/2026",
            "H55.250-260510-0001,2,4,10/05/2026", "H55.242-260511-0001,1,4,11/05/2026")
        try office.load(list, "2026-06-20")
        #expect(try values("H55", "2026-04") == ["2|2|2026-06-20|0"])
        #expect(try values("H55.250", "2026-05") == ["1|1|2026-05-09|0"])
        #expect(try values("H55", "2026-05") == ["1|2|2026-06-20|0"])
        #expect(try values("H55.250", "2026-06") == [])
        #expect(try office.verify() == [])
    }
}
