import Domain
import Testing

@testable import Mapping

struct HeaderTests {
    @Test("a merged group of two rows reads as its words together, and as the lower row alone")
    func merged() {
        let header = Header([
            ["STT", "Mã hồ sơ", "Ngày", "", "", "Ghi chú"], ["", "", "tiếp nhận", "hẹn trả", "trả", ""],
        ])
        #expect(header.columns(of: "ngaytiepnhan") == [2])
        #expect(header.columns(of: "ngayhentra") == [3])
        #expect(header.columns(of: "ngaytra") == [4])
        #expect(header.columns(of: "hentra") == [3])
        #expect(header.columns(of: "mahoso") == [1])
        #expect(header.columns(of: "ghichu") == [5])
        #expect(header.written[3] == "Ngày hẹn trả")
        #expect(header.width == 6)
    }

    @Test("three rows of a group read with and without the highest")
    func three() {
        let header = Header([["Thời gian", ""], ["Ngày", ""], ["tiếp nhận", "trả"]])
        #expect(header.columns(of: "thoigianngaytiepnhan") == [0])
        #expect(header.columns(of: "ngaytiepnhan") == [0])
        #expect(header.columns(of: "trả") == [])
        #expect(header.columns(of: "tra") == [1])
    }

    @Test("a whole heading goes before another's lower row")
    func wholeFirst() {
        let header = Header([["Ngày tiếp nhận", "Bổ sung", ""], ["", "Ngày tiếp nhận", "Lần"]])
        #expect(header.columns(of: "ngaytiepnhan") == [0])
    }

    @Test("a heading twice is two columns, and spaces of all sorts are none")
    func twice() {
        let header = Header([["Ngày trả", "\u{A0}Ngày\ntrả\u{FEFF}", "\u{200B}", ""]])
        #expect(header.columns(of: "ngaytra") == [0, 1])
        #expect(header.width == 2)
    }

    // MARK: Binding

    private func bind(_ rows: [[String]]) throws -> (fields: [String: String], troubles: [[String]]) {
        let rules = Rig.house.rules
        let source = rules.sources[try #require(rules.source("danh-sach-ho-so"))]
        let kind = rules.kinds[source.kind]
        let (binding, troubles) = Binder(source: source).bind(Header(rows), end: rows.count)
        var fields: [String: String] = [:]
        for (index, field) in source.fields.enumerated() where binding.bound[index] {
            fields[kind.columns[field.column].name] =
                binding.reads[index].map { binding.headings[binding.columns[$0]] }.joined(separator: "|")
        }
        return (fields, troubles.map { if case .twice(_, let headings) = $0 { headings } else { [] } })
    }

    @Test("\"Ngày có kết quả\" is the end where it stands alone")
    func alone() throws {
        let (fields, troubles) = try bind([["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày có kết quả"]])
        #expect(fields["ngay_ket_thuc"] == "Ngày có kết quả")
        #expect(fields["ngay_co_ket_qua"] == nil)
        #expect(fields["ngay_tiep_nhan"] == "Ngày nhận")
        #expect(troubles.isEmpty)
    }

    @Test("\"Ngày có kết quả\" is a field of its own beside \"Ngày kết thúc xử lý\"")
    func beside() throws {
        let (fields, troubles) = try bind([
            ["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày có kết quả", "Ngày kết thúc xử lý"]
        ])
        #expect(fields["ngay_ket_thuc"] == "Ngày kết thúc xử lý")
        #expect(fields["ngay_co_ket_qua"] == "Ngày có kết quả")
        #expect(troubles.isEmpty)
    }

    @Test("the unit that settles goes before the one that receives")
    func units() throws {
        #expect(try bind([["Mã hồ sơ", "Đơn vị tiếp nhận"]]).fields["don_vi"] == "Đơn vị tiếp nhận")
        let both = try bind([["Mã hồ sơ", "Đơn vị tiếp nhận", "Đơn vị giải quyết"]])
        #expect(both.fields["don_vi"] == "Đơn vị giải quyết")
        #expect(both.troubles.isEmpty)
    }

    @Test("two columns that would fill one field are said, by both headings")
    func trouble() throws {
        #expect(try bind([["Mã hồ sơ", "Ngày nhận", "Ngày tiếp nhận"]]).troubles == [["Ngày nhận", "Ngày tiếp nhận"]])
        #expect(try bind([["Mã hồ sơ", "Ngày trả", "Ngày trả"]]).troubles == [["Ngày trả", "Ngày trả"]])
    }

    @Test("a column that no field names is bound to none")
    func unnamed() throws {
        #expect(try bind([["Mã hồ sơ", "Chủ hồ sơ", "Địa chỉ", "Ghi chú"]]).fields.keys.sorted() == ["ma_ho_so"])
    }
}
