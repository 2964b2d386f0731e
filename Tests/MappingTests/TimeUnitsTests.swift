import Domain
import Testing

@testable import Mapping

/// Time limits as catalogues write them (indicators.md, `thoi_han`).
@Suite("time limits")
struct TimeUnitsTests {
    private static let units = TimeUnits(
        CodeList(
            id: "don_vi_thoi_han",
            entries: [
                ("ngày làm việc", "working"), ("giờ làm việc", "working/8"), ("giờ", "working/8"), ("ngày", "calendar"),
                ("# tháng", "unclear"), ("# quý", "unclear"), ("thêm", "unclear"), ("+", "unclear"),
                ("sau # giờ", "unclear"), ("không kể", "unclear"),
            ].map { CodeList.Entry(label: $0.0, code: $0.1, note: "") }))

    @Test(
        "a text and its longest time",
        arguments: [
            ("05 ngày làm việc", "5 w"), ("5 NGÀY LÀM VIỆC", "5 w"), ("30 ngày", "30 c"), ("30ngày", "30 c"),
            ("02 (hai) giờ làm việc", "1 w"), ("8 giờ", "1 w"), ("9 giờ", "2 w"), ("0,5 ngày làm việc", "1 w"),
            ("1.5 ngày", "2 c"), ("3-5 ngày làm việc", "5 w"), ("Không quá 15 ngày, kể từ ngày nhận đủ hồ sơ", "15 c"),
            ("Trực tiếp: 03 ngày làm việc; trực tuyến: 02 ngày làm việc.", "3 w"),
            ("theo Điều 15 Nghị định 61/2018/NĐ-CP: 10 ngày", "10 c"), ("5 ngày làm việc hoặc 5 ngày", "5 w"),
            ("10 ngày làm việc hoặc 34 ngày", "34 c"), ("10 ngày làm việc hoặc 33 ngày", "nil"),
            ("02 tháng", "nil"), ("10 ngày, gia hạn thêm 5 ngày", "nil"),
            ("nhận sau 15 giờ trả hôm sau: 1 ngày", "nil"),
            ("Trong ngày", "nil"), ("5", "nil"), ("", "nil"), ("0 ngày", "nil"), ("1/2 ngày", "nil"),
            ("01 ngày làm việc (trường hợp cần xác minh: 03 ngày làm việc)", "3 w"),
            ("05 ngày làm việc + 02 ngày niêm yết", "nil"), ("07 ngày không kể thứ bảy, chủ nhật", "nil"),
            ("20 ngày kể từ ngày nhận hồ sơ quy định tại khoản 2 Điều 5", "20 c"), ("5 (năm) ngày (lịch)", "5 c"),
            ("1.000 ngày", "nil"), ("99999999999999999999 ngày", "nil"), ("((((", "nil"), ("½ ngày", "nil"),
        ])
    func longest(_ text: String, _ expected: String) {
        #expect(shown(Self.units.longest(in: text, bare: nil)) == expected)
    }

    @Test(
        "a bare number has the unit of its heading's end",
        arguments: [
            ("Thời gian giải quyết (ngày làm việc)", "5", "5 w"), ("Thời hạn (giờ)", "16", "2 w"),
            ("Thời hạn theo ngày", "7", "7 c"), ("Thời hạn tính từ ngày nhận", "7", "nil"), ("Ngày", "7", "nil"),
            ("Thời hạn (ngày làm việc)", "7 ngày", "7 c"),
        ])
    func bare(_ heading: String, _ text: String, _ expected: String) {
        let unit = Self.units.unit(ofHeading: heading)
        #expect(shown(Self.units.longest(in: text, bare: unit)) == expected)
    }

    private func shown(_ limit: TimeUnits.Limit?) -> String {
        limit.map { "\($0.days) \($0.isWorking ? "w" : "c")" } ?? "nil"
    }
}
