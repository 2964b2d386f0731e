import Domain
import Records
import Testing

@testable import Mapping

/// What is told of a cell or a column without telling what it holds.
struct ProfilerTests {
    @Test(
        "a shape tells words from numbers and nothing else",
        arguments: [
            ("Nguyễn Văn An", "Aa Aa Aa (3 từ)"), ("000190000001", "12 chữ số"),
            ("H55.242-260415-0001", "A99.999-999999-9999"),
            ("an@vi-du.vn", "aa@aa-aa.aa"), ("UBND xã A", "AA aa A (3 từ)"), ("x", "a"), ("“lạ”", "·aa·"),
            ("một hai ba bốn năm", "aa aa aa aa … (5 từ)"),
        ])
    func shape(_ text: String, _ expected: String) { #expect(CellShape(text).text(.vi) == expected) }

    private func profile(_ text: String) throws -> Profiler {
        let batch = try Rig.table(Array(text.utf8))
        let headings = text.split(separator: "\n")[0].split(separator: ",").map(String.init)
        var profiler = Profiler(headings: headings, behind: 1, probe: CellProbe(rules: Rig.house.rules))
        profiler.take(batch)
        return profiler
    }

    @Test(
        "the type of a column is what most of its cells are",
        arguments: [
            (["01/04/2026", "2/4/2026", "31/02/2026"], "day"), (["000123456789", "000123456780"], "identity"),
            (["0912345678", "0912345679"], "phone"), (["8.000", "15.000"], "number"),
            (["1.000020", "1.00002"], "procedure_code"),
            (["Đã trả kết quả", "Đang xử lý"], "code"), (["H55.242-260401-0001", "x"], "text"),
            (["H55.242-260401-0001", "H55.242-260401-0002"], "dossier_code"), ([" ", "\u{A0}"], "empty"),
        ])
    func types(_ cells: [String], _ expected: String) throws {
        let profiler = try profile("A,B\n" + cells.map { "\($0),x" }.joined(separator: "\n") + "\n")
        #expect(profiler.found(0).type.name == expected)
    }

    @Test("distinct texts are counted up to a limit, and what is kept does not grow with the file")
    func bounded() throws {
        let rows = (0..<5_000).map { "tên \($0),\($0 % 7)" }.joined(separator: "\n")
        let profiler = try profile("A,B\n" + rows + "\n")
        #expect(profiler.columns[0].distinct == ColumnProfile.mostTexts)
        #expect(profiler.columns[0].isOver)
        #expect(profiler.columns[1].distinct == 7)
        #expect(profiler.values(1) == ["0", "1", "2", "3", "4", "5", "6"].sorted())
        #expect(profiler.values(0).isEmpty)
        #expect(profiler.records == 5_000)
    }

    @Test("thousands of columns share the room for different texts")
    func wide() throws {
        let rows = (0..<70).map { row in (0..<2_000).map { "\(row * 7 + $0)" }.joined(separator: ",") }
        let profiler = try profile(
            (0..<2_000).map { "c\($0)" }.joined(separator: ",") + "\n" + rows.joined(separator: "\n"))
        #expect(profiler.columns.reduce(0) { $0 + $1.distinct } <= 100_000)
        #expect(profiler.columns[0].isOver)
        #expect(profiler.records == 70)
    }

    @Test("batches of any size give the same profile")
    func batches() throws {
        let text = "A,B\n" + (0..<50).map { "\($0 % 3),0\($0 % 9 + 1)/04/2026" }.joined(separator: "\n") + "\n"
        let whole = try profile(text)
        var pieces = Profiler(headings: ["A", "B"], behind: 1, probe: CellProbe(rules: Rig.house.rules))
        for line in text.split(separator: "\n") { pieces.take(try Rig.table(Array((line + "\n").utf8))) }
        #expect(pieces.records == whole.records)
        #expect(pieces.values(0) == whole.values(0))
        #expect(pieces.days(1)?.first == whole.days(1)?.first)
        #expect(pieces.days(1)?.last == Day(iso: "2026-04-09"))
    }

    @Test("days of birth have no range, whatever their heading")
    func births() throws {
        let rows = (10..<60).map { "01/02/19\($0 + 40),01/02/20\($0 % 20 + 10)" }.joined(separator: "\n")
        let profiler = try profile("Ngày,Ngày sinh\n" + rows + "\n")
        #expect(profiler.found(0).type == .day)
        #expect(profiler.days(0) == nil)
        #expect(profiler.days(1) == nil)
    }

    @Test("a row that numbers the columns and blank rows are no records")
    func numbering() throws {
        let profiler = try profile("A,B\n(1),(2)\n,\nx,1\n")
        #expect(profiler.records == 1)
        #expect(profiler.numbering == 1)
    }

    @Test(
        "headings are shown, names are not",
        arguments: [
            ("Ngày tiếp nhận", true), ("Cán bộ xử lý hồ sơ", true), ("Lò Thị Kín Đáo", false), ("Số hiệu hồ sơ", true),
            ("0912345678", false), ("Ngày Tiếp Nhận", true), ("a@b.vn", false), ("Mã TT", true), ("Mức ĐDĐT", true),
            ("Đã KH?", true), ("Lò TT Kín", false), ("LÒ THỊ KÍN ĐÁO", false), ("Ng Kín", false),
        ])
    func headings(_ heading: String, _ expected: Bool) {
        #expect(KnownNames(rules: Rig.house.rules).isShown(heading) == expected)
    }
}
