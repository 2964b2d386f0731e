import Testing

@testable import Mapping

/// What of a person the mapper lets through: nothing.
struct PersonalTests {
    private static let header = "Ngày xuất: 05/05/2026\nMã hồ sơ,Trạng thái,Ngày tiếp nhận,Lĩnh vực\n"

    @Test("a word that only a rejected record says is not handed on, and the next record has its own")
    func forgotten() throws {
        let outcome = try Rig.load(
            Self.header + "H55.242-260401-0001,Đang xử lý,31/04/2026,Lò Thị Kín\n"
                + "H55.242-260401-0002,Đang xử lý,01/04/2026,Hộ tịch\nH55.242-260401-0003,Đang xử lý,01/04/2026,Lò Thị Kín\n"
        )
        #expect(outcome.rejects.count == 1)
        #expect(outcome.lines.count == 2)
        #expect(outcome.lines[0].contains("\"linh_vuc\":\"Hộ tịch\""))
        #expect(outcome.lines[1].contains("\"linh_vuc\":\"Lò Thị Kín\""))
    }

    @Test(
        "a number or an address of mail in a column of words is put out",
        arguments: [
            ("Hộ tịch 0900111222", "Hộ tịch …"), ("kin@vi-du.vn", "…"),
            ("Nghị định 356/2025/NĐ-CP", "Nghị định 356/2025/NĐ-CP"),
        ])
    func words(_ text: String, _ kept: String) {
        #expect(Shown.withoutPersons(text) == kept)
    }

    @Test(
        "a date or number is shown as it stands, and what could be a person's number is not",
        arguments: [
            ("31/04/2026", true), ("31/04/2026 17:05:09", true), ("2026-04-31 08:00:00", true), ("1.234.567", true),
            ("0900 333 444", false), ("0900.333.444", false), ("000111222333", false), ("000-111-222-333", false),
        ])
    func shown(_ text: String, _ isShown: Bool) {
        #expect((Shown.plainOrMasked(text) == "\"\(text)\"") == isShown)
    }
}
