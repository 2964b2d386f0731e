import Domain
import Foundation
import Records
import Reports
import Testing

@testable import Mapping
@testable import Pipeline

@Suite("A copy to correct says just what its original said")
struct CopyRoundTests {
    /// Cases of sources in which something is not taken: in every format of tables.
    static let cases: [String] = {
        do {
            let fixtures = House.top + "/Fixtures"
            return try FileManager.default.contentsOfDirectory(atPath: fixtures).sorted().filter { name in
                let rejects = "\(fixtures)/\(name)/rejects.csv"
                guard let text = FileManager.default.contents(atPath: rejects) else { return false }
                let names = try FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/\(name)")
                return text.split(separator: 10).count > 1 && !names.contains("input.xml")
            }
        } catch {
            Issue.record(error)
            return []
        }
    }()

    @Test("dropped again as it is, nothing is new, nothing changes, the same is not taken", arguments: cases)
    func same(_ name: String) throws {
        let office = try Office()
        let folder = "\(House.top)/Fixtures/\(name)"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let input = try #require(names.first { $0.hasPrefix("input") })
        if input.hasSuffix(".xml") { return }
        let unit = try CaseFolder(at: folder).options["unit"] ?? "H55.242"
        let first = try office.drop("\(folder)/\(input)", unit: unit)
        let counts = try #require(first.report.counts)
        let path = try #require(first.copy)
        let second = try office.drop(path, unit: unit)
        let again = try #require(second.report.counts, "\(second.report.failure?.code ?? "")")
        #expect(again.new == 0 && again.changed == 0 && again.retired == 0, "\(second.report.tale)")
        #expect(again.read == counts.read && again.filtered == counts.filtered)
        #expect(again.rejected == counts.rejected && again.fieldRejects == counts.fieldRejects)
        #expect(second.report.source == first.report.source && second.report.asOf == first.report.asOf)
        #expect(second.report.coversUntil == first.report.coversUntil && second.report.unit == first.report.unit)
        let causes = first.report.rejects.map { "\($0.code) \($0.heading) \($0.count)" }
        #expect(second.report.rejects.map { "\($0.code) \($0.heading) \($0.count)" } == causes)
        // Each row that was not taken has its reason.
        let rows = Set(first.report.rejects.flatMap(\.places).map { Int($0.row) })
        #expect(rows.isSubset(of: Set(try Corrected(path).reasons.keys)))
        #expect(try office.verify() == [])
    }

    @Test("every kind of text is written as the text that it is, and no formula")
    func texts() throws {
        let office = try Office()
        let nasty = [
            "=1+1", "+84912", "-5", "@SUM(A1)", "\t=2", "00123", "1.2E+10", "_x0041_", "a\r\nb", " cách ", "😀", "1,5",
            "\u{1}\u{FFFE}x",
        ]
        let rows = nasty.enumerated().map { index, text in
            "0002010\(10_000 + index),2,Đã kích hoạt,\"\(text)\""
        }
        let text =
            "CÔNG AN XÃ,,,\r\n\r\nSố định danh,Mức độ định danh,Trạng thái kích hoạt,=Ghi chú\r\n"
            + rows.map { $0 + "\r\n" }.joined() + "000201019999,2,có lẽ,\r\n"
        let first = try office.drop(Array(text.utf8), as: "nop.csv", unit: "01981", asOf: "2026-04-20")
        #expect(first.report.tale == "read \(nasty.count + 1), new \(nasty.count), rejected 1")
        let path = try #require(first.copy)
        let copy = try Corrected(path)
        let told = copy.rows.dropFirst(2).prefix(nasty.count).map { $0.cells[3] }
        let wanted = nasty.map { $0.replacing("\r\n", with: "\n").replacing("\u{1}\u{FFFE}", with: "\u{FFFD}\u{FFFD}") }
        #expect(Array(told) == wanted)
        // The blank line is kept, so that rows have the numbers of the receipt.
        #expect(copy.rows.map(\.number).prefix(3) == [1, 3, 4])
        #expect(copy.reasons.keys.sorted() == [nasty.count + 4])
        let sheet = try Corrected.part("worksheet", of: path)
        #expect(!sheet.contains("<f>") && sheet.contains("<dataValidation "))
        #expect(sheet.contains("<pane ") && sheet.contains("<autoFilter ref=\"A3:E"))
        #expect(sheet.contains("numberStoredAsText=\"1\""))
        let styles = try Corrected.part("styleSheet", of: path)
        #expect(styles.contains("numFmtId=\"49\""), "49 is text")
        let book = try Corrected.part("workbook", of: path)
        #expect(book.components(separatedBy: "state=\"hidden\"").count == 3)
    }

