import Foundation
import Goldens
import Synthesis
import Testing

/// No person is found in clear: not in the bytes of the warehouse, not in what is printed (design.md, invariant 9).
///
/// Made-up persons are planted in every personal column, in every column that no mapping names, and in shifted cells; then
/// everything that the program leaves behind is searched for them.
struct PrivacyTests {
    /// What is planted: made-up names, numbers of province 000, telephones, addresses of mail and of a house.
    static let planted = [
        "Lò Thị Kín Đáo", "Đặng Quỳnh Tuyệt Mật", "000111222333", "000987654", "0900111222", "0900 333 444",
        "+84900555666",
        "kin.dao@vi-du.vn", "Số 77 ngõ Khuất", "P0001234",
    ]

    @Test(
        "nor does it in other forms",
        arguments: ["xlsx", "html", "spreadsheetml", "ods", "tcvn3", "vni", "utf-16le", "zip"])
    func otherForms(_ name: String) throws {
        let form = try #require(Matrix.forms.first { $0.name == name })
        var room = try PrivacyRoom(
            bytes: ["tep.\(form.ending)": Data(form.file(PrivacyTable.all[0].rows(Self.planted)))])
        defer { room.close() }
        try room.runAll(["--unit", "H55.242"])
        try room.expectNothing(of: Self.planted)
    }

    @Test("a table keeps no person, wherever the cell stands", arguments: PrivacyTable.all)
    func table(_ table: PrivacyTable) throws {
        var room = try PrivacyRoom(files: table.files(Self.planted))
        defer { room.close() }
        try room.runAll(["--unit", "H55.242"])
        try room.expectNothing(of: Self.planted)
    }

    @Test("an XML record keeps no person, in an element of its own or of another")
    func xml() throws {
        var files: [String: String] = [:]
        for (name, text) in PrivacyXML.files(Self.planted) { files[name] = text }
        var room = try PrivacyRoom(files: files)
        defer { room.close() }
        try room.runAll(["--as-of", "2026-05-05", "--unit", "H55.242"])
        try room.expectNothing(of: Self.planted)
    }

    @Test("a file that is refused keeps no person either")
    func refused() throws {
        let person = Self.planted[0]
        var room = try PrivacyRoom(files: [
            "la.csv": "\(person),\(Self.planted[2])\n1,2\n",
            "hong.xml":
                "<DanhSachHoSo><HoSo><ChuHoSo>\(person)</ChuHoSo><MaHoSo>\(Self.planted[2])</ChuHoSo></HoSo></DanhSachHoSo>",
            "cat.xml": "<DanhSachHoSo><HoSo><ChuHoSo>\(person)",
            "hai-lan.csv":
                "Ngày xuất: 05/05/2026\nNgười lập: \(person)\nMã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày trả,Ngày trả kết quả,\(person)\n",
            "nhieu-loi.csv": "Ngày xuất: 05/05/2026\nMã hồ sơ,Trạng thái,Ngày tiếp nhận,Lĩnh vực\n"
                + (0..<15).map { "\(Self.planted[$0 % Self.planted.count]),Đang xử lý,\(person),\(person)\n" }.joined(),
        ])
        defer { room.close() }
        try room.runAll([])
        try room.expectNothing(of: Self.planted)
    }
}
