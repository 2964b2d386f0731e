import Domain
import Foundation
import Records
import Reports
import Synthesis
import Testing

@testable import Pipeline

@Suite("A copy to correct, corrected and dropped again, is the whole list and loads over its original")
struct CopyLoadTests {
    private static let unit = "H55.242"

    private static func person(_ number: Int, _ active: String = "Đã kích hoạt") -> String {
        "0002010\(10_000 + number),2,\(active)"
    }

    private static func persons(_ rows: [String]) -> String {
        "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n" + rows.map { $0 + "\n" }.joined()
    }

    @Test("a thousand persons, ten rows bad: nobody is retired, ten are new, the pseudonyms are the same")
    func persons() throws {
        let office = try Office()
        var request = Request(.vneid, count: 1_000)
        request.spoilt = 1
        request.kinds = [.identityShape, .dateUnreadable, .statusUnknown]
        let made = try Generate(request).made()
        let first = try office.drop(made.bytes, as: "danh-sach.csv", unit: Self.unit)
        let bad = made.truth.records.count { $0.spoilt != nil }
        #expect(first.report.tale == "read 1000, new \(1_000 - bad), rejected \(bad)" && bad >= 5)
        let persons = try office.rows("SELECT so_dinh_danh, ngay_cap, kich_hoat FROM dinh_danh")
        let path = try #require(first.copy)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        var copy = try Corrected(path)
        #expect(copy.reasons.count == bad)
        for (row, reason) in copy.reasons {
            if reason.contains("Số định danh") { copy[row, "Số định danh"] = "00009\(1_000_000 + row)" }
            if reason.contains("Ngày cấp") { copy[row, "Ngày cấp"] = "05/04/2026" }
            if reason.contains("Trạng thái") { copy[row, "Trạng thái kích hoạt"] = "Đã kích hoạt" }
        }
        let saved = office.folder.appendingPathComponent("danh-sach (sửa xong).xlsx").path
        try copy.save(saved)
        let second = try office.drop(saved, unit: Self.unit)
        #expect(second.report.tale == "read 1000, new \(bad), unchanged \(1_000 - bad)")
        #expect(second.copy == nil)
        #expect(second.report.asOf == first.report.asOf && second.report.asOfFrom == first.report.asOfFrom)
        #expect(second.report.corrects == "danh-sach.csv")
        let after = Set(try office.rows("SELECT so_dinh_danh, ngay_cap, kich_hoat FROM dinh_danh"))
        #expect(after.count == 1_000 && after.isSuperset(of: persons))
        // Saved again as it was, it is known.
        #expect(try office.drop(saved, unit: Self.unit).report.status == .alreadyLoaded)
        #expect(try office.verify() == [])
    }