    @Test("rows that a reader cannot take stand in the copy as they are, with their reason")
    func damaged() throws {
        let office = try Office()
        let good = (1...3).map { "00020100000\($0),2,Đã kích hoạt\n" }
        var bytes = Array("Số định danh,Mức độ định danh,Trạng thái kích hoạt\n".utf8)
        bytes += Array(good[0].utf8) + Array("\"000201000009,2,Đã kích hoạt\n".utf8)
        bytes += Array(good[1].utf8) + Array("000201000008,2,Đã k".utf8) + [0xFF, 0xFE] + Array("ch hoạt\n".utf8)
        bytes += Array("000201000007,2,Đã kích hoạt,thừa\n".utf8) + Array(good[2].utf8)
        let first = try office.drop(bytes, as: "nop.csv", unit: "01981", asOf: "2026-04-20")
        #expect(first.report.tale == "read 6, new 3, rejected 3")
        var copy = try Corrected(try #require(first.copy))
        #expect(copy.rows.count == 7)
        #expect(copy.rows[2].cells.prefix(3) == ["000201000009", "2", "Đã kích hoạt"])
        #expect(copy.rows[4].cells[0] == "000201000008" && copy.rows[4].cells[2].hasPrefix("Đã k"))
        #expect(copy.rows[5].cells.prefix(4) == ["000201000007", "2", "Đã kích hoạt", "thừa"])
        #expect(copy.rows[0].cells.count == 5, "the reasons stand behind the widest row")
        #expect(copy.reasons.keys.sorted() == [3, 5, 6])
        copy[5, "Trạng thái kích hoạt"] = "Đã kích hoạt"
        copy.replace("thừa", by: "")
        let saved = office.folder.appendingPathComponent("nop.can-sua.xlsx").path
        try copy.save(saved)
        #expect(try office.drop(saved, unit: "01981").report.tale == "read 6, new 3, unchanged 3")
    }

    @Test("no source knows the column of reasons")
    func heading() {
        let rules = RulesCompiler(folder: MappingFolder(at: House.top + "/Mappings")).rules
        let key = Fold.key(CopyMark.reasons)
        for source in rules.sources {
            #expect(!source.headings.contains(key), "\(source.id)")
            #expect(!(source.match.headings + source.match.without).contains { Fold.key($0) == key }, "\(source.id)")
        }
    }

    @Test(
        "a cell of a sheet is a number or a day only where it is read again as its text",
        arguments: [
            ("12", CopyCell.number(12)), ("0", .number(0)), ("-3", .number(-3)), ("007", .text), ("1.50", .text),
            ("4.35", .number(4.35)), ("1.2E+20", .text), ("1234567890123456", .text), ("-0", .text), ("12/5", .text),
            ("2026-04-05", .day(46_117)), ("2026-04-05 12:00:00", .dayTime(46_117.5)), ("1899-12-31", .text),
            ("2026-02-31", .text), ("", .text), ("=1", .text),
        ])
    func cells(_ text: String, _ expected: CopyCell) {
        #expect(CopyCell(text, isSheet: true, isNumber: true, use: nil) == expected)
        #expect(CopyCell(text, isSheet: false, isNumber: false, use: nil) == .text)
    }
}
