import Records
import Testing

@testable import Readers

@Suite("Encodings are found and checked, never guessed past")
struct EncodingTests {
    @Test("the check of UTF-8 agrees with the standard library on all short sequences of telling bytes")
    func agrees() {
        let telling: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var sequences: [[UInt8]] = [[]]
        for _ in 0..<4 { sequences = sequences.flatMap { head in telling.map { head + [$0] } } }
        var random = Seeded(state: 7)
        for _ in 0..<4_000 {
            guard let bytes = sequences.randomElement(using: &random) else { continue }
            let reading = Reading(
                bytes.filter { $0 != 0 } + [10], chunk: 64, by: TableReader(delimiter: 44, encoding: .utf8))
            let isValid = String(validating: bytes.filter { $0 != 0 }, as: UTF8.self) != nil
            #expect(reading.faults.isEmpty == isValid, "\(bytes)")
        }
    }

    @Test(
        "the first bytes say whether a file is XML or a table, and in which encoding",
        arguments: [
            ("<a/>", FormatSniffer.Kind.xml), ("\n <?xml version='1.0'?>", .xml),
            ("<Mã/>", .xml), ("<_a>", .xml), ("a,b", .table), ("<5 ngày,b", .table), ("", .table),
            ("\"<a>\",b", .table),
            ("<", .table),
        ])
    func kinds(_ text: String, _ kind: FormatSniffer.Kind) throws {
        #expect(try FormatSniffer(Array(text.utf8)[...]).kind == kind)
        #expect(try FormatSniffer(([0xEF, 0xBB, 0xBF] + Array(text.utf8))[...]).kind == kind)
        for bigEndian in [false, true] {
            let sniffed = try FormatSniffer(utf16(text, bigEndian: bigEndian)[...])
            #expect(sniffed.kind == kind)
            #expect(sniffed.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
        }
    }

    @Test("UTF-32 is refused by name")
    func utf32() {
        #expect(throws: ReadFailure(.encodingUnknown, detail: "UTF-32")) {
            try FormatSniffer([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0])
        }
    }

    @Test(
        "the delimiter is the one that makes rows of one width",
        arguments: [
            ("a,b\n1,2\n", ","), ("a;b\n1,5;2\n2,5;3\n", ";"), ("a\tb\nx, y\tz\n", "\t"), ("abc\ndef\n", ","),
            ("\"a;b\",c\n\"d;e\",f\n", ","), ("BÁO CÁO, tháng 4\n\nSTT;Mã;Tên\n1;x;a, b\n2;y;c\n", ";"), ("a,b;c", ","),
            ("a;\"b, c\"\nd;\"e\nf\"\n", ";"),
        ])
    func delimiters(_ text: String, _ expected: Character) {
        let guess = DelimiterGuess.delimiter(of: Array(text.utf8)[...], encoding: .utf8)
        #expect(guess == expected.asciiValue)
    }
}
