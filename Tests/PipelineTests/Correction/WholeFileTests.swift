import Domain
import Foundation
import Reports
import Testing

@testable import Mapping
@testable import Pipeline

@Suite("A copy appears whole or not at all, and is known as what it is")
struct WholeFileTests {
    private static let text =
        "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n000201000001,2,Đã kích hoạt\n000201000002,2,có lẽ\n"

    @Test("what is there is not replaced, and nothing is left beside it")
    func occupied() throws {
        let office = try Office()
        let path = office.folder.appendingPathComponent("a.txt").path
        try WholeFile.write([1, 2], to: path)
        #expect(throws: (any Error).self) { try WholeFile.write([3], to: path) }
        #expect(FileManager.default.contents(atPath: path) == Data([1, 2]))
        #expect(try WholeFile.make(path + "2") { _ in false } == false)
        #expect(throws: CopyFailure.self) { try WholeFile.make(path + "3") { _ in throw CopyFailure(detail: "x") } }
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: office.folder.path)) == ["a.txt", "key"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("a copy of which a cell is another, or a row is missing, is no copy")
    func print() throws {
        let office = try Office()
        let path = try #require(
            try office.drop(Array(Self.text.utf8), as: "nop.csv", unit: "01981", asOf: "2026-04-20").copy)
        let copy = try Corrected(path)
        let print = try CopyPrint(reading: path)
        try copy.save(path + "1.xlsx")
        #expect(try CopyPrint(reading: path + "1.xlsx") == print)
        for (index, (old, new)) in [("2", "1"), ("có lẽ", ""), ("Số định danh", "Số CCCD")].enumerated() {
            var other = copy
            other.replace(old, by: new)
            try other.save("\(path)-\(index).xlsx")
            #expect(try CopyPrint(reading: "\(path)-\(index).xlsx") != print, "\(old)")
        }
        // The reasons are no part of the list.
        var corrected = copy
        for (row, _) in copy.reasons { corrected[row, CopyMark.reasons] = "đã sửa" }
        try corrected.save(path + "3.xlsx")
        #expect(try CopyPrint(reading: path + "3.xlsx") == print)
    }

    @Test("a source that is known by the name of its files knows a copy of one whatever it is called")
    func named() throws {
        let office = try Office()
        let mappings = office.folder.appendingPathComponent("Mappings").path
        try FileManager.default.copyItem(atPath: Office.house, toPath: mappings)
        let path = URL(fileURLWithPath: mappings + "/sources/vneid.yaml")
        let yaml = String(decoding: try Data(contentsOf: path), as: UTF8.self)
        try Data(yaml.replacing("match:\n", with: "match:\n  name: \"dinh-danh*\"\n").utf8).write(to: path)
        office.mappings = mappings
        let bytes = Array(Self.text.utf8)
        let other = try office.drop(bytes, as: "khac.csv", unit: "01981", asOf: "2026-04-20")
        #expect(other.report.failure?.code == "source-unknown" && other.copy == nil)
        let first = try office.drop(bytes, as: "dinh-danh.csv", unit: "01981", asOf: "2026-04-20")
        let saved = office.folder.appendingPathComponent("da sua.xlsx").path
        try Corrected(try #require(first.copy)).save(saved)
        #expect(try office.drop(saved, unit: "01981").report.tale == "read 2, unchanged 1, rejected 1")
    }

    @Test("a sheet of the mark's name without its words is a sheet as any other")
    func noMark() {
        let mark = CopyMark(
            name: "a.csv", digest: "0", source: "s", unit: "",
            asOf: AsOf(day: .init(number: 20_000), from: "name", coversUntil: .init(number: 19_990)),
            serialOffset: 1_462, print: CopyPrint())
        #expect(CopyMark(rows: mark.rows) == mark)
        #expect(CopyMark(rows: Array(mark.rows.dropFirst())) == nil)
        #expect(CopyMark(rows: mark.rows.dropLast() + [["covers_until", "31/02/2026"]]) == nil)
        // What is empty at the end of a row is left out.
        #expect(CopyMark(rows: mark.rows.map { $0.last == "" ? Array($0.dropLast()) : $0 }) == mark)
    }
}
