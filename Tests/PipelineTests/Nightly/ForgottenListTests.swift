import Domain
import Foundation
import Mapping
import Reports
import Testing

@testable import Pipeline
@testable import Synthesis

/// Lists that come later and name a person who was forgotten.
struct ForgottenListTests {
    private let drop: Drop
    private static let number = "000000000003"

    init() throws {
        drop = try Drop()
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        try Data("\(Self.number)\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
    }

    private func forget(inArchive: Bool = true) throws {
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        if inArchive { run.archive = drop.path("luu") }
        _ = try run()
    }

    private func names(_ path: String) -> Bool { PersonSearch([Array(Self.number.utf8)])(drop.path(path)).isThere }

    /// Files of the archive that name them.
    private func archived() throws -> [String] { try drop.names("luu/files").filter { names("luu/files/\($0)") } }

    private func lines() throws -> [ManifestLine] { try Archive(existing: drop.path("luu")).lines() }

    @Test("are taken without the person and stay with their office; no copy, receipt or archive has them")
    func list() throws {
        try forget()
        // A row of theirs that no record comes of, and one of another person to correct.
        let text = drop.persons(7, exported: "06/05/2026")
            .replacing(
                "3,Người Thứ,000000000003,01/01/1990,Mức 2,01/02/2024",
                with: "3,Người Thứ,000000000003,01/01/1990,Mức x,31/02/2024"
            )
            .replacing(
                "5,Người Thứ,000000000005,01/01/1990,Mức 2,01/02/2024",
                with: "5,Người Thứ,000000000005,01/01/1990,Mức 2,31/02/2024")
        try drop.drop(text, "vneid.csv")
        // By day no copy has them either.
        try drop.night(isCheck: true)
        #expect(!names("nop/vneid.can-sua.xlsx") && !names("nop/vneid.csv.bien-nhan.txt"))
        let night = try drop.night()
        #expect(night.files.first?.forgotten?.rows == 1)
        #expect(try archived() == [])
        #expect(try lines().map(\.cause) == [.forgotten, .forgotten])
        #expect(try drop.text("nop/da-nhan/vneid.csv") == text)
        #expect(names("nop/da-nhan/vneid.csv"))
        #expect(!names("nop/vneid.can-sua.xlsx"))
        let copy = PersonSearch([Array("000000000005".utf8)])(drop.path("nop/vneid.can-sua.xlsx"))
        #expect(copy.isThere)
        let receipt = try drop.text("nop/vneid.csv.bien-nhan.txt")
        #expect(receipt.contains("Tệp có 1 dòng nói về người đã được xóa theo yêu cầu"))
        #expect(receipt.contains("Tệp gốc được chuyển vào thư mục da-nhan "))
        #expect(!receipt.contains("hàng 6") && receipt.contains("hàng 8"), "\(receipt)")
        // What is kept nowhere else stays where it is.
        try drop.night()
        #expect(try drop.text("nop/da-nhan/vneid.csv") == text)
        let replay = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(replay.left?.map(\.reason) == [.forgotten, .forgotten] && replay.exitCode == 1)
    }

    @Test("are not kept where they are refused, packed with others, or name the person where no rule looks")
    func others() throws {
        try forget()
        try drop.drop("a,b\n\(Self.number),x\n", "la.csv")
        try drop.drop(
            "Ngày xuất: 05/05/2026\nMã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Ghi chú\n"
                + "H55.242-260401-\(Drop.row(1)),CCCD \(Self.number)\n", "ghi-chu.csv")
        try drop.drop(drop.list([Drop.row(2)]), "khac.csv")
        let packed = StoredArchive.zip([
            ("ho-so.csv", Array(drop.list([Drop.row(4)]).utf8)),
            ("vneid.csv", Array(drop.persons(6, exported: "06/05/2026").utf8)),
        ])
        try Data(packed).write(to: URL(fileURLWithPath: drop.path("nop/hai.zip")))
        try drop.night()
        #expect(try archived() == [])
        #expect(try drop.names("luu/files").count == 1)
        #expect(try lines().filter { $0.removed == nil }.map(\.name) == ["khac.csv"])
        #expect(try lines().filter { $0.name == "hai.zip" }.map(\.cause) == [.forgotten, .forgotten])
        #expect(try drop.names("nop/da-nhan") == ["ghi-chu.csv", "hai.zip"])
        #expect(try drop.names("nop/tra-lai") == ["la.csv"])
        #expect(try drop.text("nop/la.csv.bien-nhan.txt").contains("đã được xóa theo yêu cầu"))
    }

    @Test(
        "are not kept where only an archive's names, or what lies beside its exports, has the number",
        arguments: [("so \(number).csv", "~$ho-so.csv", "a,b\n"), ("ho-so.csv", "~$ho-so.csv", "a,\(number)\n")])
    func packed(_ name: String, _ beside: String, _ text: String) throws {
        try forget()
        let packed = StoredArchive.zip([
            (name, Array(drop.list([Drop.row(4)]).utf8)), (beside, Array(text.utf8)),
        ])
        try Data(packed).write(to: URL(fileURLWithPath: drop.path("nop/hai.zip")))
        #expect(names("nop/hai.zip"))
        let night = try drop.night()
        #expect(night.files.map(\.status) == [.loaded] && night.files.first?.forgotten?.rows == 0)
        #expect(try archived() == [] && drop.names("luu/files").isEmpty)
        #expect(try drop.names("nop/da-nhan") == ["hai.zip"])
        #expect(try drop.text("nop/hai.zip.bien-nhan.txt").contains("trong tên tệp hoặc tệp đi kèm"))
    }

    @Test("that are in the archive from before leave it when they come again")
    func again() throws {
        try forget(inArchive: false)
        #expect(try archived().count == 1)
        try drop.drop(drop.persons(5), "vneid.csv")
        #expect(try drop.night().files.map(\.status) == [.alreadyLoaded])
        #expect(try archived() == [])
        #expect(try lines().map(\.cause) == [.forgotten, .forgotten])
        #expect(try drop.names("nop/da-nhan") == ["vneid.csv"])
    }

    @Test("offices' own files and backups that hold the person are listed and stay; a backup from behind is clean")
    func listed() throws {
        let copies = CopyRun(warehouse: drop.path("kho.db"), language: .vi)
        try FileManager.default.createDirectory(atPath: drop.path("sao-luu"), withIntermediateDirectories: true)
        _ = try copies.backup(to: drop.path("sao-luu/truoc.db"))
        try drop.drop("a,b\n\(Self.number),x\n", "la.csv")
        try drop.night()
        #expect(try drop.names("nop/tra-lai") == ["la.csv"])
        let before = try Data(contentsOf: URL(fileURLWithPath: drop.path("sao-luu/truoc.db")))
        func run() throws -> ForgetReport {
            var run = ForgetRun(
                identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
                language: .vi)
            (run.archive, run.copies, run.backups) = (drop.path("luu"), [drop.path("nop")], [drop.path("sao-luu")])
            return try run()
        }
        let report = try run()
        #expect(report.files.map(\.place) == ["archive", "archive"] && report.unread.isEmpty)
        #expect(report.kept.map(\.name) == [drop.path("nop/tra-lai/la.csv")])
        #expect(report.backups.map(\.name) == [drop.path("sao-luu/truoc.db")])
        #expect(report.text(.vi).contains("bản sao lưu còn người này, hãy xóa") && report.exitCode == 0)
        #expect(try drop.names("nop/tra-lai") == ["la.csv"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: drop.path("sao-luu/truoc.db"))) == before)
        _ = try copies.backup(to: drop.path("sao-luu/sau.db"))
        #expect(try run().backups.map(\.name) == [drop.path("sao-luu/truoc.db")])
        #expect(try drop.names("sao-luu") == ["sau.db", "truoc.db"])
    }
}
