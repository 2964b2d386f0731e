import Domain
import Foundation
import Readers
import Records
import Testing

import Mapping
@testable import Pipeline

@Suite("read prints records as they stand")
struct PrintRecordsTests {
    private struct Printed: Equatable {
        var code: Int32
        var text: String
        var messages: [String]
    }

    private func read(
        _ bytes: [UInt8], name: String = "f.csv", _ change: (inout PrintRecords) -> Void = { _ in }
    ) throws -> Printed {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("read"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
        }
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        var print = PrintRecords(path: url.path)
        print.language = .en
        change(&print)
        var text: [UInt8] = []
        var messages: [String] = []
        let code = try print.run(
            output: { text += $0 }, message: { messages.append($0.replacing(folder.path + "/", with: "")) })
        return Printed(code: code, text: String(decoding: text, as: UTF8.self), messages: messages)
    }

    @Test("a table as NDJSON has its lines, and its text escaped")
    func tableAsNDJSON() throws {
        let text = "a\t\u{1},\"x\r\n\"\"\\\"\n\nữ,\u{7F}\n"
        let printed = try read(Array(text.utf8)) {
            $0.format = .ndjson
            $0.delimiter = 44
        }
        #expect(
            printed.text == """
                {"line":1,"cells":["a\\t\\u0001","x\\r\\n\\"\\\\"]}
                {"line":4,"cells":["ữ","\\u007f"]}

                """)
        #expect(printed.code == 0 && printed.messages.isEmpty)
    }

    @Test("a table as CSV is RFC 4180 with commas, whatever it was")
    func tableAsCSV() throws {
        let printed = try read(Array("a;\"b,c\";\"d\"\"e\"\n\"\"\nx;y;z".utf8))
        #expect(printed.text == "a,\"b,c\",\"d\"\"e\"\r\n\"\"\r\nx,y,z\r\n")
        #expect(printed.messages == ["f.csv: the delimiter is guessed to be \";\"; if it is not, say --delimiter"])
    }

    @Test("rows with faults are said, the others printed, and the exit code is 2")
    func faults() throws {
        let printed = try read(Array("a,b\n\"c\"d,e\nf,g\n".utf8)) { $0.delimiter = 44 }
        #expect(printed.text == "a,b\r\nf,g\r\n")
        #expect(printed.code == 2)
        #expect(
            printed.messages == [
                "f.csv:2, column 1: there is text behind a closing quote [text-after-quote]. "
                    + "Write a quote inside the cell as two quotes \"\"."
            ])
    }

    @Test("fields of XML are paths in order of appearance, with attributes and own text")
    func xml() throws {
        let text = """
            <r><a id="1">t<L><N k="v">x</N><N>y</N><Base64>QUJD</Base64></L><e/></a><F><Base64>QUJD</Base64></F>
            <z/></r>
            """
        let printed = try read(Array(text.utf8), name: "f.xml") { $0.format = .ndjson }
        #expect(
            printed.text == """
                {"line":1,"path":"r/a","fields":{"":["t"],"@id":["1"],"L/N":["x","y"],"L/N/@k":["v"],"e":[""]}}
                {"line":1,"path":"r/F","fields":{}}
                {"line":2,"path":"r/z","fields":{"":[""]}}

                """)
        #expect(printed.messages == ["f.xml:1: attached content was skipped (Base64, 8 bytes)"])
        let rows = try read(Array(text.utf8)) { $0.record = RecordPath("//N") }
        #expect(rows.text == "line,path,field,value\r\n1,r/a/L/N,,x\r\n1,r/a/L/N,@k,v\r\n1,r/a/L/N,,y\r\n")
        #expect(rows.code == 0)
    }

    @Test(
        "well-formed input without a DOCTYPE is 0, also without records; all else is 2",
        arguments: [
            ("", "a.csv", 0), ("\n\n", "a.csv", 0), ("", "a.xml", 2), ("<r/>", "a.csv", 0), ("a,b", "a.xml", 2),
            ("<r><a/>", "a.xml", 2), ("<!DOCTYPE r><r/>", "a.xml", 2), ("<r><a/></r>x", "a.xml", 2),
            ("\"a", "b.csv", 2),
            ("\"a\"\n", "b.csv", 0), ("a\0", "b.csv", 2),
        ] as [(String, String, Int32)])
    func exitCodes(_ text: String, _ name: String, _ code: Int32) throws {
        #expect(try read(Array(text.utf8), name: name).code == code)
    }

    @Test("what is no regular file is 66, and a name cannot write to the terminal")
    func notRegular() throws {
        var messages: [String] = []
        let code = try PrintRecords(path: "khong-co/\u{1B}[2J").run(output: { _ in }, message: { messages.append($0) })
        #expect(code == 66)
        #expect(messages.allSatisfy { !$0.contains("\u{1B}") && $0.contains("[cannot-open]") })
        #expect(try PrintRecords(path: "/dev/null").run(output: { _ in }, message: { _ in }) == 66)
    }

    @Test("every cause of the readers has a code of its own kind")
    func codes() {
        #expect(ReadFailure.Cause.doctype.code == .doctypeRefused)
        #expect(RecordFault.Cause.unclosedQuote.code.severity == .record)
        #expect(ReadFailure.Cause.truncated.code.severity == .file)
    }
}
