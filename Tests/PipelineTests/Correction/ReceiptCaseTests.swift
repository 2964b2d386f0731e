import Domain
import Foundation
import Reports
import Testing

@testable import Pipeline

/// Receipts are folders in `Fixtures/receipts`, found there and never listed here (`Fixtures/README.md`). `CHITIEU_RECORD=1` writes what was
/// expected anew.
struct ReceiptCaseTests {
    private static let folder = House.top + "/Fixtures/receipts"

    static let cases: [String] = {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
            Issue.record(error)
            return []
        }
    }()

    @Test("a receipt reads as it is expected, byte by byte", arguments: cases)
    func reads(_ name: String) throws {
        let office = try Office()
        let folder = "\(Self.folder)/\(name)"
        let given = try CaseFolder(at: folder)
        let file = try #require(
            given.options["file"].map { "\(House.top)/\($0)" } ?? given.inputs.first.map { "\(folder)/\($0)" })
        // As it was dropped: under its own name.
        let own = office.folder.appendingPathComponent(
            given.options["name"] ?? URL(fileURLWithPath: file).lastPathComponent)
        try FileManager.default.copyItem(atPath: file, toPath: own.path)
        let out = office.folder.appendingPathComponent("ra").path
        for round in 0..<(given.options["again"] == "yes" ? 2 : 1) {
            var options = ImportOptions(paths: [own.path], warehouse: office.warehouse)
            options.mappings = office.mappings
            options.unit = given.options["unit"]
            options.asOf = given.asOf
            options.isDryRun = given.options["checked"] == "yes"
            options.language = given.options["lang"] == "en" ? .en : .vi
            options.copies = given.options["copies"] == "no" ? nil : "\(out)-\(round)"
            options.receipts = "\(out)-\(round)"
            _ = try ImportRun(options)()
        }
        let last = given.options["again"] == "yes" ? "\(out)-1" : "\(out)-0"
        let receipts = try FileManager.default.contentsOfDirectory(atPath: last).filter { $0.hasSuffix(Aside.receipt) }
        #expect(receipts == [own.lastPathComponent + Aside.receipt])
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(last)/\(try #require(receipts.first))"))
        let found = Self.dated(String(decoding: data, as: UTF8.self))
        let path = "\(folder)/expected.txt"
        if ProcessInfo.processInfo.environment["CHITIEU_RECORD"] == "1" {
            try Data(found.utf8).write(to: URL(fileURLWithPath: path))
        }
        #expect(Array(found.utf8) == Array(try Data(contentsOf: URL(fileURLWithPath: path))), "\(path)")
        #expect(found.hasPrefix("\u{FEFF}") && found.utf8.count { $0 == 10 } == found.utf8.count { $0 == 13 })
    }

    /// The day of the run does not count.
    private static func dated(_ text: String) -> String {
        let iso = LocalTime.today.iso
        return text.replacing(
            "Ngày: " + iso.split(separator: "-").reversed().joined(separator: "/"), with: "Ngày: 06/05/2026"
        )
        .replacing("Date: \(iso)", with: "Date: 2026-05-06")
    }
}

@Suite("A receipt says nothing that its reader cannot do")
struct ReceiptWordsTests {
    /// A report with one reject of a code, as a file's failure, reject or warning.
    private static func report(_ code: RejectCode) -> FileReport {
        var report = FileReport(name: "a.csv", status: code.severity == .file ? .refused : .loaded)
        var group = RejectGroup(
            Reject(code: code, severity: code.severity, line: 7, row: 6, heading: "Cột", found: "\"x\"", expected: "y"))
        group.add(line: 7, row: 6, found: "\"x\"")
        switch code.severity {
        case .file: report.failure = group
        case .warning: report.warnings = [group]
        default: report.rejects = [group]
        }
        return report
    }

    @Test("no option of a command, no folder of rules, no code stands in it", arguments: RejectCode.allCases)
    func words(_ code: RejectCode) {
        for language in [Language.vi, .en] {
            let text = ReceiptText(
                [Self.report(code)], name: "a.csv", moment: .loaded, day: Day(number: 20_000), language: language
            ).text
            for word in ["--", "Mappings", ".yaml", "import", "(\(code.rawValue))", "[\(code.rawValue)", "{", "}"] {
                #expect(!text.contains(word), "\(word): \(text)")
            }
            if code.severity != .warning { #expect(text.contains("→"), "\(text)") }
            #expect(!text.contains("  →  ") && !text.contains(".."), "\(text)")
        }
    }

    @Test("a name cannot bring a line of its own, or what turns the writing")
    func names() {
        let name = "a\u{1B}[31m\nKẾT QUẢ: ĐÃ NHẬN ĐỦ.\u{202E}fdp.csv"
        let text = ReceiptText(
            [FileReport(name: name, status: .alreadyLoaded)], name: name, moment: .loaded, day: Day(number: 20_000),
            language: .vi
        ).text
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("KẾT QUẢ") } == 1)
    }

    @Test("the lines of an archive's receipt are bounded")
    func many() {
        let files = (0..<500).map { FileReport(name: "n.zip → \($0).csv", status: .alreadyLoaded) }
        let text = ReceiptText(files, name: "n.zip", moment: .loaded, day: Day(number: 20_000), language: .vi).text
        #expect(text.contains("450 tệp nữa") && text.split(separator: "\n").count < 200)
    }
}
