import Domain
import Pipeline
import Reports
import Testing

@Suite("Rules that change")
struct VersionTests {
    private let office: Office

    init() throws {
        office = try Office()
        try indicator("numerator: kenh = 2\n")
        try office.load(
            DossierText.list(
                "Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.242-260401-0001,2,4,01/04/2026",
                "H55.242-260402-0002,1,4,02/04/2026", "H55.242-260403-0003,3,4,03/04/2026",
                "H55.242-260701-0004,2,4,01/07/2026", "H55.242-260702-0005,3,4,02/07/2026"), "2026-07-31")
    }

    /// The indicator `kenh-khac`, counted over received dossiers.
    private func indicator(_ text: String) throws {
        try office.rewrite(
            "indicators/kenh-khac.yaml",
            as: """
                title: Hồ sơ không nộp trực tiếp
                over: ho_so
                shape: flow
                day: ngay_tiep_nhan
                denominator: received
                \(text)
                """)
    }

    private func value(_ period: String) throws -> [String] {
        try office.rows(
            """
            SELECT numerator || '/' || denominator FROM indicator_value WHERE indicator = 'kenh-khac' AND unit = 'H55.242'
            AND breakdown = '' AND period = '\(period)' AND period_kind <> 'ytd'
            """)
    }

    private func changes(since run: Int64) throws -> [String] {
        try office.rows(
            """
            SELECT period_kind, period, before, after, cause FROM indicator_change WHERE unit = 'H55.242' AND run > \(run)
            AND indicator = 'kenh-khac' ORDER BY 1, 2
            """)
    }

    private static let dated = """
        versions:
          - {valid: {to: 2026-06-30}, numerator: kenh = 2}
          - {valid: {from: 2026-07-01}, numerator: "kenh IN (2, 3)"}

        """

