import Testing

@Suite("Facts of children, and keys that are not packed")
struct ChildFactsTests {
    private let office: Office

    init() throws { office = try Office() }

    @Test("a view shows neither an unreadable nor an empty cell of a child; only the first leaves its record out")
    func unreadable() throws {
        let header =
            "Mã nhiệm vụ,Sử dụng ngân sách,Hạn đặt hàng,Ngày cập nhật đặt hàng,Hạn hợp đồng,Ngày cập nhật hợp đồng\n"
        let rows = "NV-1,Có,15/01/2026,15/01/2026,31/02/2026,\nNV-2,Có,15/01/2026,,,\nNV-3,Có,15/01/2026,10/01/2026,,\n"
        try office.load(header + rows, "2026-04-30", unit: "H55.242")
        #expect(
            try office.rows("SELECT ma_nhiem_vu, giai_doan, han, ngay_cap_nhat FROM giai_doan ORDER BY 1, 2") == [
                "NV-1|1|2026-01-15|2026-01-15", "NV-1|3|-|-", "NV-2|1|2026-01-15|-", "NV-3|1|2026-01-15|2026-01-10",
            ])
        #expect(
            try office.rows(
                """
                SELECT numerator, denominator FROM indicator_value
                WHERE indicator = 'nhiem-vu-khcn' AND period = '2026-04' AND period_kind = 'month' AND unit = 'H55.242'
                """) == ["1|2"])
    }

    @Test("the progress list dates every state of a dossier, by its code")
    func progress() throws {
        let header = "Mã hồ sơ,Thời điểm xử lý,Trạng thái,Phòng ban xử lý\n"
        let rows = """
            H55.242-260401-0001,01/04/2026 08:30,Được tiếp nhận,Một cửa
            H55.242-260401-0001,02/04/2026 09:00,Đang xử lý,Văn phòng
            H55.242-260401-0001,02/04/2026 15:00,Đang xử lý,Văn phòng

            """
        #expect(try office.load(header + rows, "2026-04-30").tale == "read 3, new 2, duplicate 1")
        #expect(
            try office.rows("SELECT ma_ho_so, don_vi, ngay_xu_ly, trang_thai FROM tien_do_ho_so ORDER BY 3") == [
                "H55.242-260401-0001|H55.242|2026-04-01|2", "H55.242-260401-0001|H55.242|2026-04-02|4",
            ])
        #expect(try office.load(header + rows, "2026-05-01").tale == "read 3, unchanged 2, duplicate 1")
    }
}
