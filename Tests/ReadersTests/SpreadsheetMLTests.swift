import Records
import Testing

@testable import Readers

@Suite("A workbook of SpreadsheetML 2003 becomes rows of a table")
struct SpreadsheetMLTests {
    private static let head =
        "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n"
        + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
        + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"

    private func read(_ table: String, limits: ReadLimits = ReadLimits()) -> Reading {
        let text = Self.head + "<Worksheet ss:Name='A'><Table>\(table)</Table></Worksheet></Workbook>"
        return Reading.same(Array(text.utf8)) { SpreadsheetMLReader(.whole(0), encoding: .utf8, limits: limits) }
    }

    private func cell(_ text: String, _ type: String = "String") -> String {
        "<Cell><Data ss:Type='\(type)'>\(text)</Data></Cell>"
    }

    @Test("rows and cells stand where their indexes say, behind merged ones too")
    func places() {
        let reading = read(
            "<Row ss:Index='2'>\(cell("a"))<Cell ss:Index='3' ss:MergeAcross='2'><Data ss:Type='String'>b</Data></Cell>"
                + "\(cell("c"))<Cell/></Row><Row/><Row ss:Span='2'/><Row>\(cell("d"))</Row>"
                + "<Row ss:Index='20'><Cell ss:Index='2'><Data>e</Data></Cell></Row>")
        #expect(reading.failure == nil)
        #expect(reading.cells == [["a", "", "b", "", "", "c"], ["d"], ["", "e"]])
        #expect(reading.lines == [2, 7, 20])
    }

    @Test("numbers, days and times, booleans, errors, text of several lines and with marks of style")
    func types() {
        let reading = read(
            "<Row>" + cell("46117", "Number") + cell("4.3499999999999996", "Number") + cell("1.2E+10", "Number")
                + cell("2026-04-05T00:00:00.000", "DateTime") + cell("2026-04-05T07:30:00.000", "DateTime")
                + cell("1899-12-31T13:05:00.000", "DateTime") + cell("1", "Boolean") + cell("0", "Boolean")
                + cell("#N/A", "Error") + cell("một&#10;hai &lt;3") + cell(" 007 ")
                + "<Cell><ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'>a <B>b</B><Font>c<I>d</I></Font> e"
                + "</ss:Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell></Row>")
        #expect(
            reading.cells == [
                [
                    "46117", "4.35", "12000000000", "2026-04-05", "2026-04-05 07:30:00", "13:05:00", "TRUE", "FALSE",
                    "#N/A", "một\nhai <3", " 007 ", "a bcd e",
                ]
            ])
    }

    @Test("hidden rows and columns are read and counted where something stands in them")
    func hidden() {
        let reading = read(
            "<Column/><Column ss:Hidden='1'/><Column ss:Index='4' ss:Span='1' ss:Hidden='1'/><Row ss:Hidden='1'>"
                + "\(cell("1"))\(cell("2"))</Row><Row ss:Hidden='1'/><Row>\(cell("3"))"
                + "<Cell ss:Index='5'><Data>4</Data></Cell><Cell><Data>5</Data></Cell></Row>")
        #expect(
            reading.warnings == [
                ReadWarning(cause: .hiddenRows, line: 1, count: 1),
                ReadWarning(cause: .hiddenColumns, line: 0, count: 2),
            ])
    }

    @Test("what is not in order, too much, cut off, or has a DOCTYPE is refused or a fault")
    func refused() {
        for rows in [
            "<Row ss:Index='2'/><Row ss:Index='2'/>", "<Row ss:Index='0'/>", "<Row ss:Index='x'/>",
            "<Row ss:Index='1048577'/>", "<Row><Cell ss:Index='2'/><Cell ss:Index='1'/></Row>",
            "<Row><Cell ss:Index='16385'/></Row>", "<Row><Cell ss:MergeAcross='99999'/><Cell/></Row>",
        ] {
            #expect(read(rows).failure?.cause == .damagedSheet, "\(rows)")
        }
        #expect(read("<Row>").failure?.cause == .notWellFormed)
        let wide = read("<Row><Cell ss:Index='5000'><Data>x</Data></Cell></Row><Row>\(cell("y"))</Row>")
        #expect(wide.faults.map(\.cause) == [.tooManyCells])
        #expect(wide.cells == [["y"]])
        let bytes = Array(
            (Self.head + "<Worksheet ss:Name='A'><Table><Row>\(cell("a"))</Row></Table></Worksheet></Workbook>").utf8)
        for length in stride(from: 60, to: bytes.count, by: 3) {
            let reading = Reading(
                Array(bytes.prefix(length)), chunk: 7, by: SpreadsheetMLReader(.whole(0), encoding: .utf8))
            #expect(reading.failure?.cause == .truncated)
        }
        let bomb = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bb'>]>" + Self.head.drop { $0 != "\n" }
        #expect(
            Reading(Array(bomb.utf8), chunk: 7, by: SpreadsheetMLReader(.whole(0), encoding: .utf8)).failure?.cause
                == .doctype)
        let deep = read("<Row><Cell><Data>" + String(repeating: "<b>", count: 100_000) + "</Data></Cell></Row>")
        #expect(deep.failure?.cause == .tooDeep)
    }

    @Test("its sheets are found by name, and the format by its first element")
    func container() throws {
        let sheets = ["Bìa", "Tháng 4"].map {
            "<Worksheet ss:Name='\($0)'><Table><Row>\(cell($0))</Row></Table></Worksheet>"
        }
        for bytes in [
            Array((Self.head + sheets.joined() + "</Workbook>").utf8),
            utf16(Self.head + sheets.joined() + "</Workbook>"),
        ] {
            let sniffed = try FormatSniffer(bytes[...])
            let format = try #require(sniffed.container)
            #expect(format.name == "SpreadsheetML")
            #expect(sniffed.wrongEnding(of: "a.xls") == ".xls")
            #expect(sniffed.wrongEnding(of: "a.xml") == nil)
            let workbook = try format.open(SeekableBytes(bytes), encoding: sniffed.encoding)
            #expect(try workbook.tables == ["Bìa", "Tháng 4"])
            #expect(Reading(try workbook.rows(of: 1, most: 5)).cells == [["Tháng 4"]])
            #expect(Reading(try workbook.rows(of: 1, most: nil)).cells == [["Tháng 4"]])
        }
        let none = Array((Self.head + "</Workbook>").utf8)
        let format = try #require(try FormatSniffer(none[...]).container)
        #expect(throws: ReadFailure(.noWorkbook)) { try format.open(SeekableBytes(none)).tables }
        #expect(try FormatSniffer(Array("<Workbook xmlns='urn:x'/>".utf8)[...]).kind == .xml)
    }
}