    @Test("a new version by its date leaves old periods alone and logs those that moved")
    func version() throws {
        try indicator(Self.dated)
        let report = try office.recompute()
        #expect(report.warnings.isEmpty)
        #expect(try value("2026-04") == ["1/3"])
        #expect(try value("2026-07") == ["2/2"])
        #expect(try value("2026") == ["2/5"])
        #expect(
            try changes(since: 1) == [
                "half|2026-H2|1/2|2/2|definition", "month|2026-07|1/2|2/2|definition",
                "quarter|2026-Q3|1/2|2/2|definition",
            ])
        var query = TraceQuery(
            what: "kenh-khac", warehouse: office.warehouse, mappings: office.mappings, language: .en)
        (query.unit, query.period) = ("H55.242", "2026-07")
        #expect(try query().first?.numerator == 2)
        #expect(try office.verify() == [])
    }

    @Test("an edit in place moves old periods and says so; a date that opens a gap takes values away")
    func edited() throws {
        try indicator(Self.dated)
        try office.recompute()
        try indicator(Self.dated.replacing("numerator: kenh = 2", with: "numerator: kenh = 1"))
        let report = try office.recompute()
        #expect(report.warnings.map(\.code) == ["definition-edited"])
        let moved = try changes(since: 2)
        #expect(moved.contains("quarter|2026-Q2|1/3|1/3|definition") == false)
        #expect(moved.contains("year|2026|2/5|1/5|definition"))
        try indicator(Self.dated.replacing("from: 2026-07-01", with: "from: 2026-08-01"))
        try office.recompute()
        #expect(try value("2026-07") == [])
        #expect(try changes(since: 3).contains("month|2026-07|2/2|-|definition"))
        try indicator(Self.dated)
        try office.recompute()
        #expect(try changes(since: 4).contains("month|2026-07|-|2/2|definition"))
    }

    @Test("a target that is edited in place is told with both, one with a day of its own is not")
    func retargeted() throws {
        func plan(_ targets: String) throws -> [String] {
            try office.rewrite(
                "plans/xa.yaml",
                as: "title: Kế hoạch\nunit: H55.242\nyear: 2026\ntargets:\n" + targets)
            return try office.recompute().warnings.map(\.found)
        }
        func line(_ target: Int, _ valid: String = "") -> String {
            "  - {tt: \"1\", indicator: kenh-khac, chi_tieu: Nộp khác, operator: \">=\", target: \(target)\(valid)}\n"
        }
        #expect(try plan(line(50)).isEmpty)
        #expect(try plan(line(60)) == ["plans/xa, TT 1: >= 50 → >= 60"])
        #expect(try plan(line(60)).isEmpty)
    }

    @Test(
        "a threshold of the index that is edited in place is told where points move, one with a day of its own is not")
    func threshold() throws {
        func points(_ full: String) throws -> [String] {
            try office.rewrite(
                "indexes/diem.yaml",
                as: """
                    title: Điểm
                    unit_of_measure: điểm
                    groups:
                      mot: {title: Một, components: {khac: {title: Khác, maximum: 10, share: kenh-khac, \(full)}}}
                    """)
            return try office.recompute().warnings.filter { $0.code == "definition-edited" }.map(\.found)
        }
        #expect(try points("full_from: [{share: 0.5}]").isEmpty)
        #expect(try points("full_from: [{to: 2026-06-30, share: 0.5}, {from: 2026-07-01, share: 0.9}]").isEmpty)
        #expect(
            try points("full_from: [{to: 2026-06-30, share: 0.5}, {from: 2026-07-01, share: 0.8}]")
                == ["diem, khac, 2026-07-01"])
        #expect(try points("full_from: [{share: 0.7}]") == ["diem, khac, …", "diem, khac, 2026-07-01"])
    }

    @Test("a date that is set while the formula before it is edited hides nothing")
    func hidden() throws {
        try indicator(Self.dated.replacing("numerator: kenh = 2", with: "numerator: kenh = 1"))
        #expect(try office.recompute().warnings.map(\.code) == ["definition-edited"])
        #expect(try changes(since: 1).contains("ytd|2026-07|2/5|1/5|definition"))
    }

    @Test("a breakdown that comes before the others moves nothing")
    func breakdown() throws {
        try indicator("numerator: kenh = 2\nby: [trang_thai]\norder: 1\n")
        let before = try office.rows("SELECT count(*) FROM indicator_change")
        try office.recompute()
        let others = try office.rows(
            "SELECT DISTINCT indicator, breakdown FROM indicator_change WHERE indicator <> 'kenh-khac'")
        #expect(others == [], "\(before)")
    }

    @Test("a late file that opens an earlier period is logged, a newer period is not")
    func appears() throws {
        try office.load(
            DossierText.list("Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.242-260301-0009,2,4,01/03/2026"),
            "2026-08-31")
        #expect(
            try office.rows(
                """
                SELECT h.period, h.before, h.after, l.name IS NOT NULL FROM indicator_change h JOIN load l ON l.load = h.load
                WHERE h.unit = 'H55.242' AND h.indicator = 'kenh-khac' AND h.period_kind = 'month'
                """) == ["2026-03|-|1/1|1"])
        let table = try HistoryQuery(ValueQuery(warehouse: office.warehouse, language: .en)).table()
        #expect(table.columns.prefix(4) == ["unit", "indicator", "rules", "period_kind"])
        #expect(table.rows.contains { $0[4] == "2026-03" && $0[7] == nil && $0[8] == "1/1" && $0[11] == "file" })
    }

    @Test("a label outside its dates is not known, and the advice names them")
    func codes() throws {
        try office.rewrite(
            "codes/kenh.csv",
            as: """
                label,code,note,valid_from,valid_to
                Trực tiếp,1,,,
                Trực tuyến,2,,,
                Bưu chính,3,,,
                Kiosk,1,,,2026-06-30
                Kiosk,2,,2026-07-01,
                Đại lý,3,,,2026-06-30

                """)
        let list = DossierText.list(
            "Kênh thực hiện,Trạng thái,Ngày tiếp nhận", "H55.250-260401-0001,Kiosk,4,01/04/2026",
            "H55.250-260401-0002,Đại lý,4,01/04/2026")
        #expect(try office.load(list, "2026-06-30", unit: "H55.250").counts?.new == 2)
        #expect(try office.rows("SELECT DISTINCT kenh FROM ho_so WHERE don_vi = 'H55.250' ORDER BY 1") == ["1", "3"])
        #expect(try office.load(list, "2026-07-01", unit: "H55.250").counts?.rejected == 1)
        #expect(try office.rows("SELECT kenh FROM ho_so WHERE ma_ho_so = 'H55.250-260401-0001'") == ["2"])
        let advice = try office.rows("SELECT advice FROM reject WHERE code = 'code-unknown'").first ?? ""
        #expect(advice.contains("Đại lý (… 2026-06-30)"), "\(advice)")
    }
}
