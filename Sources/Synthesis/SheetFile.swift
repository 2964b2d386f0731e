/// A list as a sheet, in each of the forms of spreadsheets. A day is a day there and no text, all else is text.
package enum SheetFile {
    static func html(_ rows: [[String]]) -> String {
        let lines = rows.map { row in
            "<tr>" + row.map { "<td>\(escaped($0).replacing("\n", with: "<br>"))</td>" }.joined() + "</tr>\r\n"
        }
        return "<html>\r\n<head><title>Danh sách</title></head>\r\n<body>\r\n<table border=1>\r\n" + lines.joined()
            + "</table>\r\n</body>\r\n</html>\r\n"
    }

    static func spreadsheetML(_ rows: [[String]]) -> String {
        let name = "urn:schemas-microsoft-com:office:spreadsheet"
        let lines = each(rows) { cell, column, isNext in
            let place = isNext ? "" : " ss:Index=\"\(column + 1)\""
            if let day = day(cell) {
                return "<Cell\(place)><Data ss:Type=\"DateTime\">\(day.iso)T00:00:00.000</Data></Cell>"
            }
            return
                "<Cell\(place)><Data ss:Type=\"String\">\(escaped(cell).replacing("\n", with: "&#10;"))</Data></Cell>"
        }.map { row in "<Row>\(row)</Row>\r\n" }
        return "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n"
            + "<Workbook xmlns=\"\(name)\" xmlns:ss=\"\(name)\">\r\n<Worksheet ss:Name=\"Danh sách\"><Table>\r\n"
            + lines.joined() + "</Table></Worksheet>\r\n</Workbook>\r\n"
    }

    static func ods(_ rows: [[String]]) -> [UInt8] {
        let names = ["office", "table", "text"].map {
            "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }
        let lines = rows.map { row in
            let cells = row.map { cell in
                if cell.isEmpty { return "<table:table-cell/>" }
                let text = cell.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { "<text:p>\(escaped(String($0)))</text:p>" }.joined()
                let value =
                    day(cell).map { "office:value-type=\"date\" office:date-value=\"\($0.iso)\"" }
                    ?? "office:value-type=\"string\""
                return "<table:table-cell \(value)>\(text)</table:table-cell>"
            }
            return "<table:table-row>\(cells.joined())<table:table-cell table:number-columns-repeated=\"9000\"/>"
                + "</table:table-row>"
        }
        let type = "application/vnd.oasis.opendocument.spreadsheet"
        let content =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \(names.joined(separator: " "))>"
            + "<office:body><office:spreadsheet><table:table table:name=\"Danh sách\">\(lines.joined())"
            + "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>"
            + "</table:table></office:spreadsheet></office:body></office:document-content>"
        return StoredArchive.zip([("mimetype", Array(type.utf8)), ("content.xml", Array(content.utf8))])
    }

    static func xlsx(_ rows: [[String]]) -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let lines = rows.map { row in
            let cells = row.map { cell in
                // Days are counted from 30 December 1899, 25,569 days before 1970.
                if let day = day(cell) { return "<c s=\"1\"><v>\(day.number + 25_569)</v></c>" }
                if cell.isEmpty { return "<c/>" }
                return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(cell))</t></is></c>"
            }
            return "<row>\(cells.joined())</row>"
        }
        return xlsx(
            sheet: Array("<worksheet xmlns=\"\(main)\"><sheetData>\(lines.joined())</sheetData></worksheet>".utf8))
    }

    /// The sheet's XML inside a workbook of ours, where it is stored as it is; nil where there is none.
    package static func sheet(of workbook: [UInt8]) -> [UInt8]? {
        guard let start = workbook.firstRange(of: Array("<worksheet".utf8))?.lowerBound,
            let end = workbook[start...].firstRange(of: Array("</worksheet>".utf8))?.upperBound
        else { return nil }
        return Array(workbook[start..<end])
    }

    /// A workbook around the XML of a sheet, whatever that is: its check sums are right, so that a reader meets what was done to it.
    package static func xlsx(sheet: [UInt8]) -> [UInt8] {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        func relations(_ list: [(id: String, type: String, target: String)]) -> String {
            let all = list.map {
                "<Relationship Id=\"\($0.id)\" Type=\"\(types)/\($0.type)\" Target=\"\($0.target)\"/>"
            }
            return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + all.joined() + "</Relationships>"
        }
        return StoredArchive.zip(
            [
                ("_rels/.rels", relations([("a", "officeDocument", "xl/workbook.xml")])),
                (
                    "xl/workbook.xml",
                    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(types)\"><sheets><sheet name=\"Danh sách\" sheetId=\"1\" "
                        + "r:id=\"a\"/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    relations([("a", "worksheet", "sheet.xml"), ("b", "styles", "styles.xml")])
                ),
                (
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"\(main)\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
                ),
            ].map { ($0, Array($1.utf8)) } + [("xl/sheet.xml", sheet)])
    }

    /// The filled cells of each row, joined; whether a cell follows the one before.
    private static func each(_ rows: [[String]], _ write: (String, Int, Bool) -> String) -> [String] {
        rows.map { row in
            var next = 0
            return row.enumerated().filter { !$0.element.isEmpty }.map { column, cell in
                defer { next = column + 1 }
                return write(cell, column, column == next)
            }.joined()
        }
    }

    /// The day that a cell is: `05/04/2026`.
    private static func day(_ cell: String) -> CivilDay? {
        let parts = cell.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 4] else { return nil }
        return CivilDay(iso: "\(parts[2])-\(parts[1])-\(parts[0])")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
