import Domain
import Foundation
import Mapping
import Reports
import Testing

@testable import Pipeline
@testable import Synthesis

/// Files that are called by the number of a person who is forgotten.
struct ForgottenNameTests {
    private let drop: Drop
    private static let number = "000000000003"

    init() throws {
        drop = try Drop()
        try Data("\(Self.number)\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
    }

    private func forget(archive: String? = "luu", copies: [String] = ["nop"]) throws -> ForgetReport {
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        (run.archive, run.copies) = (archive.map(drop.path), copies.map(drop.path))
        return try run()
    }

    private func replay() throws {
        _ = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
    }

    @Test("a manifest never has the number, and the warehouse that comes of it is the same")
    func manifest() throws {
        try drop.drop(drop.list([Drop.row(1)], exported: nil), "ds \(Self.number) 2026-05-05.csv")
        try drop.drop("a,b\n1,x\n", "cu \(Self.number).csv")
        #expect(try drop.night().files.map(\.status) == [.refused, .loaded])
        let manifest = try drop.text("luu/manifest.jsonl")
        #expect(!manifest.contains(Self.number) && manifest.contains("ds 000000000000 2026-05-05.csv"), "\(manifest)")
        try replay()
        #expect(try drop.contract("moi.db") == drop.contract())
    }

    @Test("an older manifest's names are masked, our receipts and copies go, what is the office's is listed")
    func names() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.drop("a,b\n1,x\n", "cu \(Self.number).csv")
        try drop.drop("a,b\n2,x\n", "cu 000 000 000 003.csv")
        // Another's file, and one that only a receipt's text names.
        try drop.drop("a,b\n3,x\n", "cu 000000000004.csv")
        try drop.night()
        try drop.drop("a,b\n4,x\n", "cho \(Self.number).csv")
        try Data("của \(Self.number)\n".utf8).write(to: URL(fileURLWithPath: drop.path("nop/la.csv.bien-nhan.txt")))
        try Data("x".utf8).write(to: URL(fileURLWithPath: drop.path("nop/\(Self.number).can-sua.xlsx")))
        let manifest = URL(fileURLWithPath: drop.path("luu/manifest.jsonl"))
        let written = try drop.text("luu/manifest.jsonl")
            .replacing("\"cu 000000000000.csv\"", with: "\"cu \(Self.number).csv\"")
        try Data(written.utf8).write(to: manifest)
        #expect(written.contains(Self.number))
        let report = try forget()
        #expect(report.maskedNames == written.split(separator: "\n").count { $0.contains("\"cu 0") }, "\(report)")
        let after = try drop.text("luu/manifest.jsonl")
        #expect(!after.contains(Self.number) && !after.contains("000 003"))
        #expect(after.split(separator: "\n").count == written.split(separator: "\n").count)
        #expect(report.files.map(\.place).sorted() == ["archive", "copy", "receipt", "receipt", "receipt"])
        #expect(
            Set(report.kept.map(\.name)) == [
                drop.path("nop/cho ….csv"), drop.path("nop/tra-lai/cu ….csv"),
            ])
        #expect(report.kept.count == 3)
        let left = try drop.names()
        #expect(
            left.filter { $0.hasSuffix(".bien-nhan.txt") } == [
                "cu 000000000004.csv.bien-nhan.txt", "vneid.csv.bien-nhan.txt",
            ])
        #expect(!left.contains { $0.hasSuffix(".can-sua.xlsx") })
        #expect(!report.text(.vi).contains(Self.number) && report.text(.vi).contains("che số trong"))
        #expect(try !report.json().contains(Self.number))
        // Done again nothing is left but the office's own.
        let again = try forget()
        #expect(again.maskedNames == 0 && again.files.isEmpty && again.kept.count == 3)
        #expect(try drop.text("luu/manifest.jsonl") == after)
    }

    @Test("a packed file goes for the name of what it holds")
    func packed() throws {
        let zip = StoredArchive.zip([
            ("hs \(Self.number).csv", Array(drop.list([Drop.row(1)]).utf8)), ("b.csv", Array("a,b\n1,2\n".utf8)),
        ])
        try Data(zip).write(to: URL(fileURLWithPath: drop.path("nop/hai.zip")))
        try drop.night()
        #expect(try forget().files.contains { $0.place == "archive" })
        #expect(try drop.names("luu/files").isEmpty)
    }

    @Test("an archive and watched folders that a night kept and nobody named are said: exit 1")
    func untold() throws {
        // Whom only the name of a file tells nobody knows who looks in the warehouse alone.
        try drop.drop("a,b\n1,x\n", "cu \(Self.number).csv")
        try drop.night()
        let failure = #expect(throws: RunFailure.self) { try forget(archive: nil, copies: []) }
        #expect(failure?.messages.count { $0.contains("chưa tìm trong") } == 2)
        try drop.drop(drop.persons(5), "vneid.csv")
        #expect(try drop.night(isCheck: true).files.count == 1)
        try drop.night()
        let report = try forget(archive: nil, copies: [])
        #expect(report.untold.map(\.place) == ["archive", "copies"] && report.exitCode == 1)
        let text = report.text(.vi)
        let luu = ConfigStep.resolved(drop.path("luu"))
        #expect(text.contains("! chưa tìm trong kho lưu \(luu): chạy lại với --config, hoặc --archive \(luu)"))
        #expect(text.contains("! chưa tìm trong thư mục nộp \(ConfigStep.resolved(drop.path("nop")))"))
        #expect(try forget(copies: []).untold.map(\.place) == ["copies"])
        let all = try forget()
        #expect(all.untold.isEmpty && all.exitCode == 0)
        // An archive that is given up is asked for as long as it is there.
        drop.archive = nil
        try drop.night()
        #expect(try forget(archive: nil).untold.map(\.place) == ["archive"])
        try FileManager.default.removeItem(atPath: drop.path("luu"))
        try drop.night()
        #expect(try forget(archive: nil).untold.isEmpty)
    }
}
