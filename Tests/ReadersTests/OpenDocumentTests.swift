import Records
import Testing

@testable import Readers

@Suite("A workbook of OpenDocument becomes rows of a table")
struct OpenDocumentTests {
    private static func document(_ sheets: String) -> String {
        let names = ["office", "table", "text"].map { "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'" }
        return "<?xml version='1.0'?><office:document-content \(names.joined(separator: " ")) "
            + "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>"
            + "<office:body><office:spreadsheet>\(sheets)</office:spreadsheet></office:body></office:document-content>"
    }

    private static func archive(_ sheets: String, manifest: String = "", order: [String]? = nil) -> [UInt8] {
        let texts = [
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": document(sheets),
            "META-INF/manifest.xml":
                "<m:manifest xmlns:m='urn:x'><m:file-entry>\(manifest)</m:file-entry></m:manifest>",
        ]
        var zip = ZipWriter()
        for name in order ?? ["mimetype", "content.xml", "META-INF/manifest.xml"] { zip.add(name, texts[name] ?? "") }
        return zip.end()
    }

    private func read(_ rows: String, limits: ReadLimits = ReadLimits()) -> Reading {
        Reading.same(Array(Self.document("<table:table table:name='A'>\(rows)</table:table>").utf8)) {
            OpenDocumentReader(.whole(0), limits: limits)
        }
    }

    private func cell(_ text: String, _ attributes: String = "office:value-type='string'") -> String {
        "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    }

    private func row(_ cells: String, _ attributes: String = "") -> String {
        "<table:table-row \(attributes)>\(cells)</table:table-row>"
    }

    @Test("cells that are repeated, covered and empty; rows in groups")
    func places() {
        let reading = read(
            "<table:table-header-rows>"
                + row(cell("a", "table:number-columns-repeated='2'") + "<table:table-cell/>" + cell("b"))
                + "</table:table-header-rows><table:table-row-group><table:table-row-group>"
                + row(
                    "<table:table-cell table:number-columns-repeated='3'/>" + cell("c"),
                    "table:number-rows-repeated='2'")
                + "</table:table-row-group></table:table-row-group>" + row("", "table:number-rows-repeated='3'")
                + row(
                    cell("d", "table:number-columns-spanned='2'")
                        + "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>" + cell("e"))
                + row(
                    "<table:table-cell table:number-columns-repeated='16384'/>", "table:number-rows-repeated='1048569'")
        )
        #expect(reading.failure == nil)
        #expect(reading.cells == [["a", "a", "", "b"], ["", "", "", "c"], ["", "", "", "c"], ["d", "", "e"]])
        #expect(reading.lines == [1, 2, 3, 7])
    }

    @Test("values as they are written, days and times as of other workbooks, text as it is shown")
    func types() {
        let reading = read(
            row(
                cell("1.234,50", "office:value-type='float' office:value='1234.5' calcext:value-type='float'")
                    + cell("95 %", "office:value-type='percentage' office:value='0.95'")
                    + cell("05/04/2026", "office:value-type='date' office:date-value='2026-04-05'")
                    + cell("x", "office:value-type='date' office:date-value='2026-04-05T07:30:00.5'")
                    + cell("x", "office:value-type='time' office:time-value='PT07H05M09S'")
                    + cell("25:00", "office:value-type='time' office:time-value='PT25H00M00S'")
                    + cell("ĐÚNG", "office:value-type='boolean' office:boolean-value='true'")
                    + cell("#N/A", "office:value-type='string' office:string-value='' calcext:value-type='error'")
                    + "<table:table-cell office:value-type='string' office:string-value='chỉ giá trị'/>"))
        #expect(
            reading.cells == [
                [
                    "1234.5", "0.95", "2026-04-05", "2026-04-05 07:30:00", "07:05:09", "25:00", "TRUE", "#N/A",
                    "chỉ giá trị",
                ]
            ])
        let text = read(
            row(
                cell(
                    "  Nguyễn \n <text:span>Thị</text:span><text:s/><text:s text:c='2'/> A<text:tab/>b<text:line-break/>"
                        + "c <text:a>d<text:span>e</text:span></text:a>f<office:annotation><text:p>ghi chú</text:p>"
                        + "</office:annotation>g</text:p><text:p/><text:p>h")
                    + "<table:table-cell><office:annotation><text:p>n</text:p></office:annotation></table:table-cell>"
                    + "<table:table-cell office:value-type='string'><office:annotation><text:p>n</text:p>"
                    + "</office:annotation><text:p>k</text:p></table:table-cell>"))
        #expect(text.cells == [["Nguyễn Thị    A\tb\nc defg\n\nh", "", "k"]])
    }

