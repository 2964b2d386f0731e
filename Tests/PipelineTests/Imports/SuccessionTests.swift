import Domain
import Pipeline
import Reports
import Testing

@Suite("Units that merge")
struct SuccessionTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.amend(
            "codes/don_vi.csv",
            adding: """
                H55.250,Xã Cũ Một,xa,H55,,,2026-05-10,H55.252
                H55.251,Xã Cũ Hai,xa,H55,,,2026-05-10,H55.252
                H55.252,Xã Mới,xa,H55,,,,

                """)
        try office.load(
            DossierText.list(
                "Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.250-260402-0001,2,4,02/04/2026",
                "H55.250-260503-0002,2,4,03/05/2026", "H55.251-260404-0001,1,4,04/04/2026",
                "H55.252-260520-0001,1,4,20/05/2026", "H55.252-260521-0002,2,4,21/05/2026"), "2026-06-20")
        try office.load(DossierText.persons("000200000001,2,Đã kích hoạt"), "2026-04-30", unit: "H55.250")
        try office.load(
            DossierText.persons("000200000001,2,Đã kích hoạt", "000200000002,2,Đã kích hoạt"), "2026-06-10",
            unit: "H55.252")
    }

    private func stored(_ unit: String, _ indicator: String, _ period: String, _ kind: String) throws -> [String] {
        try office.rows(
            """
            SELECT numerator, denominator, units_behind FROM indicator_value WHERE indicator = '\(indicator)' AND unit = '\(unit)'
            AND rules IN ('', 'tat-ca', 'danh-sach') AND period = '\(period)' AND period_kind = '\(kind)' AND breakdown = ''
            """)
    }

    @Test(
        "a parent does not count what held in a unit that has ended on a later last day, and counts what flowed there")
    func parent() throws {
        #expect(try stored("H55", "dinh-danh-da-cap", "2026-04", "month") == ["1|1|0"])
        #expect(try stored("H55", "dinh-danh-da-cap", "2026", "year") == ["2|2|0"])
        #expect(try stored("H55", "dinh-danh-da-cap", "2026-06", "ytd") == ["2|2|0"])
        #expect(try stored("H55.250", "dinh-danh-da-cap", "2026", "year") == ["1|1|0"])
        #expect(try stored("H55", "ho-so-truc-tuyen", "2026", "year") == ["3|5|0"])
        #expect(try stored("H55", "ho-so-truc-tuyen", "2026-06", "ytd") == ["3|5|0"])
        #expect(try office.verify() == [])
    }

    @Test("dossiers under the code of a unit that had ended are told")
    func ended() throws {
        try office.load(
            DossierText.list("Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.250-260510-0003,2,4,10/05/2026"),
            "2026-06-21")
        #expect(
            try office.rows("SELECT count, examples FROM check_result WHERE \"check\" = 'unit-ended'")
                == ["1|H55.250 · 2026-05-10 · 2026-05-10"])
        // Nor is it in a period, of the unit or above it.
        #expect(try stored("H55.250", "ho-so-truc-tuyen", "2026", "year") == ["2|2|0"])
        #expect(try stored("H55.250", "ho-so-truc-tuyen", "2026-06", "ytd") == [])
        #expect(try stored("H55", "ho-so-truc-tuyen", "2026", "year") == ["3|5|0"])
        #expect(try stored("H55", "ho-so-truc-tuyen", "2026-06", "ytd") == ["3|5|0"])
    }

    @Test("a value of the parent is traced to as many records as it counts")
    func trace() throws {
        var query = TraceQuery(
            what: "dinh-danh-da-cap", warehouse: office.warehouse, mappings: office.mappings, language: .en)
        (query.unit, query.period, query.kind) = ("H55", "2026", "year")
        #expect(try query().first?.denominator == 2)
    }

    /// Lines of `unit period numerator denominator reason from`, of the default rules.
    private func asOf(_ day: String, _ indicator: String, _ period: String, kind: String? = nil) throws -> [String] {
        var query = ValueQuery(warehouse: office.warehouse, language: .en)
        (query.indicator, query.period, query.kind) = (indicator, period, kind)
        let csv = try UnitsAsOfQuery(query, on: try #require(Day(iso: day)))().csv
        return csv.split(separator: "\r\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[2]) \(cells[7])/\(cells[8]) \(cells[16]) \(cells[17])"
        }
    }

    @Test("are shown under the new unit, each record once")
    func after() throws {
        let sources = "H55.250|H55.251|H55.252"
        #expect(
            try asOf("2026-06-01", "ho-so-truc-tuyen", "2026-05")
                == ["H55 2/3  H55", "H55.252 2/3  \(sources)"])
        #expect(
            try asOf("2026-06-01", "ho-so-truc-tuyen", "2026-04")
                == ["H55 1/2  H55", "H55.252 1/2  H55.250|H55.251"])
        #expect(
            try asOf("2026-06-01", "ho-so-truc-tuyen", "2026-06", kind: "ytd")
                == ["H55 3/5  H55", "H55.252 3/5  H55.252|H55.250|H55.251"])
        #expect(
            try asOf("2026-06-01", "dinh-danh-da-cap", "2026")
                == ["H55 2/2  H55", "H55.252 2/2  H55.252"])
        #expect(
            try asOf("2026-06-01", "dinh-danh-da-cap", "2026-04")
                == ["H55 1/1  H55", "H55.252 1/1  H55.250"])
    }

    @Test("are shown under the old units before the day, and what came later cannot be divided")
    func before() throws {
        #expect(
            try asOf("2026-05-09", "ho-so-truc-tuyen", "2026-04")
                == ["H55 1/2  H55", "H55.250 1/1  H55.250", "H55.251 0/1  H55.251"])
        let late = try asOf("2026-05-09", "ho-so-truc-tuyen", "2026-05")
        #expect(
            late == [
                "H55 2/3  H55", "H55.250 / không tách được H55.250|H55.252*?",
                "H55.251 / không tách được H55.251|H55.252*?",
            ])
    }

    @Test("stand in the crosswalk")
    func crosswalk() throws {
        #expect(
            try office.rows("SELECT * FROM unit_succession") == [
                "H55.250|Xã Cũ Một|2026-05-10|H55.252|Xã Mới|1", "H55.251|Xã Cũ Hai|2026-05-10|H55.252|Xã Mới|1",
            ])
    }
}
