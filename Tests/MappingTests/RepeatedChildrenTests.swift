import Domain
import Testing

@testable import Mapping

@Suite("Children out of the columns of one row")
struct RepeatedChildrenTests {
    private static let record = """
        title: Phiếu
        description: Phiếu
        key: [ma]
        unit: don_vi
        columns:
          ma: {type: word, title: Mã, empty: required}
          don_vi: {type: unit, title: Đơn vị}
        children:
          tra_loi: {title: Trả lời, columns: {cau: {type: number, title: Câu}, diem: {type: number, title: Điểm, bad: field}}}

        """

    private func rules(_ children: String, format: String = "table") throws -> RulesCompiler {
        let match = format == "table" ? "fields: [ma]" : "record: A/B"
        let source = """
            title: Phiếu
            record: phieu
            format: \(format)
            match: {\(match)}
            fields: {ma: {from: Mã}}
            children:
              tra_loi:
            \(children)

            """
        return RulesCompiler(
            folder: try Rig.folder([
                "codes/co_khong.csv": "label,code\nCó,1\nKhông,0\n", "records/phieu.yaml": Self.record,
                "sources/phieu.yaml": source,
            ]))
    }

    private static let answers = """
            repeat: [1, 2]
            fields: {cau: {constant: "{}"}, diem: {from: "Trả lời {}", else: "Câu {}"}}
        """

    private func lines(_ table: String) throws -> [String] {
        let compiler = try rules(Self.answers)
        #expect(compiler.diagnostics.isEmpty)
        return try Rig.load(table, unit: "H55.242", rules: compiler.rules).lines
    }

    @Test("each text makes one child of the headings with it, where one of their cells is filled")
    func each() throws {
        #expect(
            try lines("Mã,Trả lời 1,Trả lời 2\nA1,3,4\nA2,,5\nA3,,\n") == [
                #"{"ma":"A1","don_vi":"H55.242","tra_loi":[{"cau":1,"diem":3},{"cau":2,"diem":4}]}"#,
                #"{"ma":"A2","don_vi":"H55.242","tra_loi":[{"cau":2,"diem":5}]}"#,
                #"{"ma":"A3","don_vi":"H55.242","tra_loi":[]}"#,
            ])
    }

    @Test("a child's else is read only where the table has none of its from")
    func otherwise() throws {
        #expect(
            try lines("Mã,Câu 1,Trả lời 1,Câu 2\nA1,7,3,4\nA2,7,,\n") == [
                #"{"ma":"A1","don_vi":"H55.242","tra_loi":[{"cau":1,"diem":3},{"cau":2,"diem":4}]}"#,
                #"{"ma":"A2","don_vi":"H55.242","tra_loi":[]}"#,
            ])
    }

    @Test("a table without any of the columns knows nothing of the list")
    func unknown() throws {
        #expect(try lines("Mã,Khác\nA1,3\n") == [#"{"ma":"A1","don_vi":"H55.242"}"#])
    }

    @Test("headings of children under merged cells make a header of two rows")
    func merged() throws {
        let compiler = try rules(
            """
                repeat: [Một, Hai]
                fields: {diem: {from: "{} điểm"}}
            """)
        let table = "Mã,Một,,Hai,\n,Điểm,Ghi chú,Điểm,Ghi chú\nA1,3,x,4,y\n"
        #expect(
            try Rig.load(table, unit: "H55.242", rules: compiler.rules).lines == [
                #"{"ma":"A1","don_vi":"H55.242","tra_loi":[{"diem":3},{"diem":4}]}"#
            ])
    }

    @Test("a mistake in them is said once, and XML has children of its own")
    func mistakes() throws {
        let twice = try rules(
            """
                repeat: [1, 2]
                fields: {diemm: {from: "Câu {}"}}
            """)
        #expect(
            twice.diagnostics.map { $0.text(.en) } == [
                "sources/phieu.yaml:9:14: error: no such field \"diemm\", did you mean \"diem\"?"
            ])
        let xml = try rules(
            """
                repeat: [1, 2]
                fields: {diem: {from: "Cau{}"}}
            """, format: "xml")
        #expect(
            xml.diagnostics.map { $0.text(.en) } == ["sources/phieu.yaml:8:13: error: \"repeat\" is for tables only"])
    }
}
