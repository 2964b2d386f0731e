import Domain
import Testing

@testable import Mapping

struct WantedTests {
    private static let header = "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Mã TTHC,Kênh thực hiện,Lệ phí,Số định danh,Số hóa\n"

    @Test("an empty cell that needs a value is told the column's title, with its form or first labels")
    func wanted() throws {
        let outcome = try Rig.load(
            Self.header + ",Đang xử lý,01/04/2026,,,,,\nH55.242-260401-0002,,01/04/2026,,,,,\n",
            asOf: Day(iso: "2026-05-05"))
        #expect(
            outcome.rejects.map(\.expected) == [
                "mã hồ sơ (H55.242-260415-0001)",
                "trạng thái (Mới đăng ký, Được tiếp nhận, Không được tiếp nhận, Đang xử lý, Yêu cầu bổ sung giấy tờ, …)",
            ])
    }
}
