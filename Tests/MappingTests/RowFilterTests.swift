import Domain
import Testing

@testable import Mapping

struct RowFilterTests {
    private static let header = "STT,Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Phí,Ghi chú\n"
    private static let record = "1,H55.242-260401-0001,Đang xử lý,01/04/2026,0,\n"
    private static let padding = String(repeating: record, count: 4)

    /// What a row comes to behind four records: taken, filtered, the code of a reject, or nothing.
    private func judge(_ row: String, behind: String = padding, rows: Int = 1) throws -> String {
        let outcome = try Rig.load(Self.header + behind + row + "\n", asOf: Day(iso: "2026-05-05"))
        let before = behind.count { $0 == "\n" }
        if let reject = outcome.rejects.first { return reject.code.rawValue }
        if outcome.filtered > 0 { return "filtered \(outcome.filtered)" }
        return outcome.lines.count > before ? "taken" : "nothing"
    }

    @Test(
        "rows that are no records are filtered, and records are not",
        arguments: [
            ("2,H55.242-260401-0002,Đang xử lý,02/04/2026,0,", "taken"),
            (",,,,,", "nothing"), (" ,\u{A0},,,,", "nothing"),
            ("I,Lĩnh vực Hộ tịch,,,,", "filtered 1"), ("Lĩnh vực Hộ tịch,,,,,", "filtered 1"),
            ("Tháng 04/2026,,,,,", "filtered 1"), ("Tổng số,36 hồ sơ,,,120.000,", "filtered 1"),
            (",Tổng cộng: 36 hồ sơ,,,,", "filtered 1"), ("TONG SO,,,,1,2", "filtered 1"),
            (",,Người lập biểu,,,Giám đốc", "filtered 1"), (",Người lập biểu,,,,", "filtered 1"),
            ("2,,Đang xử lý,02/04/2026,0,", "value-missing"),
            ("2,H55.242/260401/0002,Đang xử lý,02/04/2026,0,", "key-shape"),
            ("2,mất mã,Đang xử lý,02/04/2026,0,", "key-shape"), ("2,,Công dân,02/04/2026,0,x", "value-missing"),
            ("2,H55.242-260401-0002,Đang xử lý,02/04/2026,0", "width-differs"),
            ("2,H55.242-260401-0002,Đang xử lý,02/04/2026,0,,,", "taken"),
            ("2,H55.242-260401-0002,Đang xử lý,02/04/2026,0,,x", "width-differs"),
            ("2,H55.242-260401-0002,Tổng số,02/04/2026,0,", "code-unknown"),
        ])
    func rows(_ row: String, _ expected: String) throws {
        #expect(try judge(row) == expected)
    }

    @Test(
        "a row of numbers is the columns' numbering only right behind the header",
        arguments: [
            ("(1),(2),(3),(4),(5),(6)", "filtered 1"), ("1,2,3,4,5,6", "filtered 1"), ("A,B,1,2,3,4", "filtered 1"),
            ("[1],[2],[3],[4]=[2]+[3],[5],[6]", "filtered 1"),
        ])
    func numbering(_ row: String, _ expected: String) throws {
        #expect(try judge(row, behind: "") == expected)
        #expect(try judge(row) == "key-shape")
    }

    @Test("behind the footer rows without a key are no records, and a record still is one")
    func footer() throws {
        let rows = ",,Người lập biểu,,,\n,,Đặng Thu Nga,ký,ngày,hôm nay\n2,H55.242-260401-0002,Đang xử lý,02/04/2026,0,"
        let outcome = try Rig.load(Self.header + Self.padding + rows, asOf: Day(iso: "2026-05-05"))
        #expect(outcome.filtered == 2)
        #expect(outcome.lines.count == 5)
        #expect(outcome.rejects.isEmpty)
    }

    @Test(
        "a row without a key is a record where a cell holds what its column's values look like",
        arguments: [
            ("2,,Đang xử lý,,,", "value-missing"), (",,Đang xử lý,02/04/2026,,", "value-missing"),
            ("2,,,02/04/2026,,", "value-missing"), ("2,,,31/02/2026,,", "value-missing"),
            ("2,mất mã,Đang xử lý,,,", "key-shape"), (",,Đang xử lý,,,", "value-missing"),
            ("Đặng Thu Nga,,,,,Trần Lộ", "filtered 1"), ("I,Lĩnh vực Hộ tịch,,,5,", "filtered 1"),
            ("Tổng số,,Đang xử lý,,,", "filtered 1"), ("2,,chưa rõ,,,", "filtered 1"),
        ])
    func keyless(_ row: String, _ expected: String) throws {
        #expect(try judge(row) == expected)
    }

    @Test("behind the footer a row without a key is a record where two cells hold values")
    func keylessBehindFooter() throws {
        let rows = ",,Người lập biểu,,,\n3,,Đang xử lý,02/04/2026,,\n,,Đang xử lý,ký,,\n"
        let outcome = try Rig.load(Self.header + Self.padding + rows, asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.map(\.code) == [.valueMissing])
        #expect(outcome.filtered == 2)
    }

    @Test("a person without a number is a record of a whole list, too")
    func persons() throws {
        let outcome = try Rig.load(
            "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n000099001234,2,Đã kích hoạt\n,2,Chưa kích hoạt\n",
            unit: "H55.242", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.map(\.code) == [.valueMissing])
        #expect(outcome.filtered == 0)
    }

    @Test("the header again at the top of a page is no record")
    func headerAgain() throws {
        #expect(try judge(String(Self.header.dropLast())) == "filtered 1")
        let header = "STT,Hồ sơ,,Ngày,,Lệ phí\n,Mã hồ sơ,Trạng thái,tiếp nhận,hẹn trả,\n"
        let record = "1,H55.242-260401-0001,Đang xử lý,01/04/2026,,\n"
        let outcome = try Rig.load(
            header + String(repeating: record, count: 4) + header + record, asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.filtered == 2)
        #expect(outcome.lines.count == 5)
    }

    @Test("a width that differs says how many cells there are and were expected")
    func width() throws {
        let outcome = try Rig.load(Self.header + "1,H55.242-260401-0001,Đang xử lý\n", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.map { "\($0.found) \($0.expected) \($0.line)" } == ["3 6 2"])
    }
}
