import Records
import Testing

@testable import Readers

@Suite("A workbook is an archive of parts")
struct WorkbookTests {
    private static let strings =
        "<sst><si><t>không</t></si><si><r><t xml:space='preserve'>một </t></r><r><t>hai</t></r></si><si><t/></si></sst>"
    private static let styles =
        "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts>"
        + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>"
    private static let rows =
        "<sheetData><row><c t='s'><v>1</v></c><c s='1'><v>46117</v></c><c t='s'><v>2</v></c><c><v>7</v></c></row>"
        + "<row><c t='s'><v>0</v></c></row></sheetData>"

    @Test("shared strings, styles and the names of sheets")
    func whole() throws {
        let bytes = ZipWriter.workbook(
            [("Một", "<sheetData/>"), ("Hai", Self.rows)], strings: Self.strings, styles: Self.styles)
        #expect(try Workbook(SeekableBytes(bytes)).tables == ["Một", "Hai"])
        let reading = Reading(workbook: bytes, sheet: 1)
        #expect(reading.failure == nil)
        #expect(reading.cells == [["một hai", "2026-04-05", "", "7"], ["không"]])
        #expect(Reading(workbook: bytes, sheet: 1, most: 1) == reading)
        #expect(Reading(workbook: bytes).cells.isEmpty)
    }

    @Test("a formula that was never calculated is an error, one that came to nothing is empty")
    func uncalculated() {
        let sheet =
            "<sheetData><row><c><f>1+1</f></c><c><f>1+1</f><v/></c><c t='str'><f>\"\"</f><v></v></c><c><f>1+1</f><v>2</v></c></row></sheetData>"
        #expect(Reading(workbook: ZipWriter.workbook([("A", sheet)])).cells == [["#CALC!", "#CALC!", "", "2"]])
    }

