import Domain
import Foundation
import Testing

@testable import Mapping

struct MapperTests {
    private static let asOf = Day(iso: "2026-05-05")
    private static let header = "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Mã TTHC,Kênh thực hiện,Lệ phí,Số định danh,Số hóa\n"

    private func list(_ rows: String, header: String = header) throws -> Rig.Outcome {
        try Rig.load(header + rows, asOf: Self.asOf)
    }

    @Test("empty cells of columns that exist mean what their field says, and missing columns say nothing")
    func empty() throws {
        let outcome = try list("H55.242-260401-0001,Đang xử lý,,,,,,\n")
        #expect(
            outcome.lines == [
                #"{"ma_ho_so":"H55.242-260401-0001","don_vi":"H55.242","kenh":"1","trang_thai":"4","le_phi":0,"so_hoa_thanh_phan":0}"#
            ])
    }

    @Test("labels match in any spelling: case, diacritics, NFD, NBSP, spaces")
    func spellings() throws {
        let nfd = "Đã trả kết quả".decomposedStringWithCanonicalMapping
        let states = [nfd, "DA TRA KET QUA", " Đã\u{A0}trả  kết quả ", "10", "Trả kết quả"]
        let rows = states.enumerated().map { "H55.242-260401-000\($0.offset),\($0.element),01/04/2026,,,,,\n" }.joined()
        let outcome = try list(rows)
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.lines.count == 5)
        #expect(outcome.lines.allSatisfy { $0.contains(#""trang_thai":"10""#) })
    }

    @Test("a bad value costs the record or the field, as its field says")
    func costs() throws {
        let outcome = try list(
            """
            H55.242-260401-0001,Chờ xếp lịch,01/04/2026,,,,,
            H55.242-260401-0002,Đang xử lý,31/04/2026,,,,,
            H55.242-260401-0003,Đang xử lý,giữa tháng,,,,,
            H55.242-260401-0004,Đang xử lý,01/04/2026,,Qua loa phường,,,
            H55.242-260401-0005,Đang xử lý,01/04/2026,TTHC 1,,năm nghìn,00012,mới một nửa

            """)
        #expect(
            outcome.rejects.map { "\($0.line) \($0.field) \($0.code.rawValue) \($0.severity.rawValue)" } == [
                "2 trang_thai code-unknown record", "3 ngay_tiep_nhan date-not-in-calendar record",
                "4 ngay_tiep_nhan date-unreadable record", "5 kenh code-unknown record",
                "6 ma_tthc procedure-code-shape field", "6 le_phi number-unreadable field",
                "6 so_hoa_thanh_phan code-unknown field", "6 dinh_danh_chu_ho_so identity-shape field",
            ])
        #expect(
            outcome.lines == [
                #"{"ma_ho_so":"H55.242-260401-0005","don_vi":"H55.242","kenh":"1","trang_thai":"4","ngay_tiep_nhan":"2026-04-01"}"#
            ])
        #expect(outcome.rejects[1].heading == "Ngày tiếp nhận")
        #expect(outcome.rejects[1].found == "\"31/04/2026\"")
    }

    @Test("repaired codes are taken with a warning that counts them")
    func repaired() throws {
        let outcome = try list(
            "H55.242-260401-0001,Đang xử lý,01/04/2026,1.00002,,,12345678901,\n"
                + "H55.242-260401-0002,Đang xử lý,01/04/2026,1.00002,,,000123456789,\n")
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.warnings[.procedureCodePadded]?.count == 2)
        #expect(outcome.warnings[.procedureCodePadded]?.lines == [2, 3])
        #expect(outcome.warnings[.identityPadded]?.count == 1)
        #expect(outcome.lines[0].contains(#""ma_tthc":"1.000020""#))
    }

    @Test("the unit is the agency in the dossier's code, also in its older form and that of central systems")
    func units() throws {
        let outcome = try list(
            "000.00.12.H55-210531-0001,Đang xử lý,01/04/2026,,,,,\nG05.100.12-260415-012345,Đang xử lý,01/04/2026,,,,,\n"
                + "h55.242-260401-99999999999,Đang xử lý,01/04/2026,,,,,\n")
        #expect(outcome.rejects.isEmpty)
        #expect(
            outcome.lines.map { String($0.prefix { $0 != "}" }.split(separator: ",").prefix(2).joined(separator: ",")) }
                == [
                    #"{"ma_ho_so":"000.00.12.H55-210531-0001","don_vi":"000.00.12.H55""#,
                    #"{"ma_ho_so":"G05.100.12-260415-012345","don_vi":"G05.100.12""#,
                    #"{"ma_ho_so":"H55.242-260401-99999999999","don_vi":"H55.242""#,
                ])
    }

    @Test("a list of persons needs a unit from outside, and says so for each record without")
    func unitUnknown() throws {
        let text = "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n000123456789,2,Đã kích hoạt\n"
        #expect(try Rig.load(text, asOf: Self.asOf).rejects.map(\.code) == [.unitUnknown])
        #expect(try Rig.load(text, unit: "H55.242", asOf: Self.asOf).rejects.isEmpty)
    }

    @Test(
        "age is by the birth date, on the list's day, by the rule then in force",
        arguments: [
            ("05/05/2012", "2026-05-05", "1"), ("06/05/2012", "2026-05-05", "0"), ("2012", "2026-05-05", "1"),
            ("2013", "2026-05-05", "0"), ("01/01/2020", "2026-08-12", "0"), ("01/01/2020", "2026-08-13", "1"),
            ("14/08/2020", "2026-08-13", "0"), ("29/02/2012", "2026-02-28", "0"), ("29/02/2012", "2026-03-01", "1"),
            ("", "2026-05-05", ""),
        ])
    func ages(_ born: String, _ asOf: String, _ expected: String) throws {
        let text = "Số định danh,Mức độ,Kích hoạt,Ngày sinh\n000123456789,2,x,\(born)\n"
        let outcome = try Rig.load(text, unit: "H55.242", asOf: Day(iso: asOf))
        let line = try #require(outcome.lines.first)
        #expect(line.contains("\"du_tuoi\":\(expected)") == !expected.isEmpty)
        #expect(line.contains("du_tuoi") == !expected.isEmpty)
    }

    @Test("of a whole list a reject whose key can be read is seen, one whose key cannot is counted")
    func seen() throws {
        let text = """
            Số định danh,Mức độ,Kích hoạt,Ngày cấp
            000123456789,2,Có thể,01/01/2026
            6.09E+09,2,x,01/01/2026
            000123456780,2,x,01/01/2026

            """
        let outcome = try Rig.load(text, unit: "H55.242", asOf: Self.asOf)
        #expect(outcome.rejects.map(\.code) == [.codeUnknown, .identityLost])
        #expect(outcome.unseen == 1)
        #expect(outcome.warnings[.keyUnreadable]?.lines == [3])
    }

    @Test("one X of three columns gives the level; none, two and another word are errors")
    func marks() throws {
        let header = "Mã TTHC,Cấp thực hiện,Toàn trình,Một phần,Cung cấp thông tin\n"
        let rows = "1.000001,xa,X,,\n1.000002,xa,,✓,Không\n1.000003,xa,,,\n1.000004,xa,x,x,\n1.000005,xa,chưa rõ,,\n"
        let outcome = try Rig.load(header + rows, asOf: Self.asOf)
        #expect(outcome.rejects.map(\.code) == [.markMissing, .markSeveral, .markUnknown])
        #expect(outcome.lines.map { $0.contains(#""muc_do":"4""#) } == [true, false])
        #expect(outcome.rejects[1].found == "Toàn trình, Một phần")
    }

    // MARK: XML

    private func sync(_ body: String) throws -> Rig.Outcome {
        try Rig.load(
            "<DanhSachHoSo><NgayXuat>20260505173000</NgayXuat><HoSo><MaHoSo>H55.242-260401-0001</MaHoSo>"
                + "<TrangThaiHoSo>4</TrangThaiHoSo>\(body)</HoSo></DanhSachHoSo>", name: "a.xml")
    }

    @Test("children come as repeated elements or inside one that holds them")
    func children() throws {
        let fees = #""phi_le_phi":[{"gia":5000},{"gia":3000}]"#
        let repeated = try sync(
            "<DanhSachLePhi><Gia>5000</Gia></DanhSachLePhi><DanhSachLePhi><Gia>3000</Gia></DanhSachLePhi>")
        let held = try sync(
            "<DanhSachLePhi><LePhi><Gia>5000</Gia></LePhi><LePhi><Gia>3000</Gia></LePhi></DanhSachLePhi>")
        #expect(repeated.lines.first?.contains(fees) == true)
        #expect(held.lines.first?.contains(fees) == true)
        #expect(try sync("<DanhSachLePhi/>").lines.first?.contains(#""phi_le_phi":[]"#) == true)
    }

    @Test("a child's bad value is a reject of its field, with the path of the element")
    func badChild() throws {
        let outcome = try sync("<DanhSachHoSoBoSung><NgayBoSung>20260431</NgayBoSung></DanhSachHoSoBoSung>")
        #expect(outcome.rejects.map(\.heading) == ["DanhSachHoSoBoSung/NgayBoSung"])
        #expect(outcome.rejects.map(\.severity) == [.field])
        #expect(outcome.lines.count == 1)
    }

    @Test("a file or a code of a result is kept as a flag, never its name")
    func filled() throws {
        let outcome = try sync(
            "<DanhSachGiayToKetQua><TenGiayTo>Giấy của Nguyễn Văn A</TenGiayTo><GiayToId/><MaKetQua>KQ1</MaKetQua>"
                + "<DuongDanTepTinKetQua> </DuongDanTepTinKetQua></DanhSachGiayToKetQua>")
        #expect(outcome.lines.first?.contains(#""giay_to_ket_qua":[{"co_tep":0,"co_ma":1}]"#) == true)
    }

    @Test("what systems write for no date is none, and a year that is a slip is an error")
    func noDates() throws {
        let empty = try sync("<NgayTra>00010101000000</NgayTra><NgayHenTra>0001-01-01T00:00:00</NgayHenTra>")
        #expect(empty.rejects.isEmpty)
        #expect(empty.lines.first?.contains("ngay_") == false)
        let identity = "<DinhDanhCHS><SoDinhDanh>000000001234</SoDinhDanh></DinhDanhCHS>"
        #expect(try sync(identity).lines.first?.contains("dinh_danh_chu_ho_so") == true)
        #expect(try sync("<NgayTra>02260401000000</NgayTra>").rejects.map(\.code) == [.dateNotInCalendar])
    }

    @Test("an element that comes twice with different texts is an error, with the same text it is none")
    func twice() throws {
        #expect(
            try sync("<NgayHenTra>20260401</NgayHenTra><NgayHenTra>20260402</NgayHenTra>").rejects.map(\.code) == [
                .valueTwice
            ])
        #expect(try sync("<NgayHenTra>20260401</NgayHenTra><NgayHenTra>20260401</NgayHenTra>").rejects.isEmpty)
    }

    @Test("the misspelt flag of the synchronisation is read, and payment 3 is no online payment")
    func quirks() throws {
        let line = try sync(
            "<HoSoCoThanhPhanSoHo>1</HoSoCoThanhPhanSoHo><DuocThanhToanTrucTuyen>3</DuocThanhToanTrucTuyen>"
        )
        .lines.first
        #expect(line?.contains(#""so_hoa_dong_bo":1"#) == true)
        #expect(line?.contains(#""thanh_toan_truc_tuyen":"0""#) == true)
    }

    /// State, end, return, refusal of a document.
    @Test(
        "MSyncDocument's state is derived from what can be believed of it",
        arguments: [
            ("true", "2026-04-03", "2026-04-04", "2026-04-05", "10 2026-04-03 2026-04-04 -"),
            ("true", "0000-00-00", "2026-04-04", "2026-04-05", "10 2026-04-05 2026-04-04 -"),
            ("1", "", "2026-04-04", "", "10 - 2026-04-04 -"),
            ("false", "2026-04-03", "2026-04-09", "", "9 2026-04-03 - -"),
            ("false", "2026-04-03", "2026-04-09", "2026-04-05", "9 2026-04-03 - -"),
            ("false", "0000-00-00", "2026-04-09", "2026-04-05", "8 - - 2026-04-05"),
            ("false", "0000-00-00", "2026-04-09", "0000-00-00", "4 - - -"),
            ("", "", "2026-04-09", "", "4 - - -"),
        ])
    func msync(_ returned: String, _ success: String, _ back: String, _ finished: String, _ expected: String) throws {
        func stamp(_ day: String) -> String {
            day.isEmpty ? "" : day + "T\(day.hasPrefix("0") ? "00" : "08"):00:00.000+0700"
        }
        let outcome = try Rig.load(
            """
            <Envelope><Header><SendDate>2026-05-05T08:00:00.000+0700</SendDate></Header><Body><MSyncDocument>
            <DocCode>H55.242-260401-0001</DocCode><IsReturned>\(returned)</IsReturned>
            <SuccessDate>\(stamp(success))</SuccessDate><ReturnedDate>\(stamp(back))</ReturnedDate>
            <FinishedDate>\(stamp(finished))</FinishedDate><IsSuccess>false</IsSuccess>
            <Attachments><Attachment><Base64>AAAA</Base64></Attachment></Attachments></MSyncDocument></Body></Envelope>
            """, name: "a.xml")
        let line = try #require(outcome.lines.first)
        #expect(outcome.asOf?.iso == "2026-05-05")
        func value(_ name: String) -> String {
            guard let at = line.range(of: "\"\(name)\":\"") else { return "-" }
            return String(line[at.upperBound...].prefix { $0 != "\"" })
        }
        let found = ["trang_thai", "ngay_ket_thuc", "ngay_tra", "ngay_tu_choi"].map(value).joined(separator: " ")
        #expect(found == expected)
    }

    // MARK: Fan-out

    @Test("a list fanned out by fees brings a child a row, read from the columns of the list")
    func fanOut() throws {
        let compiler = RulesCompiler(
            folder: try Rig.folder([
                "codes/co_khong.csv": "label,code\nCó,1\nKhông,0\n",
                "records/a.yaml": """
                title: A
                description: A
                key: [k]
                unit: u
                columns:
                  k: {type: word, title: K}
                  u: {type: unit, title: U}
                children:
                  c: {title: C, columns: {gia: {type: number, title: G}, ten: {type: word, title: T}}}

                """,
                "sources/s.yaml": """
                title: S
                record: a
                format: table
                fan_out: true
                unit: H55.242
                match: {fields: [k]}
                fields: {k: {from: K}}
                children: {c: {fields: {ten: {from: Tên phí}, gia: {from: Giá}}}}

                """,
            ]))
        #expect(compiler.diagnostics.map { $0.text(.en) } == [])
        let outcome = try Rig.load(
            "Giá,X,Tên phí,K\n5,x,a,K1\n7,x,b,K1\n,x,,K2\n", asOf: Self.asOf, rules: compiler.rules)
        #expect(
            outcome.lines == [
                #"{"k":"K1","u":"H55.242","c":[{"gia":5,"ten":"a"}]}"#,
                #"{"k":"K1","u":"H55.242","c":[{"gia":7,"ten":"b"}]}"#,
                #"{"k":"K2","u":"H55.242","c":[]}"#,
            ])
        let without = try Rig.load("K,X\nK1,x\n", asOf: Self.asOf, rules: compiler.rules)
        #expect(without.lines == [#"{"k":"K1","u":"H55.242"}"#])
    }

    // MARK: Privacy

    @Test("no reject shows a person's name, number, phone or birth date in clear, wherever it stands")
    func masks() throws {
        let secrets = ["Nguyễn Văn Bình", "000123456789", "0912345678", "12/09/1975", "31/02/1975"]
        var rejects: [Reject] = []
        for secret in secrets {
            rejects += try list("\(secret),Đang xử lý,01/04/2026,,,,,\n").rejects
            rejects += try list("H55.242-260401-0001,\(secret),01/04/2026,,,,,\n").rejects
            rejects += try list("H55.242-260401-0001,Đang xử lý,01/04/2026,\(secret),\(secret),\(secret),\(secret)x,\n")
                .rejects
            rejects += try Rig.load(
                "Số định danh,Mức độ,Kích hoạt,Ngày sinh\n\(secret)9,2,x,\(secret)\n000123456781,\(secret),x,\(secret)9\n",
                unit: "H55.242", asOf: Self.asOf
            ).rejects
        }
        #expect(rejects.count > 20)
        for reject in rejects {
            let shown = "\(reject.heading) \(reject.found) \(reject.expected)"
            for secret in secrets where !(secret.contains("/") && !["du_tuoi"].contains(reject.field)) {
                #expect(!shown.contains(secret), "\(reject.code.rawValue) of \(reject.field)")
            }
            if ["dinh_danh_chu_ho_so", "so_dinh_danh", "du_tuoi"].contains(reject.field) {
                #expect(reject.label.isEmpty)
            }
        }
    }

    @Test("a birth date that cannot be read costs the field and is masked")
    func birth() throws {
        let outcome = try Rig.load(
            "Số định danh,Mức độ,Kích hoạt,Ngày sinh\n000123456789,2,x,31/02/1975\n", unit: "H55.242", asOf: Self.asOf)
        #expect(outcome.rejects.map { "\($0.field) \($0.severity.rawValue) \($0.found)" } == ["du_tuoi field \"3…5\""])
        #expect(outcome.lines.count == 1)
    }
}
