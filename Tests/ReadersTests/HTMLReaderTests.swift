import Records
import Testing

@testable import Readers

@Suite("Tables of a web page become rows")
struct HTMLReaderTests {
    @Test("text as a page shows it: blanks, entities, line breaks, paragraphs, no scripts and comments")
    func text() {
        let reading = Reading.html(
            """
            <html><head><title>Trang</title><meta charset=windows-1252><style>td{x:y}</style></head><body>
            <TABLE><thead><tr><th>Mã
               hồ sơ</th><th>Ghi&nbsp;chú</th></tr></thead>
            <tr><td> <b>H55</b>.<i>242 </i> x</td><td>một<br>hai<BR/><br> ba<p>bốn</p><div>năm</div></td></tr>
            <tr><td>&lt;5 &amp; &#7891; &#x1ED3; &khong; <!-- thừa --><script>var a = "<td>x</td>"</script></td>
            <td>1 < 2</td></tr></table></body></html>
            """)
        #expect(reading.failure == nil)
        #expect(
            reading.cells == [
                ["Mã hồ sơ", "Ghi\u{A0}chú"], ["H55.242 x", "một\nhai\n\nba\nbốn\nnăm"],
                ["<5 & ồ ồ &khong;", "1 < 2"],
            ])
        #expect(reading.lines == [1, 2, 3])
    }

    @Test("a cell over columns and rows has its text in its first place; spans are bounded")
    func spans() {
        let reading = Reading.html(
            """
            <table><tr><td rowspan=2>a<td colspan=2>b<td>c</tr><tr><td>d<td>e<td>f</tr>
            <tr><td colspan=1000000 rowspan=99999999999>g</td></tr><tr><td>h<td colspan=x>i</tr>
            <tr></tr><tr><td></td></tr></table>
            """)
        #expect(reading.cells.prefix(2) == [["a", "b", "", "c"], ["", "d", "e", "f"]])
        #expect(reading.cells[2] == ["g"])
        #expect(reading.cells[3].count == 1_002)
        #expect(reading.cells[3].suffix(2) == ["h", "i"])
        #expect(reading.lines == [1, 2, 3, 4])
        let toTheEnd = Reading.html("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>")
        #expect(toTheEnd.cells == [["a", "b"], ["", "c"], ["", "d"]])
    }

    @Test("end tags that are left out are mended; cells without a row are one")
    func sloppy() {
        let reading = Reading.html("<table><tr><td>1<td>2<tr><td><font>3</td><td></b>4</tr></tbody></table>")
        #expect(reading.cells == [["1", "2"], ["3", "4"]])
        #expect(Reading.html("<table><td>1</td><td>2</td></table>").cells == [["1", "2"]])
    }

    @Test("lines before a table and its caption are its first rows")
    func titles() {
        let page =
            "<h3>BÁO CÁO</h3>Từ ngày <b>01/04/2026</b><br>đến<table><caption>Biểu 1</caption><tr><td>1</table>cuối"
            + "<p>sau</p><table><tr><td>2</table>"
        #expect(Reading.html(page).cells == [["BÁO CÁO"], ["Từ ngày 01/04/2026"], ["đến"], ["Biểu 1"], ["1"]])
        #expect(Reading.html(page).lines == [1, 2, 3, 4, 5])
        #expect(Reading.html(page, table: 1).cells == [["cuối"], ["sau"], ["2"]])
    }

    @Test("a table inside a cell is one of its own, and its text is the cell's")
    func nested() {
        let page =
            "<table><tr><td>a<table><tr><td>1<td>2<tr><td>3</table>b</td><td>c</td></tr></table><table><tr><td>z</table>"
        #expect(Reading.html(page).cells == [["a\n1 2\n3\nb", "c"]])
        #expect(Reading.html(page, table: 1).cells == [["1", "2"], ["3"]])
        #expect(Reading.html(page, table: 2).cells == [["z"]])
    }

    @Test("several pages in one file, and pieces without html, are read to their end")
    func several() {
        let page = "<!DOCTYPE html><html><body><table><tr><td>1</table></body></html>"
        let twice = page + page + "<table><tr><td>3</table></body></html>"
        #expect(Reading.html(twice, table: 1).cells == [["1"]])
        #expect(Reading.html(twice, table: 2).cells == [["3"]])
        #expect(Reading.html("<table><tr><td>1</table></chitieu><table><tr><td>2</table>", table: 1).cells == [["2"]])
    }

    @Test("hidden rows and cells are read and said")
    func hidden() {
        let reading = Reading.html(
            "<table><tr><td>1<td style='color:red; DISPLAY: none'>2<tr style='display:none'><td>3<td>4</table>")
        #expect(reading.cells == [["1", "2"], ["3", "4"]])
        #expect(
            reading.warnings == [
                ReadWarning(cause: .hiddenRows, line: 2, count: 1),
                ReadWarning(cause: .hiddenColumns, line: 0, count: 1),
            ])
    }

    @Test("a page that is cut anywhere is refused as such")
    func truncated() {
        let page = "<html><body><p>x</p><table><tr><td>một</td><td>hai</td></tr></table><p>y</p></body></html>"
        let bytes = Array(page.utf8)
        for length in 1..<bytes.count {
            let cause = Reading(Array(bytes.prefix(length)), chunk: 7, by: HTMLReader(.whole(0), encoding: .utf8))
                .failure?.cause
            // "<", "<h" … are a page of which nothing is known.
            if length > 5 { #expect(cause == .truncated, "\(length)") }
        }
        for piece in [
            "<table><tr><td>1</td></tr>", "<table></table><div", "<table></table><!-- x", "<table></table></",
        ] {
            #expect(Reading.html(piece).failure?.cause == .truncated, "\(piece)")
        }
        #expect(Reading.html("<table><tr><td>1</table>\n\n text").failure == nil)
    }

    @Test("what is hostile is bounded or refused")
    func hostile() {
        let wide = "<table><tr>" + String(repeating: "<td>1", count: 100_000) + "<tr><td>2</table>"
        #expect(
            Reading(Array(wide.utf8), chunk: 65_536, by: HTMLReader(.whole(0), encoding: .utf8)).faults.map(\.cause)
                == [.tooManyCells])
        for deep in [
            String(repeating: "<div>", count: 100_000), String(repeating: "<table><tr><td>", count: 100_000),
        ] {
            let reading = Reading(Array(deep.utf8), chunk: 65_536, by: HTMLReader(.whole(0), encoding: .utf8))
            #expect(reading.failure?.cause == .tooDeep)
        }
        let attributes = (0..<300).map { " a\($0)=1" }.joined()
        #expect(Reading.html("<table\(attributes)></table>").failure?.cause == .attributesTooMany)
        var limits = ReadLimits()
        limits.tag = 500
        limits.comment = 1_000
        limits.stringText = 50
        limits.recordBytes = 80
        func cause(_ text: String) -> ReadFailure.Cause? {
            Reading(Array(text.utf8), chunk: 100, by: HTMLReader(.whole(0), encoding: .utf8, limits: limits)).failure?
                .cause
        }
        #expect(cause("<table title=\"" + String(repeating: "x", count: 2_000)) == .attributesTooMany)
        #expect(cause("<!--" + String(repeating: "x", count: 2_000)) == .truncated)
        #expect(cause("<table><tr><td>" + String(repeating: "x", count: 2_000)) == .textTooLong)
        let long = String(repeating: "a", count: 60)
        let reading = Reading.html(
            "<table><tr><td>\(long)<tr><td>\(long.prefix(45))<td>\(long.prefix(45))<tr><td>b</table>", limits: limits)
        #expect(reading.faults.map(\.cause) == [.recordTooLong, .recordTooLong])
        #expect(reading.cells == [["b"]])
        #expect(Reading.html("<table><tr><td>a\u{0}b</table>").failure?.cause == .invalidEncoding)
        #expect(Reading.html([0x3C, 0x70, 0x3E, 0xFF]).failure?.cause == .invalidEncoding)
        #expect(Reading.html("").failure?.cause == .empty)
        let entity = Reading.html("<!DOCTYPE a [<!ENTITY b 'bb'>]><table><tr><td>&b;</table>")
        #expect(entity.failure != nil || entity.cells.last == ["&b;"])
    }

    @Test("pages are told by their first element, and what they say of their encoding counts among those that fit")
    func sniffed() throws {
        for page in [
            "<!DOCTYPE HTML>", "\n<HTML>", "<!-- x --><table>", "<meta charset=utf-8><table>",
            "<?xml version='1.0'?><html/>",
        ] {
            #expect(try FormatSniffer(Array(page.utf8)[...]).container?.name == "HTML", "\(page)")
        }
        for other in ["<?xml version='1.0'?><table/>", "<HoSo/>", "<5 ngày", "<b>x</b>"] {
            #expect(try FormatSniffer(Array(other.utf8)[...]).container == nil, "\(other)")
        }
        func sniff(_ head: String, _ tail: [UInt8]) throws -> FormatSniffer {
            try FormatSniffer((Array(head.utf8) + tail)[...])
        }
        // "Sè tê": of TCVN3 and of Windows-1258.
        let words: [UInt8] = [0x53, 0xE8, 0x20, 0x74, 0xEA]
        let said = try sniff("<meta http-equiv=x content='text/html; charset=Windows-1258'><table>", words)
        #expect(said.encoding == .windows1258 && said.reason == .declared && said.fitting.count == 1)
        let western = try sniff("<meta charset=\"iso-8859-1\"><table>", words)
        #expect(western.encoding == .tcvn3 && western.fitting.map(\.encoding) == [.tcvn3])
        #expect(try sniff("<table>", words).fitting.count == 2)
        #expect(try sniff("<meta charset=utf-8><table>", words).encoding == .utf8)
        #expect(throws: ReadFailure(.encodingUnknown, detail: "windows-1252")) {
            try sniff("<meta charset=windows-1252><table>", [0xC3, 0xC3, 0xC3])
        }
        let bytes = Array("<table><tr><td>C".utf8) + [0xE9] + Array("ng h".utf8) + [0xDF] + Array("a</table>".utf8)
        let reading = Reading.same(bytes) { HTMLReader(.whole(0), encoding: .tcvn3) }
        #expect(reading.cells == [["Cộng hòa"]])
    }

    @Test("the tables of a page are called by their numbers; a page that is no export is refused")
    func container() throws {
        func open(_ page: String) throws -> any TableContainer {
            let bytes = Array(page.utf8)
            let format = try #require(try FormatSniffer(bytes[...]).container)
            return try format.open(SeekableBytes(bytes))
        }
        let rows = (1...70).map { "<tr><td>\($0)" }.joined()
        let page = try open("<table></table><table>\(rows)</table>")
        #expect(try page.tables == ["1", "2"])
        #expect(Reading(try page.rows(of: 1, most: 3)).cells == [["1"], ["2"], ["3"]])
        #expect(Reading(try page.rows(of: 1, most: nil)).cells.count == 70)
        #expect(Reading(try page.rows(of: 0, most: 3)).cells.isEmpty)
        for page in [
            "<html><form><table><tr><td>Tên<td><input type=text><tr><td>Mật khẩu<td><input TYPE='Password'></table></form></html>",
            "<html><body><h1>Phiên làm việc đã hết hạn</h1></body></html>", "<table></table>",
        ] {
            #expect(throws: ReadFailure(.webPage), "\(page)") { try open(page).tables }
        }
    }

    @Test(
        "a page behind a program's message, or text, is a page; HTML in the cells of a table is none",
        arguments: [
            (
                "<br />\n<b>Notice</b>:  Undefined index: x in <b>/a.php</b> on line <b>3</b><br />\n<html><body><table>\n<tr><td>a</td></tr></table></body></html>",
                true
            ),
            ("\nNotice: Undefined index: a, b in /a.php on line 3\n<table border=1><tr><td>a</td></tr></table>", true),
            ("Danh sách\n<!DOCTYPE html><html><table><tr><td>a</td></tr></table></html>", true),
            ("<?xml version='1.0'?><p><table><tr/></table></p>", false),
            ("Mã,Nội dung\n1,<table><tr><td>a</td></tr></table>\n", false),
            ("Mã,Nội dung\n1,\"x\n<table><tr><td>a</td></tr></table>\"\n", false),
            ("<b>a</b>", false),
        ])
    func behind(_ text: String, _ isPage: Bool) throws {
        let sniffed = try FormatSniffer(Array(text.utf8)[...])
        #expect((sniffed.container?.name == "HTML") == isPage)
        if isPage { #expect(Reading.html(text).cells.last == ["a"]) }
    }

    @Test(
        "a title that begins with < makes no XML of a table",
        arguments: [
            ("<BÁO CÁO THÁNG 4>,,\nMã,Tên\n1,a\n", true), ("<BC>\nMã;Tên\n1;a<5\n", true),
            ("<Ghi chú>\n<Đơn vị>\na\tb\n", true),
            ("<a>\n<b>1,2</b>\n", false), ("<a b='1'/>\n,", false), ("<?xml version='1.0'?>\n<a>,", false),
            ("<a>1,2", false),
            ("<!-- a -->\n<a>1,2", false),
        ])
    func titled(_ text: String, _ isTable: Bool) throws {
        #expect((try FormatSniffer(Array(text.utf8)[...]).kind == .table) == isTable)
    }
}

extension Reading {
    /// The rows of a table of a page, the same from every size of chunk.
    static func html(
        _ page: String, table: Int = 0, limits: ReadLimits = ReadLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        html(Array(page.utf8), table: table, limits: limits, sourceLocation: sourceLocation)
    }

    static func html(
        _ page: [UInt8], table: Int = 0, limits: ReadLimits = ReadLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        same(page, sourceLocation: sourceLocation) { HTMLReader(.whole(table), encoding: .utf8, limits: limits) }
    }

    /// All that a stream gives.
    init(_ stream: any RecordStream) {
        var batch = RecordBatch()
        do throws(ReadFailure) {
            while try stream.next(into: &batch) {}
        } catch {
            failure = error
        }
        take(batch)
        warnings = stream.warnings
    }
}
