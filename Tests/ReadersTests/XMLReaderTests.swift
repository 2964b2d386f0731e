import Records
import Testing

@testable import Readers

@Suite("An XML record is its tree laid flat")
struct XMLReaderTests {
    private static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <DanhSachHoSo>
          <HoSo
             id="1&amp;2 &#38;#38;" loai='"'>
            <MaHoSo>H55&lt;1</MaHoSo>
            <TaiLieuNop><Ten>a</Ten><Ten>b</Ten><Trong/></TaiLieuNop>
          </HoSo><HoSo><MaHoSo>&#x1EEF;<![CDATA[<x> & ]]>]<!-- c -->y<?p i?> </MaHoSo></HoSo>
          <Khac> chữ <b>đậm</b> sau</Khac>
        </DanhSachHoSo>
        """

    @Test("fields, attributes, character data in pieces, and lines of the start tags")
    func everything() {
        let reading = Reading.xml(Self.document)
        #expect(reading.failure == nil)
        #expect(reading.lines == [3, 7, 8])
        #expect(reading.records.map(\.row) == [1, 2, 3])
        #expect(reading.records.map(\.place) == ["DanhSachHoSo/HoSo", "DanhSachHoSo/HoSo", "DanhSachHoSo/Khac"])
        #expect(
            reading.records[0].names == [
                "", "@id", "@loai", "MaHoSo", "TaiLieuNop", "TaiLieuNop/Ten", "TaiLieuNop/Ten", "TaiLieuNop/Trong",
            ])
        #expect(reading.records[0].cells == ["", "1&2 &#38;", "\"", "H55<1", "", "a", "b", ""])
        #expect(reading.records[1].cells == ["", "ữ<x> & ]y "])
        #expect(reading.records[2].cells == [" chữ  sau", "đậm"])
    }

    @Test("CR and CRLF end lines and are LF in text")
    func lineEnds() {
        let reading = Reading.xml(Self.document.split(separator: "\n").joined(separator: "\r\n"))
        #expect(reading.lines == [3, 7, 8])
        #expect(Reading.xml("<a>\r\r<b>x\r\ny\rz&#13;</b></a>").records.map(\.cells) == [["x\ny\nz\r"]])
        #expect(Reading.xml("<a>\r\r<b/></a>").lines == [3])
    }

    @Test("white space between children is layout where there is no other text, and text beside it")
    func whiteSpace() {
        #expect(Reading.xml("<r><a>x<b/> <c/>y</a></r>").records[0].cells == ["x y", "", ""])
        #expect(Reading.xml("<r><a>\n <b>1</b>\n</a></r>").records[0].cells == ["", "1"])
        #expect(Reading.xml("<r><a>\n <b/>z</a></r>").records[0].cells == ["\n z", ""])
    }

    @Test("parents are the cells around, within the record")
    func parents() throws {
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        var batch = RecordBatch()
        try reader.feed(Array("<r><a/><a k='1'><b><c/></b><d/></a></r>".utf8)[...], into: &batch)
        try reader.finish(into: &batch)
        let cells = batch.cells[Int(batch.heads[1].firstCell)..<Int(batch.heads[1].endCell)]
        #expect(cells.map { batch.paths[Int($0.name)].written } == ["", "@k", "b", "b/c", "d"])
        #expect(cells.map(\.parent) == [-1, -1, -1, 2, -1])
    }

    @Test("namespaces are kept with each step, prefixes in the written path")
    func namespaces() throws {
        let text = "<r xmlns='u:1' xmlns:p='u:2'><p:a p:k='v' xml:lang='vi'><b/><p:b xmlns:p='u:3'/></p:a></r>"
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        var batch = RecordBatch()
        try reader.feed(Array(text.utf8)[...], into: &batch)
        try reader.finish(into: &batch)
        #expect(batch.places == ["r/p:a"])
        #expect(batch.paths.map(\.written) == ["", "@p:k", "@xml:lang", "b", "p:b"])
        #expect(
            batch.paths.compactMap { $0.steps.last?.namespace } == [
                "u:2", "http://www.w3.org/XML/1998/namespace", "u:1", "u:3",
            ])
    }

    @Test("records stand at a path from the root, at any depth, or are the root's children")
    func recordPaths() throws {
        let text = "<r><l><HoSo>1<HoSo>2</HoSo></HoSo><x/></l><HoSo>3</HoSo></r>"
        #expect(Reading.xml(text, records: try #require(RecordPath("r/l/HoSo"))).records.map(\.cells) == [["1", "2"]])
        let anywhere = Reading.xml(text, records: try #require(RecordPath("//HoSo")))
        #expect(anywhere.records.map(\.cells) == [["1", "2"], ["3"]])
        #expect(anywhere.records.map(\.place) == ["r/l/HoSo", "r/HoSo"])
        #expect(Reading.xml(text, records: try #require(RecordPath("/r/x"))).records.isEmpty)
        #expect(Reading.xml("<r/>", records: try #require(RecordPath("r"))).records.map(\.cells) == [[""]])
        for wrong in ["", "a//b", "//a/b", "a/@b", "a/ b"] { #expect(RecordPath(wrong) == nil) }
    }

    @Test("only what is wanted is kept, with the elements around it")
    func wanted() {
        let text = "<r><a k='1' m='2'>own<b><c>1</c><d>2</d></b><e>3</e></a></r>"
        let reading = Reading.xml(text, wanted: ["b/c", "@m"])
        #expect(reading.records.map(\.names) == [["", "@m", "b", "b/c"]])
        #expect(reading.records.map(\.cells) == [["", "2", "", "1"]])
        #expect(Reading.xml(text, wanted: ["", "e"]).records.map(\.cells) == [["own", "3"]])
    }

    @Test("the content of Base64 elements is passed over and counted, forty megabytes of it too")
    func base64() throws {
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        var batch = RecordBatch()
        try reader.feed(Array("<r>\n<a><Base64 k='1'>".utf8)[...], into: &batch)
        let line = Array((String(repeating: "QUJD", count: 16_384) + "\n").utf8)
        for _ in 0..<640 { try reader.feed(line[...], into: &batch) }
        try reader.feed(Array("</Base64><b>x</b></a></r>".utf8)[...], into: &batch)
        try reader.finish(into: &batch)
        #expect(batch.bytes == Array("x".utf8))
        let expected = ReadWarning(cause: .skippedContent, line: 2, count: 640 * line.count, found: "Base64")
        #expect(reader.warnings == [expected])
    }

    @Test("a CDATA section of megabytes is passed over as it comes, and one that is kept has the bound of text")
    func longData() {
        let data = String(repeating: "QUJD\n", count: 400_000)
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        let text = "<r><a><Base64><![CDATA[" + data + "]]></Base64><b>x</b></a></r>"
        let reading = Reading(Array(text.utf8), chunk: 65_536, by: reader)
        #expect(reading.failure == nil)
        #expect(reading.records.map(\.cells) == [["", "", "x"]])
        #expect(reading.warnings.map(\.count) == [data.utf8.count])
        let kept = Reading.xml("<r><a><![CDATA[" + data.prefix(70_000) + "]]></a></r>")
        #expect(kept.records.map(\.cells) == [[String(data.prefix(70_000))]])
    }

    @Test("UTF-16 is read by its mark, whatever case its declaration has")
    func utf16Documents() {
        for bigEndian in [false, true] {
            let text = "<?xml version='1.0' encoding='utf-16'?>\r\n<r>\r\n<a>ữ𝄞</a></r>"
            let reading = Reading.xml(
                utf16(text, bigEndian: bigEndian), encoding: bigEndian ? .utf16BigEndian : .utf16LittleEndian)
            #expect(reading.records.map(\.cells) == [["ữ𝄞"]])
            #expect(reading.lines == [3])
        }
    }
}
