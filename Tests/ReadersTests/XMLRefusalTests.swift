import Records
import Testing

@testable import Readers

@Suite("An XML document that is spoilt or dangerous is refused")
struct XMLRefusalTests {
    private static func cause(_ text: String) -> ReadFailure.Cause? { Reading.xml(text).failure?.cause }

    /// The same for a long document, by large chunks only.
    private static func causeOfLong(_ text: String) -> ReadFailure.Cause? {
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        return Reading(Array(text.utf8), chunk: 65_536, by: reader).failure?.cause
    }

    @Test(
        "each mistake has its cause",
        arguments: [
            ("", ReadFailure.Cause.empty), (" \r\n", .empty), ("\u{FEFF}", .empty), ("abc", .notWellFormed),
            ("a,b\n1,2\n", .notWellFormed), ("<a>", .truncated), ("<", .truncated),
            ("<?xml version='1.0'?>", .truncated),
            ("<?xml version='1.0'", .truncated), ("<a></b>", .notWellFormed), ("<a/><b/>", .notWellFormed),
            ("<a/>x", .notWellFormed), ("<a b='1' b='2'/>", .notWellFormed), ("<a>&x;</a>", .notWellFormed),
            ("<a>\u{1}</a>", .notWellFormed), ("<a>&#1;</a>", .notWellFormed), ("<p:a/>", .notWellFormed),
            ("<a:b:c/>", .notWellFormed), (" <?xml version='1.0'?><a/>", .notWellFormed),
            ("<a>]]></a>", .notWellFormed),
            ("<a b='<'/>", .notWellFormed), ("<!DOCTYPE a><a/>", .doctype),
            ("<?xml version='1.1'?><a>\u{80}</a>", .notWellFormed), ("<a>\0</a>", .invalidEncoding),
            ("<?xml version='1.0' encoding='windows-1258'?><a/>", .encodingUnknown),
            ("<?xml version='1.0' encoding='UTF-16'?><a/>", .invalidEncoding),
            ("<?xml version='1.0' encoding='ascii'?><a>ữ</a>", .invalidEncoding),
            ("<?xml version='1.0' encoding=''?><a/>", .notWellFormed),
        ])
    func causes(_ text: String, _ expected: ReadFailure.Cause) {
        #expect(Self.cause(text) == expected)
    }

    @Test("the line of a mistake is that of the file, and its message holds nothing of the document")
    func place() {
        let failure = Reading.xml("<a>\r\n<NguyenVanA>\r</Khac></a>").failure
        #expect(failure?.line == 3)
        #expect(failure?.detail == "opening and closing tag differ")
    }

