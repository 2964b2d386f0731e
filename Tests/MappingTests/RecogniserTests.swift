import Domain
import Foundation
import Testing

@testable import Mapping

struct RecogniserTests {
    private func table(
        _ rows: [[String]], name: String = "tep.csv", only: String? = nil
    ) -> Result<Recogniser.Match, Recogniser.Refusal> {
        let rules = Rig.house.rules
        let head = Recogniser.Head(
            delimiter: UInt8(ascii: ","), rows: rows.enumerated().map { ($0.offset + 1, $0.element) })
        return Recogniser(rules: rules, name: name, only: only.flatMap { rules.source($0) }).table([head])
    }

    private func source(_ rows: [[String]]) throws -> String {
        Rig.house.rules.sources[try table(rows).get().source].id
    }

    private func refusal(_ result: Result<Recogniser.Match, Recogniser.Refusal>) -> Recogniser.Refusal? {
        if case .failure(let refusal) = result { refusal } else { nil }
    }

    @Test(
        "layouts seen in the field are told apart",
        arguments: [
            (
                "danh-sach-ho-so",
                "STT,Đơn vị tiếp nhận,Người tiếp nhận,Lĩnh vực,Tên thủ tục hành chính,Mã hồ sơ,Trạng thái,Địa chỉ,Người nộp,"
                    + "Chủ hồ sơ,Ngày nộp hồ sơ,Ngày nhận,Ngày hẹn trả,Ngày kết thúc xử lý"
            ),
            ("danh-sach-ho-so", "MA_HO_SO,TrangThai,NgayTiepNhan"),
            (
                "danh-sach-ho-so-o",
                "Mã hồ sơ,Mã thủ tục,Nội dung,Cơ quan thụ lý,Sổ theo dõi,Chủ hồ sơ,Ngày gửi,Ngày tiếp nhận,Ngày hẹn trả,"
                    + "Ngày gia hạn,Ngày hoàn thành,Ngày trả,Trạng thái,Trực tuyến,Hạn xử lý"
            ),
            ("danh-muc-quoc-gia", "Mã số,Tên,Cơ quan ban hành,Cơ quan thực hiện,Lĩnh vực"),
            (
                "danh-muc-tinh",
                "STT,MÃ TTHC,Tên TTHC,Lĩnh vực,Phí,Lệ Phí,Cấp thực hiện,Cơ quan thực hiện,Cùng cấp,02 cấp,Phi địa giới,"
                    + "Toàn trình,Một phần,Cung cấp thông tin,Dịch vụ BCCI,Quyết định số,TRẠNG THÁI,Ghi chú"
            ),
            (
                "danh-muc-cap-xa",
                "ma_thu_tuc,ten_thu_tuc,linh_vuc,cap_thuc_hien,loai_thu_tuc,so_quyet_dinh,doi_tuong_thuc_hien,"
                    + "co_quan_co_tham_quyen,co_quan_thuc_hien,cach_thuc_thuc_hien,ket_qua_xu_ly,detail_url"
            ),
            (
                "vneid",
                "STT,Số định danh,Họ và tên,Ngày sinh,Giới tính,Địa chỉ / Thôn,Số điện thoại,Mức độ định danh,Ngày cấp,"
                    + "Trạng thái kích hoạt,Ngày kích hoạt,Chữ ký số,Ghi chú"
            ),
            ("danh-sach-can-bo", "STT,Số CCCD,Họ và tên,Ngày sinh,Chữ ký số,Ngày hết hạn"),
            ("danh-sach-ho-so-cong-viec", "Số và ký hiệu,Ngày ban hành,Trích yếu,Ký số"),
            ("danh-gia-chi-so", "STT,Mã hồ sơ,Đơn vị,Chỉ số 1,Chỉ số 2,Chỉ số 3,Ngày đánh giá"),
            ("danh-gia-cau-hoi", "STT,Mã hồ sơ,Câu 1,Trả lời 1,Câu 2,Trả lời 2,Ngày đánh giá"),
            ("danh-gia-muc", "STT,Mã hồ sơ,Mức độ hài lòng,Ngày đánh giá"),
            ("danh-gia-thang", "STT,Mã hồ sơ,Thang điểm,Chỉ số 1,Chỉ số 2,Ngày đánh giá"),
            ("danh-sach-nhiem-vu-khcn", "Mã nhiệm vụ,Sử dụng ngân sách,Hạn đặt hàng,Ngày cập nhật đặt hàng"),
            ("tien-do-nhiem-vu-khcn", "Mã nhiệm vụ,Sử dụng ngân sách,Giai đoạn,Hạn,Ngày cập nhật"),
            ("danh-muc-thanh-phan", "Mã TTHC,Mã thành phần,Cấp thực hiện,Chỉ cung cấp một lần"),
            (
                "danh-sach-thu-phi",
                "Mã hồ sơ,Người tiếp nhận,Loại tiếp nhận,Tên người nộp,Số biên lai,Mẫu số,Ký hiệu,Ngày tiếp nhận,Ngày thu,"
                    + "Phí (VNĐ),Lệ phí (VNĐ),Tổng (VNĐ)"
            ),
            (
                "phu-luc-qua-han",
                "STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Đơn vị giải quyết,Cán bộ đang xử lý,Ghi chú"
            ),
            (
                "danh-muc-cong",
                "Links,Tên thủ tục,Mã thủ tục,Lĩnh vực,Cơ quan thực hiện,Mức độ cung cấp dịch vụ công trực tuyến,"
                    + "Cách thức thực hiện,Trình tự thực hiện,Thời hạn giải quyết,Phí,Lệ Phí,Thành phần hồ sơ"
            ),
        ])
    func toldApart(_ expected: String, _ header: String) throws {
        #expect(try source([header.split(separator: ",").map(String.init)]) == expected)
    }

