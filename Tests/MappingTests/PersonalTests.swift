import Domain
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
            ("20260431000000", true), ("20261231235959", true), ("11", true), ("20260431", true),
            ("20991399000000", false), ("12345678901234", false), ("0900 333 444", false), ("0900.333.444", false),
            ("000111222333", false), ("000-111-222-333", false),
        ])
    func shown(_ text: String, _ isShown: Bool) {
        #expect((Shown.plainOrMasked(text) == "\"\(text)\"") == isShown)
    }

    @Test("a short number that is no label is shown, a word is not", arguments: [("11", true), ("Lò Thị Kín", false)])
    func label(_ text: String, _ isShown: Bool) {
        #expect((Shown.label(text) == "\"\(text)\"") == isShown)
    }

    @Test("a label beside one of the same list is a shifted cell, and never shown")
    func shifted() throws {
        let outcome = try Rig.load(
            """
            Ngày xuất: 05/05/2026,,,,
            Mã hồ sơ,Chủ hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả
            H55.242-260401-0001,Lò Thị Kín,Chờ xếp lịch,01/04/2026,
            H55.242-260401-0002,x,Lò Thị Kín,Đang xử lý,01/04/2026
            H55.242-260401-0003,Đang xử lý,Lò Thị Kín,01/04/2026,

            """)
        #expect(outcome.rejects.map(\.label) == ["Chờ xếp lịch", "", ""])
    }

    @Test(
        "of a hamlet's cell only the hamlet's own name is kept",
        arguments: [
            ("Thôn 3", "Thôn 3"), ("Thôn 3, nhà bà Lộ Thị Mật, xã Vĩnh Thông", "Thôn 3"),
            ("Thôn 3, xã Vĩnh Thông", "Thôn 3"), ("Thôn 3 - nhà ông Kín", "Thôn 3"),
            ("Thôn  3 xã Vĩnh Thông", "Thôn 3"),
            ("Thôn Bí Mật nhà ông Kín", "Thôn Bí Mật"), ("Thôn 3 số nhà 12", "Thôn 3"), ("Thôn 3 ông Kín", "Thôn 3"),
            ("Thôn Bà Triệu", "Thôn Bà Triệu"), ("Bản Hồ Thầu", "Bản Hồ Thầu"),
            ("Tổ dân phố số 12", "Tổ dân phố số 12"),
            ("Khu phố 3; hộ ông Kín", "Khu phố 3"), ("Thôn 3 (nhà bà Mật)", "Thôn 3"), ("Làng Nủ", "Làng Nủ"),
            ("Khu nhà bà Lộ Thị Mật", nil), ("Tổ 5 Phạm Văn Lộ", nil), ("Thôn", nil), ("Thôn, xã Vĩnh Thông", nil),
        ] as [(String, String?)])
    func places(_ text: String, _ kept: String?) {
        #expect(PlaceName.own(text) == kept)
    }

    @Test("a list of persons keeps the hamlet alone")
    func hamlet() throws {
        let outcome = try Rig.load(
            "Số định danh,Mức độ định danh,Trạng thái kích hoạt,Thôn\n"
                + "000099001234,2,Đã kích hoạt,\"Thôn 3, nhà bà Lộ Thị Mật\"\n000099001235,2,Đã kích hoạt,Thôn 3\n"
                + "000099001236,2,Đã kích hoạt,Tổ 5 Phạm Văn Lộ\n",
            unit: "H55.242", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.lines.map { $0.contains(#""thon":"Thôn 3""#) } == [true, true, false])
        #expect(outcome.lines.allSatisfy { !$0.contains("Lộ") })
    }
}
