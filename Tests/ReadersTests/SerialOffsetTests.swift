import Records
import Testing

@testable import Readers

/// From which day a workbook counts the days of its cells.
struct SerialOffsetTests {
    @Test("each format says whether its days begin in 1904")
    func formats() throws {
        let rows = "<sheetData><row><c><v>44655</v></c></row></sheetData>"
        func xlsx(_ properties: String) throws -> Int {
            try Workbook(SeekableBytes(ZipWriter.workbook([("A", rows)], properties: properties))).serialOffset
        }
        #expect(try xlsx("<workbookPr date1904='1'/>") == 1_462)
        #expect(try xlsx("<workbookPr date1904='false'/>") == 0)
        #expect(try xlsx("") == 0)
        func xls(_ mode: UInt8) throws -> Int {
            let bytes = BiffWriter.workbook([], globals: BiffWriter.record(0x0022, [mode, 0]))
            return try OldWorkbook(SeekableBytes(bytes), limits: ReadLimits()).serialOffset
        }
        #expect(try xls(1) == 1_462)
        #expect(try xls(0) == 0)
        func xml(_ inside: String) throws -> Int {
            let text =
                "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><ExcelWorkbook xmlns='urn:schemas-microsoft-com:office:excel'>"
                + "\(inside)<WindowHeight>1</WindowHeight></ExcelWorkbook><Worksheet><Table/></Worksheet></Workbook>"
            return try SpreadsheetML.open(SeekableBytes(Array(text.utf8)), .utf8, ReadLimits()).serialOffset
        }
        #expect(try xml("<Date1904/>") == 1_462)
        #expect(try xml("") == 0)
        func ods(_ settings: String) throws -> Int {
            var zip = ZipWriter()
            zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            zip.add(
                "content.xml",
                "<document-content><body><spreadsheet>\(settings)<table name='A'/></spreadsheet></body></document-content>"
            )
            return try OpenDocument.open(SeekableBytes(zip.end()), .utf8, ReadLimits()).serialOffset
        }
        #expect(
            try ods("<calculation-settings><null-date date-value='1904-01-01'/></calculation-settings>") == 1_462)
        #expect(try ods("<calculation-settings><null-date/></calculation-settings>") == 0)
        #expect(try ods("") == 0)
    }

    @Test(
        "the day 0 of an OpenDocument",
        arguments: [
            ("1899-12-30", 0), ("1900-01-01", 2), ("1904-01-01", 1_462), ("1904-01-01T00:00:00", 1_462),
            ("2000-02-29", 36_585), ("1904-13-01", nil), ("", nil), ("x-y-z", nil),
        ] as [(String, Int?)])
    func nullDates(_ text: String, _ expected: Int?) {
        #expect(SerialDate.offset(nullDate: Array(text.utf8)[...]) == expected)
    }
}
