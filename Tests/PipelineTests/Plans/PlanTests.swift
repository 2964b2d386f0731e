import Domain
import GRDB
import Pipeline
import Testing

@Suite("Plans")
struct PlanTests {
    private let office: Office

    /// A second plan, of another commune, with a target that changes in the middle of the year.
    init() throws {
        office = try Office()
        try office.amend("codes/don_vi.csv", adding: "H55.243,Xã Hai,xa,H55,,,,\n")
        try office.rewrite(
            "plans/xa-hai-2026.yaml",
            as: """
                title: Kế hoạch của xã Hai
                unit: H55.243
                year: 2026
                windows: [report_month]
                targets:
                  - {tt: "1", indicator: kich-hoat-vneid, chi_tieu: Kích hoạt, don_vi_tinh: tài khoản, weight: 2.5}
                  - {tt: "2", indicator: ho-so-truc-tuyen, operator: ">=", target: 50, lead: A, valid: {to: 2026-06-30}}
                  - {tt: "2", indicator: ho-so-truc-tuyen, operator: ">=", target: 80, lead: B, valid: {from: 2026-07-01}}
                  - {tt: "3", indicator: thanh-toan-truc-tuyen, operator: "=", target: 100}

                """)
        try office.load(
            DossierText.list(
                "Kênh thực hiện,Trạng thái,Ngày tiếp nhận,Phí (VNĐ)", "H55.243-260501-0001,2,4,01/05/2026,0",
                "H55.243-260502-0002,1,4,02/05/2026,0", "H55.243-260820-0003,2,4,20/08/2026,0"), "2026-08-31")
    }

    private func results(_ kind: String, _ period: String) throws -> [String] {
        try office.rows(
            """
            SELECT tt, don_vi_tinh, ke_hoach, ket_qua, dat, co_quan_chu_tri, reason FROM plan_result
            WHERE plan = 'xa-hai-2026' AND period_kind = '\(kind)' AND period = '\(period)'
            """)
    }

    @Test("show every target in every period of their unit, in their order, with the target then in force")
    func table() throws {
        #expect(
            try results("month", "2026-05") == [
                "1|tài khoản|-|-|-||chưa có dữ liệu", "2|%|>= 50|50|1|A|-", "3|%|= 100|-|-||mẫu số bằng 0",
            ])
        #expect(try results("month", "2026-08").dropFirst().first == "2|%|>= 80|100|1|B|-")
        // A year holds what was in force on its first day.
        #expect(try results("year", "2026").dropFirst().first == "2|%|>= 50|66|1|A|-")
        let reasons = try results("month", "2026-06").map { String($0.split(separator: "|").last ?? "") }
        #expect(reasons == ["chưa có dữ liệu", "mẫu số bằng 0", "mẫu số bằng 0"])
        let perPeriod = try office.rows(
            """
            SELECT DISTINCT count(*) FROM plan_result WHERE plan = 'xa-hai-2026' GROUP BY period_kind, period
            """)
        #expect(perPeriod == ["3"])
        let kinds = try office.rows(
            "SELECT period_kind, count(*) / 3 FROM plan_result WHERE plan = 'xa-hai-2026' GROUP BY period_kind ORDER BY 1"
        )
        #expect(kinds == ["half|2", "month|4", "quarter|2", "report_month|5", "year|1", "ytd|4"])
    }

    @Test("a unit without any value shows its plan once, for the year")
    func quiet() throws {
        #expect(
            try office.rows(
                """
                SELECT DISTINCT unit, period_kind, period, reason FROM plan_result WHERE plan = 'vinh-thong-2026'
                """) == ["H55.242|year|2026|chưa có dữ liệu"])
    }

    @Test("the value of an indicator shows the target in force, and stays one row")
    func target() throws {
        #expect(
            try office.rows(
                """
                SELECT period, target, met FROM indicator_value WHERE unit = 'H55.243' AND indicator = 'ho-so-truc-tuyen'
                AND rules = 'tat-ca' AND period_kind = 'month' AND breakdown = ''
                """) == ["2026-05|>= 50|1", "2026-06|>= 50|-", "2026-07|>= 80|-", "2026-08|>= 80|1"])
    }

    @Test("are printed for one unit or one after another, also for a period without any value")
    func query() throws {
        var query = PlanQuery(warehouse: office.warehouse, language: .en)
        query.period = "2026-12"
        let rows = try query.rows()
        #expect(
            rows.map(\.plan) == Array(repeating: "vinh-thong-2026", count: 12)
                + Array(repeating: "xa-hai-2026", count: 3))
        #expect(rows.allSatisfy { $0.reason == "chưa có dữ liệu" && $0.rate == nil && $0.met == nil })
        #expect(rows.last?.target == "= 100" && rows.dropLast().last?.target == ">= 80")
        query.unit = "H55.243"
        query.period = nil
        #expect(try query.rows().map(\.period) == ["2026-08", "2026-08", "2026-08"])
        query.period = "2025-05"
        #expect(try query.rows().isEmpty)
    }

    @Test("that ask for report windows later have them then, and no value is said to have changed")
    func windows() throws {
        func count() throws -> [String] {
            try office.rows(
                """
                SELECT count(*) FROM indicator_value WHERE period_kind = 'report_quarter' AND unit = 'H55.243'
                AND indicator = 'ho-so-truc-tuyen' AND rules = 'tat-ca' AND breakdown = ''
                """)
        }
        #expect(try count() == ["0"])
        try office.rewrite(
            "plans/ba.yaml",
            as: """
                title: Kế hoạch của tỉnh
                unit: H55
                year: 2026
                windows: [report_quarter]
                targets: [{indicator: ho-so-truc-tuyen}]

                """)
        try office.recompute()
        #expect(try count() == ["2"])
        #expect(try office.rows("SELECT count(*) FROM indicator_change") == ["0"])
        #expect(try office.verify() == [])
    }

    @Test("of a warehouse that an older version made are not read before it was brought up to date")
    func older() throws {
        try DatabaseQueue(path: office.warehouse).write { try $0.execute(sql: "PRAGMA user_version = 1") }
        do {
            _ = try PlanQuery(warehouse: office.warehouse, language: .en).rows()
            Issue.record("it was read")
        } catch let failure as RunFailure {
            #expect(failure.exitCode == 78 && failure.messages.first?.contains("recompute") == true)
        }
    }
}
