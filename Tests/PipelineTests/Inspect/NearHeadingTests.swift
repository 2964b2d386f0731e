import Domain
import Foundation
import Mapping
import Reports
import Testing

@testable import Pipeline

/// What a draft offers for headings that no source knows word for word: the field is the first candidate of the column's line, or among
/// the three that it names; a column of no field gets none that is taken.
struct NearHeadingTests {
    /// A heading, two values, and the field of dossiers that it means; "" for none.
    private static let near: [(heading: String, values: [String], field: String)] = [
        ("Thời điểm nhận", day, "ngay_tiep_nhan"), ("Ngày tiếp nhận HS", day, "ngay_tiep_nhan"),
        ("Ngày nhận HS", day, "ngay_tiep_nhan"), ("Thời điểm tiếp nhận hồ sơ", day, "ngay_tiep_nhan"),
        ("Ngày giờ tiếp nhận", day, "ngay_tiep_nhan"), ("Ngày hẹn trả KQ", day, "ngay_hen_tra"),
        ("Hạn trả KQ", day, "ngay_hen_tra"), ("Thời hạn trả", day, "ngay_hen_tra"),
        ("Thời gian hẹn trả", day, "ngay_hen_tra"), ("Thời điểm hẹn trả kết quả", day, "ngay_hen_tra"),
        ("Ngày trả KQ cho công dân", day, "ngay_tra"), ("Thời điểm trả kết quả", day, "ngay_tra"),
        ("Ngày nộp HS trực tuyến", day, "ngay_nop"), ("Thời gian nộp hồ sơ", day, "ngay_nop"),
        ("Ngày gửi hồ sơ", day, "ngay_nop"), ("Thời gian kết thúc", day, "ngay_ket_thuc"),
        ("Ngày hoàn thành xử lý", day, "ngay_ket_thuc"), ("Ngày xử lý xong hồ sơ", day, "ngay_ket_thuc"),
        ("Ngày rút HS", day, "ngay_tu_choi"), ("Ngày từ chối tiếp nhận", day, "ngay_tu_choi"),
        ("Thời điểm dừng xử lý", day, "ngay_tu_choi"), ("Ngày có kết quả giải quyết", day, "ngay_co_ket_qua"),
        ("Mã TT", procedure, "ma_tthc"), ("Mã thủ tục HC", procedure, "ma_tthc"),
        ("Số hiệu thủ tục hành chính", procedure, "ma_tthc"),
        ("Hình thức nhận HS", ["Trực tuyến", "Trực tiếp"], "kenh"),
        ("Hình thức nộp hồ sơ", ["Trực tuyến", "Trực tiếp"], "kenh"),
        ("Kênh nộp HS", ["Trực tuyến", "Bưu chính"], "kenh"),
        ("Loại đối tượng nộp", ["Công dân", "Doanh nghiệp"], "doi_tuong"),
        ("Lĩnh vực TTHC", ["Hộ tịch", "Đất đai"], "linh_vuc"),
        ("Tên lĩnh vực hồ sơ", ["Hộ tịch", "Đất đai"], "linh_vuc"),
        ("Phí phải nộp", money, "phi"), ("Tiền lệ phí", money, "le_phi"), ("Mức thu lệ phí (đ)", money, "le_phi"),
        ("Số CCCD chủ HS", identity, "dinh_danh_chu_ho_so"),
        ("Số định danh chủ hồ sơ/CCCD", identity, "dinh_danh_chu_ho_so"),
        ("Thanh toán TT", ["Có", "Không"], "co_thanh_toan"),
        ("Có số hóa thành phần", ["Có", "Không"], "so_hoa_thanh_phan"),
        ("Đã tái sử dụng dữ liệu", ["Có", "Không"], "tai_su_dung"),
        ("Kết quả bản điện tử", ["Có", "Không"], "ket_qua_dien_tu"),
        // Of no field.
        ("Họ tên người nộp", ["Nguyễn Văn A", "Trần Thị B"], ""), ("Ngày sinh", ["05/06/1980", "17/08/1991"], ""),
        ("Địa chỉ người nộp", ["Tổ 5, phường Mẫu", "Thôn 2, xã Mẫu"], ""),
        ("Người tiếp nhận", ["Nguyễn Văn A", "Trần Thị B"], ""), ("Ngày ký", day, ""), ("Ngày in biên nhận", day, ""),
        ("Ghi chú xử lý", ["gọi lại", "chờ thuế"], ""), ("Nội dung hồ sơ", ["Đăng ký khai sinh", "Cấp bản sao"], ""),
        ("Ngày cấp CCCD", day, ""), ("Số lượng bản sao", ["1", "2"], ""),
        ("Điện thoại", ["0912345678", "0987654321"], ""),
    ]
    private static let day = ["17/04/2026", "20/04/2026 08:30"]
    private static let procedure = ["1.001193", "2.000635"]
    private static let money = ["8.000", "15.000"]
    private static let identity = ["000201000017", "000201000025"]

