import Records
import Testing

@testable import Readers

/// A header of two rows with a merged heading, then three rows of which the first column is one cell, and the third, which nobody reads.
struct MergedCellsTests {
    private static let cells: [[(text: String, rows: Int)?]] = [
        [("Mã", 2), ("Tên", 1), ("Ghi chú", 2)], [nil, ("đủ", 1), nil],
        [("m1", 3), ("a", 1), ("x", 3)], [nil, ("b", 1), nil], [nil, ("c", 1), nil],
        [("m2", 1), ("d", 2), ("", 1)], [("m3", 1), nil, ("", 1)],
    ]
    private static let expected = [
        ReadWarning(cause: .mergedCells, line: 4, count: 2, column: 1),
        ReadWarning(cause: .mergedCells, line: 7, count: 1, column: 2),
    ]

    private static func warnings(_ container: any TableContainer) throws -> [ReadWarning] {
        let stream = try container.rows(of: 0, reading: [0, 1], behind: 2)
        var batch = RecordBatch()
        while try stream.next(into: &batch) {}
        #expect(batch.heads.count == cells.count)
        return stream.warnings
    }

    private static func eachCell(_ of: (_ row: Int, _ column: Int, _ cell: (text: String, rows: Int)?) -> Void) {
        for (row, cells) in cells.enumerated() {
            for (column, cell) in cells.enumerated() { of(row, column, cell) }
        }
    }

    @Test("XLSX says them behind its rows")
    func workbook() throws {
        var rows = ""
        var merges = "<mergeCell ref='A1'/><mergeCell ref='C9:C7'/><mergeCell ref='A6:B6'/>"
        for (row, cells) in Self.cells.enumerated() {
            rows += "<row r='\(row + 1)'>"
            for (column, cell) in zip("ABC", cells) {
                guard let cell else { continue }
                rows += "<c r='\(column)\(row + 1)' t='inlineStr'><is><t>\(cell.text)</t></is></c>"
                if cell.rows > 1 { merges += "<mergeCell ref='\(column)\(row + 1):\(column)\(row + cell.rows)'/>" }
            }
            rows += "</row>"
        }
        let sheet = "<sheetData>\(rows)</sheetData><mergeCells>\(merges)</mergeCells>"
        let bytes = SeekableBytes(ZipWriter.workbook([("A", sheet)]))
        #expect(try Self.warnings(Workbook(bytes)) == Self.expected)
        // Of who reads only the beginning, or does not know the header, nothing is said.
        #expect(Reading(try Workbook(bytes).rows(of: 0, most: nil)).warnings.isEmpty)
    }

    @Test("OpenDocument, SpreadsheetML and web pages say them at the first cell")
    func documents() throws {
        var ods = ""
        var xml = ""
        var html = ""
        for cells in Self.cells {
            ods += "<table:table-row>"
            xml += "<Row>"
            html += "<tr>"
            for (column, cell) in cells.enumerated() {
                guard let cell else {
                    ods += "<table:covered-table-cell/>"
                    continue
                }
                ods +=
                    "<table:table-cell office:value-type='string' table:number-rows-spanned='\(cell.rows)'><text:p>\(cell.text)</text:p></table:table-cell>"
                xml +=
                    "<Cell ss:Index='\(column + 1)' ss:MergeDown='\(cell.rows - 1)'><Data ss:Type='String'>\(cell.text)</Data></Cell>"
                html += "<td rowspan='\(cell.rows)'>\(cell.text)</td>"
            }
            ods += "</table:table-row>"
            xml += "</Row>"
            html += "</tr>"
        }
        var zip = ZipWriter()
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        let names = ["office", "table", "text"].map { "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'" }
        zip.add(
            "content.xml",
            "<office:document-content \(names.joined(separator: " "))><office:body><office:spreadsheet>"
                + "<table:table table:name='A'>\(ods)</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        #expect(try Self.warnings(OpenDocument.open(SeekableBytes(zip.end()), .utf8, ReadLimits())) == Self.expected)
        let workbook =
            "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>"
            + "<Worksheet ss:Name='A'><Table>\(xml)</Table></Worksheet></Workbook>"
        #expect(
            try Self.warnings(SpreadsheetML.open(SeekableBytes(Array(workbook.utf8)), .utf8, ReadLimits()))
                == Self.expected)
        let page = Array("<table>\(html)</table>".utf8)
        #expect(try Self.warnings(WebTables.open(SeekableBytes(page), .utf8, ReadLimits())) == Self.expected)
    }

    @Test("binary workbooks say them behind their rows")
    func oldWorkbook() throws {
        var cells: [UInt8] = []
        var merges: [UInt8] = []
        var count = 0
        Self.eachCell { row, column, cell in
            guard let cell else { return }
            let units = cell.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            cells += BiffWriter.record(
                0x0204, [UInt8(row), 0, UInt8(column), 0, 0, 0, UInt8(units.count / 2), 0, 1] + units)
            if cell.rows > 1 {
                count += 1
                merges += [UInt8(row), 0, UInt8(row + cell.rows - 1), 0, UInt8(column), 0, UInt8(column), 0]
            }
        }
        let sheet = cells + BiffWriter.record(0x00E5, [UInt8(count), 0] + merges)
        let workbook = try OldWorkbook(SeekableBytes(BiffWriter.workbook(sheet)), limits: ReadLimits())
        #expect(try Self.warnings(workbook) == Self.expected)
    }

    @Test("a sheet whose merged cells lie over each other a million times is read in time")
    func hostile() {
        var merged = MergedCells([0], behind: 0)
        merged.meet(0)
        merged.endRow(1)
        merged.endRow(1_048_576)
        for _ in 0..<100_000 { merged.merge(1, 1_048_576, 0) }
        #expect(merged.warnings.first?.line == 1_048_576)
    }
}

/// Workbooks of Excel 97 to 2003 of one sheet, record by record.
enum BiffWriter {
    static func record(_ kind: Int, _ body: [UInt8]) -> [UInt8] {
        [UInt8(kind & 0xFF), UInt8(kind >> 8), UInt8(body.count & 0xFF), UInt8(body.count >> 8)] + body
    }

    /// A workbook whose globals and one sheet hold these records.
    static func workbook(_ sheet: [UInt8], globals: [UInt8] = []) -> [UInt8] {
        let begin = record(0x0809, [0, 6, 5, 0, 0, 0, 0, 0])
        let end = record(0x000A, [])
        let start = begin.count + globals.count + 13 + end.count
        let place = record(0x0085, (0..<4).map { UInt8(start >> (8 * $0) & 0xFF) } + [0, 0, 1, 0, UInt8(ascii: "A")])
        let stream = begin + globals + place + end + record(0x0809, [0, 6, 0x10, 0, 0, 0, 0, 0]) + sheet + end
        return CompoundWriter.file("Workbook", stream)
    }
}
