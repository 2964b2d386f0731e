import Records
import Testing

@testable import Readers

@Suite("A table is read to the letter of RFC 4180")
struct TableReaderTests {
    @Test(
        "cells are what stands between delimiters and quotes, and nothing is trimmed",
        arguments: [
            ("a,b,c\r\n", [["a", "b", "c"]]),
            ("a,b,c", [["a", "b", "c"]]),
            (" a ,\tb\t, c", [[" a ", "\tb\t", " c"]]),
            ("\"a\"\"b\",\"\"\"\",\"\"", [["a\"b", "\"", ""]]),
            ("\"a,b\",\"x\r\ny\"\r\nz,\r\n", [["a,b", "x\r\ny"], ["z", ""]]),
            (",,\n,", [["", "", ""], ["", ""]]),
            ("\"\"\n", [[""]]),
            ("", []),
            ("\n\r\n\r", []),
            ("Mã hồ sơ,Ngày trả\nữ,𝄞", [["Mã hồ sơ", "Ngày trả"], ["ữ", "𝄞"]]),
            ("a\rb\nc\r\nd", [["a"], ["b"], ["c"], ["d"]]),
            ("\" a \" \n", []),
            ("é\rữ\n", [["é"], ["ữ"]]),
        ])
    func cells(_ text: String, _ expected: [[String]]) {
        #expect(Reading.table(text).cells == expected)
    }

    @Test("a tab or a semicolon ends cells where it is the delimiter")
    func delimiters() {
        #expect(Reading.table("a\tb \t\n", delimiter: "\t").cells == [["a", "b ", ""]])
        #expect(Reading.table("a;\"b;c\";1,5\n", delimiter: ";").cells == [["a", "b;c", "1,5"]])
    }

    @Test("a byte order mark is no part of the first cell, and one further on is text")
    func byteOrderMark() {
        #expect(Reading.table([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)).cells == [["a", "b"]])
        #expect(Reading.table([0xEF, 0xBB, 0xBF] + Array("\"a\",\u{FEFF}b\n".utf8)).cells == [["a", "\u{FEFF}b"]])
        #expect(Reading.table([0xEF, 0xBB]).faults.map(\.cause) == [.invalidEncoding])
    }

    @Test("UTF-16 of either order is read by its mark's encoding")
    func utf16Tables() {
        let text = "Mã,\"ữ\r\n𝄞\"\r\n\r\nx,y"
        for bigEndian in [false, true] {
            let encoding: TextEncoding = bigEndian ? .utf16BigEndian : .utf16LittleEndian
            let reading = Reading.table(utf16(text, bigEndian: bigEndian), encoding: encoding)
            #expect(reading.cells == [["Mã", "ữ\r\n𝄞"], ["x", "y"]])
            #expect(reading.lines == [1, 4])
        }
    }

    @Test("lines are physical and rows are a spreadsheet's: blank lines and lines inside cells count for what they are")
    func linesAndRows() {
        let reading = Reading.table("\na,\"x\ny\r\nz\rw\"\r\n\r\n\rb\n\"\n\"\nc")
        #expect(reading.cells == [["a", "x\ny\r\nz\rw"], ["b"], ["\n"], ["c"]])
        #expect(reading.lines == [2, 8, 9, 11])
        #expect(reading.records.map(\.row) == [2, 5, 6, 7])
    }

    @Test("a quote inside an unquoted cell is text, with one warning for the file")
    func strayQuotes() {
        let reading = Reading.table("a\nb\"c,d\"\"e\n\"q\ns\",x\"\n")
        #expect(reading.cells == [["a"], ["b\"c", "d\"\"e"], ["q\ns", "x\""]])
        #expect(reading.warnings == [ReadWarning(cause: .quoteInUnquotedCell, line: 2, count: 3)])
    }

    @Test("bytes that are no UTF-8 reach the record they are in, with line and column, and no other")
    func invalidBytes() {
        let bad: [[UInt8]] = [
            [0xFF], [0xC3], [0xE1, 0xBB], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ]
        for bytes in bad {
            let reading = Reading.table(Array("ữ,1\nb,\"x\n".utf8) + bytes + Array("\",3\nữ,2\n".utf8))
            #expect(reading.cells == [["ữ", "1"], ["ữ", "2"]])
            #expect(reading.faults == [RecordFault(cause: .invalidEncoding, line: 3, column: 2)])
            #expect(reading.lines == [1, 2, 4])
        }
        #expect(Reading.table(Array("a\nb".utf8) + [0xE1, 0xBB]).faults.map(\.line) == [2])
        let half: [UInt8] = [0x61, 0, 0x2C, 0, 0x3D, 0xD8, 0x0A, 0, 0x62, 0]
        let reading = Reading.table(half, encoding: .utf16LittleEndian)
        #expect(reading.faults == [RecordFault(cause: .invalidEncoding, line: 1, column: 2)])
        #expect(reading.cells == [["b"]])
    }

    @Test("a NUL byte costs its record")
    func nulBytes() {
        let reading = Reading.table("a,b\nc,\0d\ne,f\n")
        #expect(reading.cells == [["a", "b"], ["e", "f"]])
        #expect(reading.faults == [RecordFault(cause: .nulByte, line: 2, column: 2)])
    }
}
