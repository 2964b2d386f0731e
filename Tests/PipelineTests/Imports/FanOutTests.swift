import Domain
import Reports
import Testing

@Suite("A source that gives one row a component")
struct FanOutTests {
    private let office: Office

    init() throws {
        office = try Office()
        try office.amend(
            "sources/danh-sach-ho-so.yaml",
            adding: """
                fan_out: true
                children:
                  thanh_phan_ho_so:
                    fields:
                      ma_thanh_phan: {from: Mã giấy tờ}
                      so_hoa: {from: Giấy tờ đã số hóa}

                """)
    }

    private static let columns = "Trạng thái,Ngày tiếp nhận,Mã giấy tờ,Giấy tờ đã số hóa"

    private func papers() throws -> [String] {
        try office.rows("SELECT ma_thanh_phan, so_hoa FROM thanh_phan_ho_so ORDER BY 1")
    }

    @Test("makes one record with children of its rows, counted as joined")
    func joined() throws {
        let text = DossierText.list(
            Self.columns, "4,01/04/2026,A,Không", "4,01/04/2026,B,Có", "H55.242-260401-0002,4,01/04/2026,C,",
            "4,01/04/2026,D,")
        #expect(try office.load(text, "2026-04-10").tale == "read 4, new 2, joined 2")
        #expect(try papers() == ["A|0", "B|1", "C|0", "D|0"])
        #expect(try office.load(text, "2026-04-11").tale == "read 4, unchanged 2, joined 2")
        #expect(try papers() == ["A|0", "B|1", "C|0", "D|0"])
        let fewer = DossierText.list(Self.columns, "4,01/04/2026,A,Không", "4,01/04/2026,B,Có")
        #expect(try office.load(fewer, "2026-04-12").tale == "read 2, changed 1, joined 1")
        #expect(try papers() == ["A|0", "B|1", "C|0"])
        #expect(try office.load(text + " ", "2026-04-09").tale == "read 4, stale 2, joined 2")
        #expect(try papers() == ["A|0", "B|1", "C|0"])
        #expect(try office.verify() == [])
    }

    @Test("warns where cells of the parent differ, and the last stands")
    func differs() throws {
        let text = DossierText.list(Self.columns, "4,01/04/2026,A,", "5,01/04/2026,B,")
        let report = try office.load(text, "2026-04-10")
        #expect(report.tale == "read 2, new 1, joined 1")
        #expect(report.warnings.contains { $0.code == "joined-differs" && $0.count == 1 })
        #expect(try office.rows("SELECT trang_thai FROM ho_so") == ["5"])
    }
}