    @Test("hidden rows and columns are read and counted where something stands in them")
    func hidden() {
        let reading = read(
            "<table:table-column/><table:table-column table:visibility='collapse' table:number-columns-repeated='2'/>"
                + row(cell("1") + cell("2"), "table:visibility='filter' table:number-rows-repeated='2'")
                + row("", "table:visibility='collapse'") + row(cell("3"), "table:visibility='visible'"))
        #expect(
            reading.warnings == [
                ReadWarning(cause: .hiddenRows, line: 1, count: 2),
                ReadWarning(cause: .hiddenColumns, line: 0, count: 1),
            ])
    }

    @Test("rows that are repeated come a batch at a time, and not without end")
    func repeated() throws {
        let sheet =
            "<table:table table:name='A'>" + row(cell("x"), "table:number-rows-repeated='100000'")
            + row(cell("y")) + "</table:table>"
        let stream = try OpenDocument.open(SeekableBytes(Self.archive(sheet)), .utf8, ReadLimits())
            .rows(of: 0, most: nil)
        var batch = RecordBatch()
        var count = 0
        var last: Int32 = 0
        while try stream.next(into: &batch) {
            #expect(batch.heads.count <= ReadLimits().batchRecords)
            count += batch.heads.count
            last = batch.heads.last?.line ?? last
            batch.removeAll()
        }
        #expect(count == 100_001)
        #expect(last == 100_001)
        for count in ["1048577", "99999999999", "99999999999999999999999"] {
            #expect(read(row(cell("x"), "table:number-rows-repeated='\(count)'")).failure?.cause == .damagedSheet)
            // Empty ones are none, however many.
            #expect(read(row("", "table:number-rows-repeated='\(count)'")).failure == nil)
        }
        let long = cell(String(repeating: "x", count: 1_000), "table:number-columns-repeated='4000'")
        #expect(read(row(long, "table:number-rows-repeated='1000'")).failure?.cause == .ratioTooHigh)
        #expect(read(row(long)).faults.map(\.cause) == [.recordTooLong])
        let wide = read(row(cell("x", "table:number-columns-repeated='999999999'")) + row(cell("y")))
        #expect(wide.faults.map(\.cause) == [.tooManyCells])
        #expect(wide.cells == [["y"]])
    }

    @Test(
        "sheets by name; the format is told by its entries, in any order; an encrypted one and one of texts are refused"
    )
    func container() throws {
        let sheets = ["Bìa", "Tháng 4"].map { "<table:table table:name='\($0)'>\(row(cell($0)))</table:table>" }
            .joined()
        for order in [nil, ["META-INF/manifest.xml", "content.xml", "mimetype"], ["content.xml"]] {
            let bytes = Self.archive(sheets, order: order)
            let format = try #require(try FormatSniffer(bytes[...]).container)
            #expect(format.name == "ODS")
            let workbook = try format.open(SeekableBytes(bytes))
            #expect(try workbook.tables == ["Bìa", "Tháng 4"])
            #expect(Reading(try workbook.rows(of: 1, most: 5)).cells == [["Tháng 4"]])
            #expect(Reading(try workbook.rows(of: 1, most: nil)).cells == [["Tháng 4"]])
            if order?.count != 1 { #expect(try ZipExports(SeekableBytes(bytes)) == nil) }
        }
        func cause(_ bytes: [UInt8]) throws -> ReadFailure.Cause? {
            do throws(ReadFailure) {
                _ = try OpenDocument.open(SeekableBytes(bytes), .utf8, ReadLimits()).tables
                return nil
            } catch {
                return error.cause
            }
        }
        #expect(try cause(Self.archive(sheets, manifest: "<m:encryption-data/>")) == .encryptedWorkbook)
        #expect(try cause(Self.archive("")) == .noWorkbook)
        #expect(try cause(Self.archive(sheets, order: ["mimetype"])) == .noWorkbook)
        let whole = Self.archive(sheets)
        for length in stride(from: 0, to: whole.count, by: 11) {
            #expect(try cause(Array(whole.prefix(length))) != nil)
        }
    }

    @Test("content that is cut off, deep or has a DOCTYPE is refused")
    func refused() {
        let text = Array(Self.document("<table:table>\(row(cell("x")))</table:table>").utf8)
        for length in stride(from: 60, to: text.count, by: 5) {
            let reading = Reading(Array(text.prefix(length)), chunk: 7, by: OpenDocumentReader(.whole(0)))
            #expect(reading.failure?.cause == .truncated)
        }
        #expect(read(row(cell(String(repeating: "<text:span>", count: 100_000)))).failure?.cause == .tooDeep)
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'>]><a/>"
        #expect(Reading(Array(bomb.utf8), chunk: 7, by: OpenDocumentReader(.whole(0))).failure?.cause == .doctype)
    }
}
