import ArgumentParser
import Domain
import Foundation
import Pipeline
import Readers
import Records

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the records of a file as they are read, before any mapping.",
        discussion: """
            The content decides whether a file is XML, a workbook (XLSX, ODS, SpreadsheetML 2003), a web page with tables, or a table (CSV, or with semicolons or tabs). What cannot be read is \
            said on standard error with line, column and advice, and the exit code is then 2.

            NDJSON of a table is {"line":n,"cells":[…]} for each row; of XML {"line":n,"path":"…","fields":{"…":["…"]}} \
            for each child of the root or each element at --record. CSV of XML is a row for each value: line, path, field, \
            value. The content of Base64 elements is passed over.

            EXAMPLE: chitieu read ho-so.xml --record DanhSachHoSo/HoSo --format ndjson
            """)

    @Argument(help: "The file, or - for standard input.")
    var path: String

    @Option(help: "csv or ndjson.")
    var format = PrintRecords.Format.csv

    @Option(help: "XML: the way from the root to the records (DanhSachHoSo/HoSo), or //NAME at any depth.")
    var record: RecordPath?

    @Option(help: "Table: the character between cells, or tab; guessed otherwise.")
    var delimiter: Delimiter?

    @Option(help: "utf-8, utf-16le, utf-16be, windows-1258, tcvn3 or vni; found by evidence otherwise.")
    var encoding: TextEncoding?

    @Option(help: "Workbook: the sheet; the first one otherwise.")
    var sheet: String?

    @Option(help: "Language of messages: vi or en.")
    var lang = Language.vi

    func run() throws {
        var print = PrintRecords(path: path == "-" ? nil : path)
        print.format = format
        print.record = record
        print.delimiter = delimiter?.byte
        print.encoding = encoding
        print.sheet = sheet
        print.language = lang
        let code = try print.run(
            output: { bytes in
                if !bytes.isEmpty { try Output.result(bytes) }
            },
            message: { Output.message("\($0)") })
        if code != 0 { throw ExitCode(code) }
    }
}

/// The option `--delimiter`.
struct Delimiter: ExpressibleByArgument {
    let byte: UInt8

    init?(argument: String) {
        let text = ["tab": "\t", "\\t": "\t"][argument.lowercased()] ?? argument
        guard text.utf8.count == 1, let byte = text.utf8.first, TableReader.isDelimiter(byte) else { return nil }
        self.byte = byte
    }
}

extension RecordPath: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension TextEncoding: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}

extension PrintRecords.Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