    @Test("of many strings only those are held that the columns that are read need, and those of short rows")
    func neededStrings() throws {
        let texts = (0..<40).map { "<si><t>chữ \($0)</t></si>" }.joined()
        func row(_ first: Int, _ count: Int) -> String {
            "<row>" + (0..<count).map { "<c t='s'><v>\(first + $0)</v></c>" }.joined() + "</row>"
        }
        let bytes = ZipWriter.workbook(
            [("A", "<sheetData>\(row(0, 3))\(row(10, 12))\(row(25, 12))</sheetData>")], strings: "<sst>\(texts)</sst>")
        var limits = ReadLimits()
        limits.heldStrings = 10
        let rows = try Workbook(SeekableBytes(bytes), limits: limits).rows(of: 0, reading: [3], behind: 0)
        var batch = RecordBatch()
        while try rows.next(into: &batch) {}
        var reading = Reading([], chunk: 1, by: TableReader(delimiter: 44, encoding: .utf8))
        reading.take(batch)
        let unread = [String](repeating: "?", count: 8)
        #expect(
            reading.cells == [
                ["chữ 0", "chữ 1", "chữ 2"], ["chữ 10", "?", "?", "chữ 13"] + unread,
                ["chữ 25", "?", "?", "chữ 28"] + unread,
            ])
        // Where they are few, the sheet is read once and whole.
        let all = try Workbook(SeekableBytes(bytes)).rows(of: 0, reading: [3], behind: 0)
        var whole = RecordBatch()
        while try all.next(into: &whole) {}
        #expect(!whole.bytes.contains(UInt8(ascii: "?")))
    }

    @Test("the 1904 system is the workbook's")
    func system1904() {
        let bytes = ZipWriter.workbook(
            [("A", "<sheetData><row><c s='1'><v>44655</v></c></row></sheetData>")], styles: Self.styles,
            properties: "<workbookPr date1904='1'/>")
        #expect(Reading(workbook: bytes).cells == [["2026-04-05"]])
    }

    @Test("an archive cut anywhere, or with a byte changed, is refused or read; it never traps")
    func damaged() {
        let bytes = ZipWriter.workbook([("A", Self.rows)], strings: Self.strings, styles: Self.styles)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(Reading(workbook: Array(bytes.prefix(length))).failure != nil)
        }
        var random = Seeded(state: 5)
        for _ in 0..<400 {
            var spoilt = bytes
            spoilt[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let reading = Reading(workbook: spoilt)
            #expect(reading.failure != nil || reading.records.count <= 2)
        }
    }

    @Test("a changed byte of a sheet is noticed by its check sum")
    func checkSum() throws {
        var bytes = ZipWriter.workbook([("A", "<sheetData><row><c><v>12345</v></c></row></sheetData>")])
        let text = Array("12345".utf8)
        let at = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
        bytes[at] = UInt8(ascii: "9")
        #expect(Reading(workbook: bytes).failure?.cause == .damagedArchive)
    }

    @Test("a zip without a workbook, or without a sheet of rows, is none")
    func none() {
        var zip = ZipWriter()
        zip.add("a.txt", "x")
        #expect(Reading(workbook: zip.end()).failure?.cause == .noWorkbook)
        #expect(Reading(workbook: ZipWriter().end()).failure?.cause == .noWorkbook)
        #expect(Reading(workbook: ZipWriter.workbook([])).failure?.cause == .noWorkbook)
    }

    @Test("a DOCTYPE in any part refuses the workbook")
    func doctype() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]>"
        let inStrings = ZipWriter.workbook([("A", Self.rows)], strings: bomb + Self.strings)
        #expect(Reading(workbook: inStrings).failure?.cause == .doctype)
        let inStyles = ZipWriter.workbook([("A", Self.rows)], styles: bomb + Self.styles)
        #expect(Reading(workbook: inStyles).failure?.cause == .doctype)
    }

    @Test("each limit of archives has its own refusal")
    func limits() {
        let bytes = ZipWriter.workbook([("A", Self.rows)], strings: Self.strings, styles: Self.styles)
        func cause(_ change: (inout ReadLimits) -> Void) -> ReadFailure.Cause? {
            var limits = ReadLimits()
            change(&limits)
            return Reading(workbook: bytes, limits: limits).failure?.cause
        }
        #expect(cause { $0.entries = 3 } == .tooManyEntries)
        #expect(cause { $0.entryBytes = 100 } == .entryTooLarge)
        #expect(cause { $0.partBytes = 100 } == .entryTooLarge)
        #expect(cause { $0.strings = 2 } == .tooManyStrings)
        #expect(cause { $0.stringBytes = 10 } == .tooManyStrings)
        #expect(cause { $0.stringPart = 10 } == .tooManyStrings)
        #expect(cause { $0.entryChunk = 1 } == nil)
    }

    @Test("the two compound files that begin alike, and one that is neither")
    func compound() {
        func file(_ names: [String]) -> SeekableBytes {
            var bytes = [UInt8](repeating: 0, count: 512 * 4)
            bytes.replaceSubrange(0..<8, with: CompoundFile.signature)
            bytes[30] = 9
            // The allocation table is sector 0, the directory sectors 1 and 2.
            bytes[48] = 1
            for index in 512..<1_024 { bytes[index] = 0xFF }
            bytes.replaceSubrange(516..<524, with: [2, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF])
            for (index, name) in (["Root Entry", "a", "b", "c"] + names).enumerated() {
                let units = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                let at = 1_024 + index * 128
                bytes.replaceSubrange(at..<at + units.count, with: units)
                bytes[at + 64] = UInt8(units.count + 2)
            }
            return SeekableBytes(bytes)
        }
        #expect(
            CompoundFile(file(["EncryptionInfo", "EncryptedPackage"])).refusal(without: "Workbook")?.cause
                == .encryptedWorkbook)
        #expect(CompoundFile(file(["Workbook"])).refusal(without: "Workbook") == nil)
        #expect(CompoundFile(file(["Book"])).refusal(without: "Workbook")?.cause == .oldWorkbook)
        #expect(
            CompoundFile(file(["WordDocument"])).refusal(without: "Workbook")
                == ReadFailure(.foreignDocument, detail: "DOC (Word)"))
        #expect(CompoundFile(file(["VisioDocument"])).refusal(without: "Workbook")?.cause == .noWorkbook)
        #expect(CompoundFile(SeekableBytes(CompoundFile.signature)).refusal(without: "Workbook")?.cause == .noWorkbook)
    }

    @Test("content decides what a file is, and a name that says otherwise is noticed")
    func endings() throws {
        let workbook = try FormatSniffer(ZipWriter.workbook([("A", Self.rows)])[...])
        #expect(workbook.container?.name == "XLSX")
        #expect(workbook.wrongEnding(of: "a.b/ho-so.CSV") == ".csv")
        #expect(workbook.wrongEnding(of: "ho-so.xlsx") == nil)
        #expect(workbook.wrongEnding(of: "ho-so") == nil)
        let table = try FormatSniffer(Array("a,b".utf8)[...])
        #expect(table.wrongEnding(of: "a.xls") == ".xls")
        #expect(table.wrongEnding(of: "a.txt") == nil)
        #expect(try FormatSniffer((CompoundFile.signature + [0])[...]).container?.name == "XLS")
    }
}
