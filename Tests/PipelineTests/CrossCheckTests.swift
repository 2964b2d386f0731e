import Domain
import Foundation
import Reports
import Synthesis
import Testing

@testable import Pipeline

/// The checks of `Mappings/checks/` as runs leave them in the warehouse.
struct CrossCheckTests {
    private let office: Office

    init() throws { office = try Office() }

    private static let columns = "Trạng thái,Ngày tiếp nhận,Ngày kết thúc xử lý,Ngày trả"

    private func results() throws -> [String] {
        try office.rows(#"SELECT "check", count, examples FROM check_result"#)
            .map { $0.replacing(/tep-\d+/, with: "tep") }
    }

    @Test("a corrected file takes its cases away, and those of other units stay")
    func corrected() throws {
        let other = "H55.300-260401-0001"
        try office.load(
            DossierText.list(Self.columns, "9,01/04/2026,,", "\(other),9,01/04/2026,,"), "2026-05-05")
        #expect(try results() == ["finished-without-end|2|tep.csv:2; tep.csv:3"])
        try office.load(DossierText.list(Self.columns, "9,01/04/2026,02/04/2026,"), "2026-05-06")
        #expect(try results() == ["finished-without-end|1|tep.csv:3"])
        try office.load(DossierText.list(Self.columns, "\(other),9,02/04/2026,01/04/2026,"), "2026-05-07")
        #expect(try results() == ["end-before-receipt|1|tep.csv:2"])
        #expect(try office.rows("SELECT max(run) FROM check_result") == ["3"])
    }

    @Test("a rehearsal tells what it would find and leaves the warehouse as it was")
    func rehearsed() throws {
        let path = try office.write(Array(DossierText.list(Self.columns, "9,01/04/2026,,").utf8), suffix: "csv")
        let dry = try office.load([path], asOf: .init(iso: "2026-05-05"), isDryRun: true)
        #expect(dry.checks.map { $0.check } == ["finished-without-end"])
        try office.load(DossierText.list(Self.columns, "9,01/04/2026,03/04/2026,"), "2026-05-04")
        let again = try office.load([path], asOf: .init(iso: "2026-05-05"), isDryRun: true)
        #expect(again.checks.map { $0.check } == ["finished-without-end"])
        #expect(try results() == [])
    }

    @Test("a check that is new, changed or gone is seen by the next run, also without a file")
    func rules() throws {
        try office.load(DossierText.list(Self.columns, "9,01/04/2026,02/04/2026,"), "2026-05-05")
        #expect(try results() == [])
        let new = "title: Q\nseverity: info\nadvice: A\nover: ho_so\n"
        try office.amend("checks/quick.yaml", adding: new + "where: end - ngay_tiep_nhan = 1\n")
        try recompute()
        #expect(try results() == ["quick|1|tep.csv:2"])
        try replace("checks/quick.yaml", "= 1", "= 2")
        try recompute()
        #expect(try results() == [])
        try replace("checks/quick.yaml", "= 2", "< 2")
        try recompute()
        #expect(try results() == ["quick|1|tep.csv:2"])
        try FileManager.default.removeItem(atPath: office.mappings + "/checks/quick.yaml")
        try recompute()
        #expect(try results() == [])
        #expect(try office.rows("SELECT count(*) FROM t_check WHERE name = 'quick'") == ["0"])
        #expect(try office.rows("SELECT count(*) FROM indicator_change") == ["0"])
    }

    @Test("a column is judged in the file that decides it, at its line there, not in a newer file that has it not")
    func decidingFile() throws {
        try office.amend("checks/flag.yaml", adding: "title: F\nseverity: info\nadvice: A\nover: ho_so\n")
        try office.amend(
            "checks/flag.yaml", adding: "counts: {so_hoa_thanh_phan: so_hoa_thanh_phan = 1}\nalways: true\n")
        try office.load(DossierText.list("Trạng thái,Ngày tiếp nhận,Số hóa", "4,01/04/2026,x"), "2026-05-05")
        let judged = ["flag|1|tep.csv:2 (so_hoa_thanh_phan 1/1)"]
        #expect(try results() == judged)
        try office.load("\n\n" + DossierText.list("Trạng thái,Ngày tiếp nhận", "4,01/04/2026"), "2026-05-06")
        #expect(try office.rows("SELECT line FROM r_ho_so") == ["4"])
        #expect(try results() == judged)
        #expect(try office.rows(#"SELECT file FROM check_example"#) == ["tep-1001.csv"])
        try office.load(DossierText.list("Trạng thái,Ngày tiếp nhận,Số hóa", "4,01/04/2026,"), "2026-05-07")
        #expect(try results() == [])
    }

    @Test("a file of several units is judged by all its records")
    func severalUnits() throws {
        try office.amend(
            "checks/flag.yaml",
            adding: "title: F\nseverity: info\nadvice: A\nover: ho_so\nat_least: 3\n"
                + "counts: {so_hoa_thanh_phan: so_hoa_thanh_phan = 1}\nalways: true\n")
        let rows = ["4,01/04/2026,x", "H55.300-260401-0001,4,01/04/2026,x", "H55.300-260401-0002,4,01/04/2026,x"]
        try office.load(DossierText.list("Trạng thái,Ngày tiếp nhận,Số hóa", rows[0], rows[1], rows[2]), "2026-05-05")
        #expect(try results() == ["flag|1|tep.csv:2 (so_hoa_thanh_phan 3/3)"])
    }

    @Test("a check over a kind without indicators is counted all the same")
    func withoutIndicators() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Office.house + "/indicators") {
            try office.amend("indicators/\(name)", adding: "\n")
            try FileManager.default.removeItem(atPath: office.mappings + "/indicators/\(name)")
        }
        try FileManager.default.removeItem(atPath: office.mappings + "/plans")
        try office.load(DossierText.list(Self.columns, "9,01/04/2026,,"), "2026-05-05")
        #expect(try results() == ["finished-without-end|1|tep.csv:2"])
        try office.load(DossierText.list(Self.columns, "9,01/04/2026,02/04/2026,"), "2026-05-06")
        #expect(try results() == [])
    }

    @Test("the rows of a query are its cases: place, number and what else it says")
    func query() throws {
        try office.amend(
            "checks/asked.yaml",
            adding: """
                title: Q
                severity: info
                advice: A
                query: |
                  SELECT l.name AS file, 7 AS line, 4 AS count, r.unit, r.period FROM load l, indicator_value r
                  WHERE r.indicator = 'ho-so-truc-tuyen' AND r.rules = 'tat-ca' AND r.breakdown = '' AND r.period_kind = 'month'
                  AND r.unit = 'H55.242'

                """)
        let list = DossierText.list(Self.columns, "4,01/04/2026,,")
        try office.load(list, "2026-04-05")
        #expect(try results() == ["asked|4|tep.csv:7 (H55.242 · 2026-04)"])
    }

    @Test("a query that SQLite does not take, or that writes, is a mistake with its place")
    func queryMistakes() throws {
        let head = "title: Q\nseverity: info\nadvice: A\nquery: |\n"
        try office.amend("checks/asked.yaml", adding: head + "  SELECT ma_ho_so\n  FROM ho_soo\n")
        try office.amend("checks/comma.yaml", adding: head + "  SELECT ma_ho_so,\n  FROM ho_so\n")
        try office.amend("checks/delete.yaml", adding: head + "  DELETE FROM t_load\n")
        try office.amend("checks/personal.yaml", adding: head + "  SELECT so_dinh_danh FROM dinh_danh\n")
        try office.amend("checks/window.yaml", adding: head + "  SELECT 1 WHERE :start = 1\n")
        let found = try CheckRun(mappings: office.mappings, fixtures: nil, language: .en)().messages
        #expect(
            found.contains { $0.hasPrefix("checks/asked.yaml:") && $0.contains("no such table: ho_soo") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("checks/comma.yaml:6:3: error: the query cannot be run:") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("checks/delete.yaml:5:3: error: the query may only read") }, "\(found)")
        #expect(
            found.contains {
                $0.hasPrefix("checks/personal.yaml:5:3: error: the query names the personal column so_dinh_danh")
            }, "\(found)")
        #expect(found.contains { $0.hasPrefix("checks/window.yaml:5:3: error: the query cannot be run") }, "\(found)")
        #expect(throws: RunFailure.self) { try office.load("Mã hồ sơ\n", "2026-05-05") }
        #expect(!FileManager.default.fileExists(atPath: office.warehouse))
    }

    @Test("what was worth a word in a file is kept by code, with the first line")
    func warnings() throws {
        try office.load(
            DossierText.list(
                "Mã TTHC,Trạng thái,Ngày tiếp nhận", "1.000010,4,01/04/2026", "H55.242-260401-0002,1.00001,4,01/04/2026"
            ),
            "2026-05-05")
        #expect(try office.rows("SELECT code, count, line FROM load_warning") == ["procedure-code-padded|1|3"])
    }

    private func recompute() throws {
        _ = try RecomputeRun(warehouse: office.warehouse, mappings: office.mappings, all: false, language: .en)()
    }

    private func replace(_ file: String, _ old: String, _ new: String) throws {
        let url = URL(fileURLWithPath: office.mappings).appendingPathComponent(file)
        let text = try String(contentsOf: url, encoding: .utf8)
        try Data(text.replacing(old, with: new).utf8).write(to: url)
    }
}