    @Test(
        "a list that has none of the fields of which one must be there is not the source's: persons alone are no staff")
    func noneOfAny() throws {
        let refused = refusal(table([["STT", "Số CCCD", "Họ và tên", "Ngày sinh"]]))
        #expect(refused?.code == .sourceUnknown)
    }

    @Test("XML is known by the path of its records, at any depth where the source says so")
    func xml() throws {
        let recogniser = Recogniser(rules: Rig.house.rules, name: "a.xml", only: nil)
        func id(_ paths: [String]) throws -> String {
            Rig.house.rules.sources[try recogniser.xml(paths).get().source].id
        }
        #expect(try id(["DanhSachHoSo", "DanhSachHoSo/HoSo"]) == "dong-bo-ho-so")
        #expect(try id(["Envelope/Body/Documents/MSyncDocument"]) == "msync")
        #expect(try id(["MSyncDocument"]) == "msync")
        #expect(refusal(recogniser.xml(["Envelope/HoSo"]))?.code == .sourceUnknown)
        #expect(refusal(recogniser.xml(["DanhSachHoSo/HoSo", "DanhSachHoSo/MSyncDocument"]))?.code == .sourceAmbiguous)
    }

    @Test("nothing that fits: the nearest are named with what they lack")
    func nearest() throws {
        let found = try #require(refusal(table([["Mã hồ sơ", "Chủ hồ sơ", "Ngày nhận"]])))
        #expect(found.code == .sourceUnknown)
        #expect(found.expected.hasPrefix("danh-sach-ho-so (\"Trạng thái\")"))
    }

    @Test("where none is near none is named")
    func noneNear() throws {
        let recogniser = Recogniser(rules: Rig.house.rules, name: "a.xml", only: nil)
        #expect(try #require(refusal(table([["A", "B"]]))).expected == "—")
        #expect(try #require(refusal(recogniser.xml(["root/row"]))).expected == "—")
        #expect(
            try #require(refusal(recogniser.xml(["Envelope/HoSo"]))).expected == "dong-bo-ho-so (<DanhSachHoSo/HoSo>)")
    }

