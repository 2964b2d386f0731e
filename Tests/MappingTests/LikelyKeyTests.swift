import Domain
import Testing

@testable import Mapping

@Suite("Keys without a shape of the trade: codes of staff and of work files")
struct LikelyKeyTests {
    /// What a row behind four records comes to: taken, filtered, or the code of a reject.
    private func judge(_ header: String, _ record: String, _ row: String) throws -> String {
        let text = header + "\n" + String(repeating: record + "\n", count: 4) + row + "\n"
        let outcome = try Rig.load(text, unit: "H55.242", asOf: Day(iso: "2026-05-05"))
        if let reject = outcome.rejects.first { return reject.code.rawValue }
        if outcome.filtered > 0 { return "filtered" }
        return outcome.lines.count == 5 ? "taken" : "nothing"
    }

    @Test(
        "a work file's code is any word, but no person's number, no total and no signature",
        arguments: [
            ("2,HSCV-2,02/04/2026,Có,", "taken"), ("2,15/KH-UBND,02/04/2026,,", "taken"),
            ("2,Hồ sơ thi đua,02/04/2026,,", "taken"), ("2,000123456789,02/04/2026,Có,", "key-shape"),
            ("2,0912 345 678 / 0912345678,02/04/2026,Có,", "key-shape"), ("2,HSCV-2,,Có,", "value-missing"),
            ("2,,02/04/2026,Có,", "value-missing"), ("Tổng cộng,12,,,", "filtered"), ("Cộng,12,,8,", "filtered"),
            (",Tổng số: 12,,,", "filtered"), ("Cộng,HSCV-2,02/04/2026,Có,", "taken"),
            ("II,Phòng Kinh tế,,,", "filtered"),
        ])
    func workFiles(_ row: String, _ expected: String) throws {
        let found = try judge("STT,Mã hồ sơ công việc,Ngày lập,Ký số,Ghi chú", "1,HSCV-1,01/04/2026,Có,", row)
        #expect(found == expected)
    }

    @Test("a name under the signatures is no record where the code has no shape")
    func signed() throws {
        let rows = [",Người lập biểu,,,", ",Lý Văn Cường,,,", ",Phòng 2,,,"]
        let text = (["STT,Mã hồ sơ công việc,Ngày lập,Ký số,Ghi chú", "1,HSCV-1,01/04/2026,Có,"] + rows)
            .joined(separator: "\n")
        let outcome = try Rig.load(text + "\n", unit: "H55.242", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.lines.count == 1)
        #expect(outcome.filtered == 2)
        #expect(outcome.rejects.map(\.code) == [.valueMissing])
    }

    @Test(
        "a staff code begins with a letter and ends with a digit, or is a short number; a name and a cut number are none",
        arguments: [
            ("2,CB002,02/07/2025,Có", "taken"), ("2,17,02/07/2025,Có", "taken"),
            ("2,000123456789,02/07/2025,", "taken"),
            ("2,Nguyễn Văn An,02/07/2025,Có", "identity-shape"), ("2,12345678,02/07/2025,Có", "identity-shape"),
            ("2,2.0E+11,02/07/2025,Có", "identity-lost"), ("Tổng cộng,11,,", "filtered"), ("Tổng số,,,9", "filtered"),
        ])
    func staff(_ row: String, _ expected: String) throws {
        let found = try judge("STT,Mã cán bộ,Ngày vào,Chữ ký số", "1,CB001,01/07/2025,Có", row)
        #expect(found == expected)
    }
}