    @Test("a list in an encoding of old", arguments: ["tcvn3", "windows-1258"])
    func oldEncoding(_ name: String) throws {
        let office = try Office()
        let folder = "\(House.top)/Fixtures/danh-sach-ho-so.\(name)"
        let input = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("input") })
        let first = try office.drop("\(folder)/\(input)", unit: Self.unit, asOf: "2026-05-06")
        let counts = try #require(first.report.counts)
        var copy = try Corrected(try #require(first.copy, "the fixture has rejects"))
        let heading = try #require(
            copy.rows.flatMap(\.cells).first { text in
                !text.isEmpty && copy.reasons.values.contains { $0.hasPrefix("Cột \"\(text)\": ") }
            })
        #expect(copy.reasons.count == 1 && counts.rejected == 1)
        for row in copy.reasons.keys { copy[row, heading] = "Trực tiếp" }
        let saved = office.folder.appendingPathComponent("sua.xlsx").path
        try copy.save(saved)
        let second = try office.drop(saved, unit: Self.unit)
        #expect(second.report.encoding == "utf-8" && second.report.asOf == "2026-05-06")
        #expect(second.report.asOfFrom == "argument")
        let again = try #require(second.report.counts)
        #expect(again.read == counts.read && again.new == 1 && again.unchanged == counts.new)
        #expect(again.rejected == 0 && again.retired == 0 && again.filtered == counts.filtered)
        #expect(try office.verify() == [])
    }

    @Test("a file refused for too many rejects comes in whole with its copy")
    func refused() throws {
        let office = try Office()
        let text = Self.persons((1...30).map { Self.person($0) } + (31...50).map { Self.person($0, "có lẽ") })
        let first = try office.drop(Array(text.utf8), as: "nop.csv", unit: "01981", asOf: "2026-04-20")
        #expect(first.report.status == .refused && first.report.failure?.code == "too-many-rejects")
        var copy = try Corrected(try #require(first.copy))
        #expect(copy.reasons.count == 20)
        copy.replace("có lẽ", by: "Đã kích hoạt")
        let saved = office.folder.appendingPathComponent("nop.can-sua.xlsx").path
        try copy.save(saved)
        let second = try office.drop(saved, unit: "01981")
        #expect(second.report.tale == "read 50, new 50")
        #expect(second.report.asOf == "2026-04-20")
    }

    @Test("all faults of a row are coloured at once, although the record counts by its first")
    func severalFaults() throws {
        let office = try Office()
        let text = Self.persons([Self.person(1), "123,2,có lẽ", "456,xx,Đã kích hoạt"])
        let first = try office.drop(Array(text.utf8), as: "nop.csv", unit: "01981", asOf: "2026-04-20")
        #expect(first.report.tale == "read 3, new 1, rejected 2" && first.report.rejects.map(\.count) == [2])
        var copy = try Corrected(try #require(first.copy))
        #expect(copy.reasons[3]?.contains("Số định danh") == true && copy.reasons[3]?.contains("kích hoạt") == true)
        #expect(copy.reasons[4]?.contains("Mức độ định danh") == true)
        let sheet = try Corrected.part("worksheet", of: try #require(first.copy))
        let style = try #require(sheet.firstMatch(of: #/<c r="A3" s="(\d+)"/#)).1
        let bad = sheet.matches(of: #/<c r="([A-Z]\d+)" s="(\d+)"/#).filter { $0.2 == style }.map { String($0.1) }
        #expect(bad == ["A3", "C3", "A4", "B4"])
        copy[3, "Số định danh"] = "000201000777"
        copy[3, "Trạng thái kích hoạt"] = "Đã kích hoạt"
        copy[4, "Số định danh"] = "000201000778"
        copy[4, "Mức độ định danh"] = "1"
        let saved = office.folder.appendingPathComponent("s.xlsx").path
        try copy.save(saved)
        #expect(try office.drop(saved, unit: "01981").report.tale == "read 3, new 2, unchanged 1")
    }

    @Test("what is still wrong comes back in a copy of the copy, with the day and the name of the first original")
    func again() throws {
        let office = try Office()
        let text = Self.persons([Self.person(1), Self.person(2, "có lẽ"), Self.person(3, "hình như")])
        let first = try office.drop(Array(text.utf8), as: "nop.csv", unit: "01981", asOf: "2026-04-20")
        var copy = try Corrected(try #require(first.copy))
        copy.replace("có lẽ", by: "Đã kích hoạt")
        let saved = office.folder.appendingPathComponent("nop.can-sua.xlsx").path
        try copy.save(saved)
        let second = try office.drop(saved, unit: "01981")
        #expect(second.report.tale == "read 3, new 1, unchanged 1, rejected 1")
        var third = try Corrected(try #require(second.copy))
        #expect(third.reasons.count == 1)
        #expect(third.rows.map(\.cells.count).max() == copy.rows.map(\.cells.count).max())
        third.replace("hình như", by: "Đã kích hoạt")
        try third.save(saved + "2.xlsx")
        let last = try office.drop(saved + "2.xlsx", unit: "01981")
        #expect(last.report.tale == "read 3, new 1, unchanged 2")
        #expect(last.report.corrects == "nop.csv" && last.report.asOf == "2026-04-20")
    }

    @Test("the copy is of its own unit: another's is refused, none takes the original's")
    func otherUnit() throws {
        let office = try Office()
        let text = Self.persons([Self.person(1), Self.person(2, "có lẽ")])
        let copy = try #require(
            try office.drop(Array(text.utf8), as: "nop.csv", unit: "H55.242", asOf: "2026-04-20").copy)
        let other = try office.drop(copy, unit: "H55.243")
        #expect(other.report.status == .refused && other.report.failure?.code == "copy-of-other")
        #expect(other.copy == nil)
        #expect(try office.drop(copy, unit: nil).report.unit == "H55.242")
    }

    @Test("a new day above the table makes the copy another list; the day of a folder does not")
    func otherDay() throws {
        let office = try Office()
        let text = "Ngày xuất: 20/04/2026\n" + Self.persons([Self.person(1), Self.person(2, "có lẽ")])
        let first = try office.drop(Array(text.utf8), as: "nop.csv", unit: "01981")
        #expect(first.report.asOfFrom == "content")
        let path = try #require(first.copy)
        let same = try office.drop(path, unit: "01981", asOf: "2026-05-30")
        #expect(same.report.asOf == "2026-04-20" && same.report.asOfFrom == "content")
        var copy = try Corrected(path)
        copy.replace("Ngày xuất: 20/04/2026", by: "Ngày xuất: 25/05/2026")
        let saved = office.folder.appendingPathComponent("thang-5.xlsx").path
        try copy.save(saved)
        #expect(try office.drop(saved, unit: "01981").report.asOf == "2026-05-25")
    }
}
