import Records
import Testing

@testable import Readers

/// Which cells of a sheet are numbers: 234.567 is then no 234567, whatever marks its source has.
struct NumberCellsTests {
    private static func flags(_ container: any TableContainer) throws -> [String: Bool] {
        let stream = try container.rows(of: 0, most: nil)
        var batch = RecordBatch()
        while try stream.next(into: &batch) {}
        var flags: [String: Bool] = [:]
        for cell in batch.cells where cell.length > 0 {
            let text = batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)]
            flags[String(decoding: text, as: UTF8.self)] = cell.parent == Cell.number
        }
        return flags
    }

    @Test("XLSX: numbers, not dates, texts, truth")
    func workbook() throws {
        let styles =
            "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
        let rows =
            "<sheetData><row><c><v>234.567</v></c><c s='1'><v>46117</v></c><c t='str'><v>1.5</v></c><c t='b'><v>1</v></c>"
            + "<c t='inlineStr'><is><t>8.000</t></is></c><c><f>1</f><v>7</v></c></row></sheetData>"
        let bytes = ZipWriter.workbook([("A", rows)], styles: styles)
        #expect(
            try Self.flags(Workbook(SeekableBytes(bytes))) == [
                "234.567": true, "2026-04-05": false, "1.5": false, "TRUE": false, "8.000": false, "7": true,
            ])
    }

    @Test("XLS: numbers of every kind")
    func oldWorkbook() throws {
        func number(_ column: UInt8, _ value: Double) -> [UInt8] {
            let bits = (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
            return BiffWriter.record(0x0203, [0, 0, column, 0, 0, 0] + bits)
        }
        let label = BiffWriter.record(0x0204, [0, 0, 1, 0, 0, 0, 5, 0, 0] + Array("8.000".utf8))
        let small = BiffWriter.record(0x027E, [0, 0, 2, 0, 0, 0, 6, 0, 0, 0])
        let bytes = BiffWriter.workbook(number(0, 234.567) + label + small)
        #expect(
            try Self.flags(OldWorkbook(SeekableBytes(bytes), limits: ReadLimits())) == [
                "234.567": true, "8.000": false, "1": true,
            ])
    }

    @Test("OpenDocument and SpreadsheetML")
    func documents() throws {
        func cell(_ type: String, _ value: String) -> String {
            "<table-cell value-type='\(type)' \(value)><p>8.000</p></table-cell>"
        }
        var zip = ZipWriter()
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zip.add(
            "content.xml",
            "<document-content><body><spreadsheet><table name='A'><table-row>"
                + cell("float", "value='234.567'") + cell("currency", "value='5'") + cell("string", "")
                + cell("date", "date-value='2026-04-05'")
                + "</table-row></table></spreadsheet></body></document-content>")
        #expect(
            try Self.flags(OpenDocument.open(SeekableBytes(zip.end()), .utf8, ReadLimits())) == [
                "234.567": true, "5": true, "8.000": false, "2026-04-05": false,
            ])
        let xml =
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>"
            + "<Worksheet ss:Name='A'><Table><Row><Cell><Data ss:Type='Number'>234.567</Data></Cell>"
            + "<Cell><Data ss:Type='String'>8.000</Data></Cell></Row></Table></Worksheet></Workbook>"
        #expect(
            try Self.flags(SpreadsheetML.open(SeekableBytes(Array(xml.utf8)), .utf8, ReadLimits())) == [
                "234.567": true, "8.000": false,
            ])
    }
}
