import Domain
import Testing

@testable import Mapping

/// The files of `checks/`, and placeholders of identity numbers.
struct CheckRulesTests {
    private static let records = """
        title: A
        description: A
        key: [ma]
        unit: don_vi
        columns:
          ma: {type: word, title: Mã}
          don_vi: {type: unit, title: Đơn vị}
          ngay: {type: day, title: Ngày}
          xong: {type: flag, title: Xong}
          so: {type: identity, title: Số, placeholders: ["000000001", xxxxxxxxx]}

        """

    private func compile(_ check: String, records: String = records) throws -> (CheckDefinition?, [String]) {
        let compiler = RulesCompiler(
            folder: try Rig.folder([
                "codes/co_khong.csv": "label,code\nCó,1\nKhông,0\n", "records/a.yaml": records,
                "records/c.yaml": Self.records + "standing: true\n", "checks/k.yaml": check,
            ]))
        return (compiler.rules.checks.first, compiler.diagnostics.map { $0.text(.en) })
    }

    private static let head = "title: K\nseverity: error\nadvice: A\n"

    @Test("records, files and queries are told apart; English falls back to Vietnamese")
    func forms() throws {
        let (records, none) = try compile(Self.head + "over: a\nwhere: ngay >= :end\n")
        #expect(none == [])
        #expect(records?.severity == .error)
        #expect(records?.titleEn == "K")
        #expect(records?.adviceEn == "A")
        #expect(records?.over == "a")
        let (files, also) = try compile(
            Self.head + "over: a\namong: ngay IS NOT NULL\ncounts: {xong: xong = 1}\nat_least: 5\nbelow: 0.5\n")
        #expect(also == [])
        guard case .files("a", let asked) = files?.form else {
            Issue.record("no check of files")
            return
        }
        #expect(asked.counts.map(\.column) == ["xong"])
        #expect(asked.atLeast == 5)
        #expect(asked.below == 0.5)
        #expect(!asked.always && !asked.never)
        let (query, too) = try compile(Self.head + "query: SELECT 1\n")
        #expect(too == [])
        #expect(query?.over == nil)
    }

    @Test("the version moves with the meaning, not with spaces, titles or thresholds")
    func version() throws {
        let one = try compile(Self.head + "over: a\nwhere: xong = 1 AND ngay IS NULL\n").0?.version
        let same = try compile(Self.head + "title_en: E\nover: a\nwhere: (xong  =  1) AND ngay IS NULL\n").0?.version
        let other = try compile(Self.head + "over: a\nwhere: xong = 0 AND ngay IS NULL\n").0?.version
        #expect(one == same)
        #expect(one != other)
    }

    @Test(
        "a mistake in a check is said where it is",
        arguments: [
            ("over: a\n", "checks/k.yaml:1:1: error: just one of these is wanted: where, counts, query"),
            ("over: a\nwhere: xong = 1\nquery: SELECT 1\n", "checks/k.yaml:1:1: error: just one of these"),
            ("over: b\nwhere: xong = 1\n", "checks/k.yaml:4:7: error: no such kind of record \"b\""),
            ("where: xong = 1\n", "checks/k.yaml:1:1: error: the entry \"over\" is missing"),
            (
                "over: c\nwhere: xong = 1\n",
                "checks/k.yaml:4:7: error: \"c\" is a catalogue: write the check as a \"query\""
            ),
            ("over: a\nwhere: xogn = 1\n", "checks/k.yaml:5:8: error: a has no column or word xogn"),
            ("over: a\nwhere: ngay < :start\n", "checks/k.yaml:5:8: error: a check has no period: there is no :start"),
            (
                "over: a\nwhere: xong = 1\nnever: true\n",
                "checks/k.yaml:6:8: error: \"never\" does not go with \"where\""
            ),
            (
                "over: a\ncounts: {xong: xong = 1}\n",
                "checks/k.yaml:1:1: error: at least one of these is wanted: always"
            ),
            (
                "over: a\ncounts: {xogn: xong = 1}\nnever: true\n",
                "checks/k.yaml:5:10: error: no such column \"xogn\", did you mean \"xong\"?"
            ),
            (
                "over: a\ncounts: {xong: xong = 1}\nbelow: few\n",
                "checks/k.yaml:6:8: error: \"below\" must be a percentage"
            ),
        ])
    func mistakes(_ text: String, _ expected: String) throws {
        let found = try compile(Self.head + text).1
        #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
    }

    @Test("a byte of a query has its line and column, in a block and on one line")
    func places() throws {
        let lines = try #require(try query("query: |\n  SELECT 1\n  FROM x\n"))
        #expect(lines.sql == "SELECT 1\nFROM x\n")
        #expect(lines.place(ofByte: 0) == (5, 3))
        #expect(lines.place(ofByte: 14) == (6, 8))
        let line = try #require(try query("query: SELECT x\n"))
        #expect(line.place(ofByte: 7) == (4, 15))
    }

    private func query(_ text: String) throws -> QueryText? {
        guard case .query(let found) = try compile(Self.head + text).0?.form else { return nil }
        return found
    }

    @Test("placeholders are numbers of an identity column in the shape of one")
    func placeholders() throws {
        let query = Self.head + "query: SELECT 1\n"
        let short = Self.records.replacing("\"000000001\"", with: "\"0001\"")
        let found = try compile(query, records: short).1
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("records/a.yaml:10:50: error: \"0001\" must be 9 or 12 digits") == true)
        let wrong = Self.records.replacing("ma: {type: word", with: "ma: {placeholders: [xxxxxxxxx], type: word")
        #expect(
            try compile(query, records: wrong).1 == [
                "records/a.yaml:6:23: error: \"placeholders\" goes with type: identity only"
            ])
    }

    @Test("a placeholder is an empty cell with a warning; where none may be empty it costs the record")
    func placeholderCells() throws {
        let dossiers = try Rig.load(
            """
            Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Số định danh
            H55.242-260401-0001,Đang xử lý,01/04/2026,000000001
            H55.242-260401-0002,Đang xử lý,01/04/2026,222222222222
            H55.242-260401-0003,Đang xử lý,01/04/2026,333333333
            H55.242-260401-0004,Đang xử lý,01/04/2026,000090000001
            H55.242-260401-0005,Đang xử lý,01/04/2026,222222222223

            """, asOf: Day(iso: "2026-05-05"))
        #expect(dossiers.rejects.isEmpty)
        #expect(dossiers.warnings[.identityPlaceholder]?.count == 3)
        #expect(dossiers.warnings[.identityPlaceholder]?.lines == [2, 3, 4])
        #expect(dossiers.lines.map { $0.contains("dinh_danh_chu_ho_so") } == [false, false, false, true, true])
        let persons = try Rig.load(
            """
            Số định danh,Mức độ định danh,Trạng thái kích hoạt
            123456789012,2,Đã kích hoạt
            000090000001,2,Đã kích hoạt

            """, unit: "H55.242", asOf: Day(iso: "2026-05-05"))
        #expect(persons.lines.count == 1)
        #expect(
            persons.rejects.map { "\($0.line) \($0.code.rawValue) \($0.severity.rawValue)" } == [
                "2 identity-placeholder record"
            ])
        #expect(persons.rejects.allSatisfy { $0.found.isEmpty })
    }
}
