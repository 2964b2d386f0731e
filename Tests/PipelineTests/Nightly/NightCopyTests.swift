import Domain
import Foundation
import GRDB
import Reports
import Testing

@testable import Pipeline

/// The copy to correct in a watched folder: it lies there until somebody corrects it, or its days are over.
struct NightCopyTests {
    private let drop: Drop
    private let copy = "vneid.can-sua.xlsx"

    init() throws {
        drop = try Drop()
        drop.folder = "as_of: arrival"
        let list = drop.persons(30).replacing("Ngày xuất: 05/05/2026\n", with: "")
        try drop.drop(list.replacing("\n7,Người Thứ,000000000007", with: "\n7,Người Thứ,77"), "vneid.csv")
        try drop.night()
    }

    @Test("as long as nobody touches it, it stays and is no export")
    func untouched() throws {
        #expect(try drop.names() == [copy, "vneid.csv.bien-nhan.txt"])
        #expect(try drop.night().files.isEmpty)
        #expect(try drop.night(isCheck: true).files.isEmpty)
        #expect(try drop.names().count == 2)
    }

    @Test(
        "corrected, it is the list of its original: nobody is retired, the one comes in, and its own copy is not called twice"
    )
    func corrected() throws {
        let before = try drop.rows("SELECT so_dinh_danh FROM dinh_danh")
        var book = try Corrected(drop.path("nop/" + copy))
        let row = try #require(book.reasons.keys.first)
        book[row, "Số định danh"] = "000000000007"
        try FileManager.default.removeItem(atPath: drop.path("nop/" + copy))
        try book.save(drop.path("nop/" + copy))
        let report = try #require(try drop.night().files.first)
        #expect(report.counts?.new == 1 && report.counts?.unchanged == 29 && report.counts?.retired == 0)
        #expect(report.asOf == LocalTime.today.iso && report.asOfFrom == "arrival")
        let after = try drop.rows("SELECT so_dinh_danh FROM dinh_danh")
        #expect(after.count == 30 && Set(after).isSuperset(of: before))
        #expect(try drop.names() == [copy + ".bien-nhan.txt", "vneid.csv.bien-nhan.txt"])
    }

    @Test("saved again without a correction, or lying there under another name, it is no list")
    func again() throws {
        let lying = try Data(contentsOf: URL(fileURLWithPath: drop.path("nop/" + copy)))
        try Corrected(drop.path("nop/" + copy)).save(drop.path("nop/luu lai.xlsx"))
        try lying.write(to: URL(fileURLWithPath: drop.path("nop/vneid.can-sua - Copy.xlsx")))
        let report = try drop.night()
        #expect(report.files.isEmpty && report.exitCode == 0)
        #expect(report.left?.map(\.reason) == [.untouched, .untouched])
        #expect(try drop.names().filter { $0.hasSuffix("txt") } == ["vneid.csv.bien-nhan.txt"])
    }

    @Test("a warehouse that does not remember it knows it by its rows, and takes it away when its days are over")
    func anew() throws {
        try drop.change("DELETE FROM placed")
        #expect(try drop.night().left?.map(\.reason) == [.untouched])
        #expect(try drop.night().left?.isEmpty == true)
        drop.more = "copies: {keep_days: 10}"
        try drop.change("UPDATE placed SET day = day - 11")
        try drop.night()
        #expect(try drop.names() == ["vneid.csv.bien-nhan.txt"])
    }

    @Test("corrected by day, before its original was loaded, it is taken behind it and stands")
    func byDay() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(30).replacing("\n7,Người Thứ,000000000007", with: "\n7,Người Thứ,77"), "vneid.csv")
        try drop.night(isCheck: true)
        var book = try Corrected(drop.path("nop/" + copy))
        book[try #require(book.reasons.keys.first), "Số định danh"] = "000000000007"
        try FileManager.default.removeItem(atPath: drop.path("nop/" + copy))
        try book.save(drop.path("nop/" + copy))
        try drop.night(isCheck: true)
        let files = try drop.night().files
        #expect(files.map(\.name) == ["vneid.csv", copy])
        #expect(files.last?.counts?.new == 1 && files.last?.counts?.retired == 0)
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["30"])
        // What is corrected needs no other copy.
        #expect(files.first?.copy == nil)
        #expect(try drop.names() == [copy + ".bien-nhan.txt", "vneid.csv.bien-nhan.txt"])
    }

    @Test("it goes when its days are over, a changed one stays")
    func days() throws {
        drop.more = "copies: {keep_days: 10}"
        try drop.change("UPDATE placed SET day = day - 11")
        try drop.night()
        #expect(try drop.names() == ["vneid.csv.bien-nhan.txt"])
    }

    @Test("dropped again as it was, its receipt says that something was not taken")
    func droppedAgain() throws {
        let list = drop.persons(30).replacing("Ngày xuất: 05/05/2026\n", with: "")
        try drop.drop(list.replacing("\n7,Người Thứ,000000000007", with: "\n7,Người Thứ,77"), "vneid.csv")
        let report = try drop.night()
        #expect(report.files.map(\.status) == [.alreadyLoaded] && report.files.first?.rejectedThen == 1)
        #expect(try drop.text("nop/vneid.csv.bien-nhan.txt").contains("lần ấy có 1 chỗ chưa nhận"))
    }

    @Test("none is made where the configuration says so")
    func none() throws {
        drop.more = "copies: {make: false}"
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        try drop.night()
        #expect(try !drop.names().contains("ho-so.can-sua.xlsx"))
    }
}