    @Test("a source that is asked for says what the file lacks of it")
    func only() throws {
        let found = try #require(refusal(table([["A", "B"]], only: "vneid")))
        #expect(
            found.expected == "vneid (\"Số định danh\", \"Mức độ định danh\", \"Trạng thái kích hoạt\")")
    }

    @Test("several that fit are an error that names them")
    func several() throws {
        let base = [
            "codes/co_khong.csv": "label,code\nCó,1\nKhông,0\n",
            "records/a.yaml": "title: A\ndescription: A\nkey: [k]\nunit: u\ncolumns:\n"
                + "  k: {type: word, title: K}\n  u: {type: unit, title: U}\n",
            "sources/mot.yaml": "title: M\nrecord: a\nformat: table\nmatch: {fields: [k]}\nfields: {k: {from: K}}\n",
            "sources/hai.yaml": "title: H\nrecord: a\nformat: table\nmatch: {headings: [K]}\nfields: {k: {from: K}}\n",
        ]
        let compiler = RulesCompiler(folder: try Rig.folder(base))
        #expect(compiler.diagnostics.isEmpty)
        let head = Recogniser.Head(delimiter: UInt8(ascii: ","), rows: [(1, ["K"])])
        let recogniser = Recogniser(rules: compiler.rules, name: "x.csv", only: nil)
        let found = try #require(refusal(recogniser.table([head])))
        #expect(found.code == .sourceAmbiguous)
        #expect(found.found == "hai, mot")
        let named = Recogniser(rules: compiler.rules, name: "x.csv", only: 0)
        #expect(try named.table([head]).get().source == 0)
    }

    @Test("title rows above a header of one row are no part of it")
    func titles() throws {
        let rows = [
            ["DANH SÁCH HỒ SƠ", "", ""], ["Từ ngày 01/04/2026 đến ngày 30/04/2026", "", ""],
            ["Ngày xuất: 05/05/2026", "", ""], ["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận"],
            ["H55.242-260401-0001", "Đang xử lý", "01/04/2026"],
        ]
        let match = try table(rows).get()
        #expect(match.binding?.headerEnd == 4)
        #expect(match.binding?.headings == ["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận"])
        let asOf = Rig.house.rules.sources[match.source].asOf
        #expect(asOf.asOf(titles: match.titles)?.iso == "2026-05-05")
        #expect(asOf.lastDay(titles: match.titles)?.iso == "2026-04-30")
    }

    @Test("a header of two rows ends behind the second, wherever the required headings stand")
    func twoRows() throws {
        let group = [
            ["Danh sách", "", "", ""], ["Mã hồ sơ", "Trạng thái", "Ngày", ""], ["", "", "tiếp nhận", "hẹn trả"],
        ]
        #expect(try table(group).get().binding?.headerEnd == 3)
        let parts = [
            ["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày", ""], ["", "", "", "hẹn trả", "trả"], ["(1)", "(2)"],
        ]
        let binding = try #require(try table(parts).get().binding)
        #expect(binding.headerEnd == 2)
        #expect(binding.headings[4] == "Ngày trả")
    }

    @Test("a heading twice refuses the file, with the line and both headings")
    func headingTwice() throws {
        let found = try #require(
            refusal(table([["Danh sách"], ["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày tiếp nhận"]])))
        #expect(found.code == .headingTwice)
        #expect(found.line == 2)
        #expect(found.found == "\"Ngày nhận\", \"Ngày tiếp nhận\" → Ngày tiếp nhận (ngay_tiep_nhan)")
    }

    @Test("every file of the fixtures' evening fits one source and tells its day")
    func evening() throws {
        let folder = Rig.top + "/Fixtures/main-job"
        var sources: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let text = String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
            let outcome = try Rig.load(text, name: name, unit: "H55.242")
            sources[name] = "\(outcome.source) \(outcome.asOf?.iso ?? "-")"
            #expect(
                outcome.read == outcome.lines.count + outcome.filtered
                    + outcome.rejects.count { $0.severity == .record })
        }
        #expect(
            sources == [
                "danh-muc-quoc-gia.csv": "danh-muc-quoc-gia 2026-05-04",
                "danh-muc-tinh.csv": "danh-muc-tinh 2026-05-04",
                "dong-bo-ho-so.xml": "dong-bo-ho-so 2026-05-05", "ho-so-2026-04.csv": "danh-sach-ho-so 2026-05-05",
                "msync.xml": "msync 2026-05-05", "vneid-2026-05-05.csv": "vneid 2026-05-05",
            ])
    }

    @Test(
        "a column whose heading stands only in a higher row of merged cells is bound",
        arguments: [
            (
                """
                STT,Hồ sơ,,Ngày hẹn trả,Kênh thực hiện,Ngày,
                ,Mã hồ sơ,Trạng thái,,,Ngày tiếp nhận,Ngày kết thúc xử lý
                1,H55.242-260401-0001,Đã trả kết quả,05/04/2026,Trực tuyến,01/04/2026,20/04/2026
                """,
                #""kenh":"2","trang_thai":"10","ngay_tiep_nhan":"2026-04-01","ngay_hen_tra":"2026-04-05","#
            ),
            (
                """
                STT,Thông tin,,Ngày,,Ngày hẹn trả,Kênh thực hiện
                ,Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày kết thúc xử lý,,
                1,H55.242-260401-0001,Đã trả kết quả,01/04/2026,20/04/2026,05/04/2026,Trực tuyến
                """,
                #""kenh":"2","trang_thai":"10","ngay_tiep_nhan":"2026-04-01","ngay_hen_tra":"2026-04-05","#
            ),
            (
                """
                STT,Hồ sơ,,Thời gian,,,Chủ hồ sơ
                ,Mã hồ sơ,Trạng thái,Ngày,,,
                ,,,tiếp nhận,hẹn trả,kết thúc xử lý,
                1,H55.242-260401-0001,Đã trả kết quả,01/04/2026,05/04/2026,20/04/2026,Triệu Minh Thủy
                """,
                #""trang_thai":"10","ngay_tiep_nhan":"2026-04-01","ngay_hen_tra":"2026-04-05","#
            ),
        ])
    func merged(_ text: String, _ values: String) throws {
        let outcome = try Rig.load(text + "\n", asOf: Day(iso: "2026-05-05"))
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.lines.map { $0.contains(values + #""ngay_ket_thuc":"2026-04-20""#) } == [true])
    }

    @Test(
        "a title above a header is no part of it, wherever its cells stand",
        arguments: [
            "UBND TỈNH,,Mẫu 01,,,Ngày xuất: 05/05/2026\n", "A,B,C,Ngày xuất: 05/05/2026,,\n",
            "UBND TỈNH,,\"Vĩnh Thông, ngày 05 tháng 5 năm 2026\",,,\n",
        ])
    func titles(_ title: String) throws {
        let outcome = try Rig.load(
            title + "Mã hồ sơ,Trạng thái,,Ngày tiếp nhận,,\nH55.242-260401-0001,Đang xử lý,,01/04/2026,,\n")
        #expect(outcome.asOf == Day(iso: "2026-05-05"))
        #expect(outcome.rejects.isEmpty)
        #expect(outcome.lines.count == 1)
    }
}
