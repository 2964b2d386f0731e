import Testing

@Suite("A catalogue whose key has several columns, and that refers to another")
struct ComponentTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.load("Mã hồ sơ,Trạng thái,Ngày tiếp nhận\nH55.242-260401-0001,Đang xử lý,01/04/2026\n", "2026-04-30")
    }

    private func value() throws -> [String] {
        try office.rows(
            """
            SELECT numerator, denominator FROM indicator_value
            WHERE indicator = 'giay-to-mot-lan' AND period = '2026-04' AND period_kind = 'month' AND unit = 'H55.242'
            """)
    }

    private static let components = "Mã TTHC,Tên thành phần,Chỉ cung cấp một lần\n"
    private static let procedures = "Mã TTHC,Cấp thực hiện,Toàn trình,Một phần,Cung cấp thông tin,Doanh nghiệp\n"

    @Test("what the other says later decides then")
    func later() throws {
        try office.load(Self.components + "1.000001,Đơn,Có\n1.000001,Bản sao,Không\n1.000002,Đơn,Có\n", "2026-04-30")
        #expect(try value() == ["0|0"])
        try office.load(Self.procedures + "1.000001,xa,X,,,Có\n1.000002,xa,X,,,Không\n", "2026-04-30")
        #expect(try value() == ["1|2"])
        try office.load(Self.procedures + "1.000001,xa,X,,,Có\n1.000002,xa,X,,,Có\n", "2026-05-01")
        #expect(try value() == ["2|3"])
    }

    @Test("a commune's own row goes before the one for all, key by key")
    func nearest() throws {
        let header = "Mã TTHC,Tên thành phần,Chỉ cung cấp một lần,Sản xuất kinh doanh\n"
        try office.load(header + "1.000001,Đơn,Không,Có\n1.000001,Bản sao,Không,Có\n", "2026-04-30")
        #expect(try value() == ["0|2"])
        try office.load(header + "1.000001,Đơn,Có,Có\n1.000001,Ảnh,Có,Có\n", "2026-04-30", unit: "H55.242")
        #expect(try value() == ["2|3"])
    }
}