    @Test("a document cut at any byte never ends well")
    func cut() {
        let text = "\u{FEFF}<?xml version=\"1.0\"?><!-- c --><r a='1'><b>ữ&amp;<![CDATA[x]]></b><?p i?><c/></r>"
        let bytes = Array(text.utf8)
        #expect(Reading.xml(bytes).failure == nil)
        for length in 0..<bytes.count {
            let failure = Reading.xml(Array(bytes[..<length])).failure
            #expect(
                failure?.cause == .truncated || (length <= 3 && failure?.cause != nil), "\(length): \(failure as Any)")
        }
    }

    @Test("bytes that are no UTF-8 refuse the file, with their line", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80]])
    func invalidBytes(_ bad: [UInt8]) {
        let failure = Reading.xml(Array("<a>\n<b>x".utf8) + bad + Array("</b></a>".utf8)).failure
        #expect(failure?.cause == .invalidEncoding)
        #expect(failure?.line == 2)
    }

    @Test("a DOCTYPE is refused with all that comes with it: entities, laughter, outside files")
    func doctypes() {
        let laughs = (1...9).map { "<!ENTITY l\($0) \"" + String(repeating: "&l\($0 - 1);", count: 10) + "\">" }
        let bomb = "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY l0 \"ha\">" + laughs.joined() + "]><r>&l9;</r>"
        #expect(Reading.xml(bomb).failure == ReadFailure(.doctype, line: 2))
        #expect(Self.cause("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>") == .doctype)
        #expect(Self.cause("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>") == .doctype)
        #expect(Self.causeOfLong("<!DOCTYPE r [" + String(repeating: "<!-- x -->", count: 100_000)) == .doctype)
    }

    @Test("depth has a bound")
    func depth() {
        var limits = ReadLimits()
        limits.depth = 5
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        #expect(Reading.xml(nested(5), limits: limits).failure == nil)
        #expect(Reading.xml(nested(6), limits: limits).failure == ReadFailure(.tooDeep, line: 1))
        #expect(Self.causeOfLong(nested(100_000)) == .tooDeep)
    }

    @Test("attributes have bounds: a million of them, and one of a million bytes")
    func attributes() {
        let many = "<r><a " + (0..<1_000_000).map { "a\($0)='' " }.joined() + "/></r>"
        #expect(Self.causeOfLong(many) == .attributesTooMany)
        let long = "<r><a k='" + String(repeating: "x", count: 1_000_000) + "'/></r>"
        #expect(Self.causeOfLong(long) == .attributesTooMany)
        var limits = ReadLimits()
        limits.attributes = 2
        limits.attribute = 3
        #expect(Reading.xml("<r><a x='123' y=''/></r>", limits: limits).failure == nil)
        #expect(Reading.xml("<r><a x='' y='' z=''/></r>", limits: limits).failure?.cause == .attributesTooMany)
        #expect(Reading.xml("<r><a x='1234'/></r>", limits: limits).failure?.cause == .attributesTooMany)
    }

    @Test("text and records have bounds, in pieces too")
    func text() {
        var limits = ReadLimits()
        limits.text = 10
        limits.recordText = 25
        limits.elements = 4
        func cause(_ text: String) -> ReadFailure.Cause? {
            Reading.xml("<r>\n\(text)</r>", limits: limits).failure?.cause
        }
        #expect(cause("<a>1234567890</a>") == nil)
        #expect(cause("<a>12345678901</a>") == .textTooLong)
        #expect(cause("<a>123456<b/>78901</a>") == .textTooLong)
        #expect(cause("<a><b>123456789</b><b>123456789</b><b>123456789</b></a>") == .recordTooLong)
        #expect(cause("<a><b/><b/><b/><b/></a><a><b/><b/><b/><b/></a>") == nil)
        #expect(cause("<a><b/><b/><b/><b/><b/></a>") == .recordTooLong)
        limits = ReadLimits()
        limits.paths = 3
        #expect(cause("<a><b/><c/><d/></a>") == nil)
        #expect(cause("<a><b/><c/><d/><e/></a>") == .recordTooLong)
        #expect(Self.causeOfLong("<r><a>" + String(repeating: "x", count: 2 << 20) + "</a></r>") == .textTooLong)
    }

    @Test("a stream of any length is read in flat memory")
    func flat() throws {
        let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
        var batch = RecordBatch()
        try reader.feed(Array("<r>".utf8)[...], into: &batch)
        let chunk = Array(String(repeating: "<a k='v'>\n <b>x</b>junk<c/></a>\n", count: 1_000).utf8)
        for count in 0..<50 {
            try reader.feed(chunk[...], into: &batch)
            #expect(batch.heads.count >= 999 && batch.bytes.count <= 16_000)
            #expect(batch.heads[0].row > count * 999)
            batch.removeAll()
        }
        try reader.feed(Array("</r>".utf8)[...], into: &batch)
        try reader.finish(into: &batch)
    }

    @Test("parsers on several threads do not meet")
    func threads() async {
        let text = "<r>" + String(repeating: "<a><b>x</b></a>", count: 500)
        await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let ending = index.isMultiple(of: 2) ? "</r>" : "</x>"
                    let reader = XMLReader(records: [.childrenOfRoot], encoding: .utf8)
                    let reading = Reading(Array((text + ending).utf8), chunk: 64, by: reader)
                    return (reading.failure == nil) == index.isMultiple(of: 2) && reading.records.count == 500
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