    /// What drafts say of columns whose fields are known.
    private struct Tally {
        var columns = 0
        var first = 0
        var amongThree = 0
        var taken = 0
        var wrong: [String] = []

        mutating func take(_ heading: String, _ fields: [String], _ lines: [DraftLines.Field]) {
            let line = lines.first { Fold.key($0.heading) == Fold.key(heading) }
            if let line, line.isActive, !fields.contains(line.field) { wrong.append("\(heading) → \(line.field)") }
            if fields.isEmpty { return }
            columns += 1
            guard let line else { return }
            if fields.contains(line.field) { first += 1 }
            if fields.contains(line.field), line.isActive { taken += 1 }
            if ([line.field] + line.others.prefix(3)).contains(where: fields.contains) { amongThree += 1 }
        }
    }

    @Test(
        "near headings: the field is nearly always the first candidate, always one of three, and never another that is taken"
    )
    func near() throws {
        let office = try Office()
        var tally = Tally()
        for (heading, values, field) in Self.near {
            let rows = zip(["0001", "0002"], values).map { "H55.242-260401-\($0),Đang xử lý,\"\($1)\"\n" }
            let text = "Mã hồ sơ,Trạng thái,\(heading)\n" + rows.joined()
            let run = InspectRun(path: try office.write(Array(text.utf8), suffix: "csv"), mappings: "", language: .vi)
            let draft = run.look(rules: DraftPropertyTests.rules, wantsDraft: true).draft
            tally.take(heading, field.isEmpty ? [] : [field], DraftLines(draft).fields)
        }
        #expect(tally.columns == 40)
        #expect(tally.first >= 36)
        #expect(tally.amongThree == 40)
        #expect(tally.wrong.isEmpty)
    }

    @Test("each source's fixture under the rules of the others: two of three columns have their field first")
    func leftOut() throws {
        var tally = Tally()
        for file in DraftPropertyTests.files {
            let run = InspectRun(path: "\(House.top)/Fixtures/\(file)", mappings: "", language: .vi)
            let known = run.look(rules: DraftPropertyTests.rules, wantsDraft: false).report
            let source = try #require(known.source.flatMap(DraftPropertyTests.rules.source))
            var others = DraftPropertyTests.rules
            others.sources.remove(at: source)
            let lines = DraftLines(run.look(rules: others, wantsDraft: true).draft).fields
            for column in known.columns { tally.take(column.heading, column.fields, lines) }
        }
        // Most of the others are columns of which no other source has a word: answers, figures, English names.
        #expect(tally.first * 3 >= tally.columns * 2, "\(tally)")
        #expect(tally.taken * 5 >= tally.columns * 3, "\(tally)")
        // Each time another source reads the same heading into that field.
        #expect(tally.wrong.count <= 5, "\(tally)")
    }
}
