import Domain
import Foundation
import Goldens
import Reports
import Testing

@testable import Pipeline

/// A new key, and the persons of the archive under it at once.
struct RotateTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    private static let persons = "SELECT so_dinh_danh FROM dinh_danh ORDER BY 1"

    /// Nights with everything that names persons: lists, packed ones, dossiers with numbers, refused files.
    private func nights() throws {
        drop.folder = "as_of: arrival"
        for name in try FileManager.default.contentsOfDirectory(atPath: House.top + "/Fixtures/main-job") {
            try FileManager.default.copyItem(
                atPath: House.top + "/Fixtures/main-job/" + name, toPath: drop.path("nop/" + name))
        }
        try FileManager.default.copyItem(
            atPath: House.top + "/Fixtures/cli/zip/nop.zip", toPath: drop.path("nop/nop.zip"))
        try drop.night()
        try drop.drop(drop.persons(3, first: 20, exported: "06/05/2026"), "them.csv")
        try drop.drop("a,b\n", "la.csv")
        try drop.night()
    }

    private func rotate(resumes: Bool = false, archive: String? = "luu") throws -> RotateReport {
        var run = RotateRun(warehouse: drop.path("kho.db"), identityKey: nil, language: .vi)
        run.archive = archive.map(drop.path)
        run.mappings = House.top + "/Mappings"
        run.resumes = resumes
        return try run()
    }

    private func replay() throws {
        _ = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
    }

    private func verify() throws -> [String] {
        try VerifyRun(warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings", language: .en)()
    }

    private func forget(_ number: String) throws {
        try Data("\(number)\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        run.identityKey = drop.path("kho.db.key")
        run.archive = drop.path("luu")
        _ = try run()
    }

    /// Key files beside the key.
    private func beside() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: drop.root.path).filter { $0.hasPrefix("kho.db.key.") }
    }

    @Test("with the archive everybody comes under the new key at once, and nothing else changes")
    func archive() throws {
        try nights()
        let before = try drop.contract(isBlind: true)
        let old = try drop.rows(Self.persons)
        let loads = "SELECT load, name, sha256, status, read, new, changed, unchanged, rejected FROM load ORDER BY load"
        let loaded = try drop.rows(loads)
        let report = try rotate()
        #expect(report.former.isEmpty && report.exitCode == 0)
        #expect(report.archive?.unread.isEmpty == true)
        #expect((report.archive?.persons ?? 0) >= old.count)
        let after = try drop.contract(isBlind: true)
        // What a load was made under has the key in it.
        for (view, rows) in before where view != "load" { #expect(after[view] == rows, "\(view)") }
        #expect(try drop.rows(loads) == loaded)
        let new = try drop.rows(Self.persons)
        #expect(new.count == old.count && Set(new).isDisjoint(with: old))
        #expect(try verify() == [])
        // Just what a load under the new key would have made of the same files.
        try replay()
        let (renewed, fresh) = (try drop.contract(), try drop.contract("moi.db"))
        for (view, rows) in renewed { #expect(fresh[view] == rows, "\(view)") }
        // Nothing needs the former key any more.
        for name in try beside() { try FileManager.default.removeItem(atPath: drop.path(name)) }
        try drop.drop(drop.persons(3, first: 20, exported: "06/05/2026"), "lai.csv")
        #expect(try drop.night().files.map(\.status) == [.alreadyLoaded])
        try drop.drop(drop.persons(3, first: 20, exported: "07/05/2026"), "them.csv")
        #expect(try drop.night().files.map(\.counts?.unchanged) == [3])
    }

    @Test("a copy of before a rotation that is put back comes under the new key by --resume", arguments: [true, false])
    func restored(_ resumes: Bool) throws {
        try drop.drop(drop.persons(4), "vneid.csv")
        try drop.night()
        let copies = CopyRun(warehouse: drop.path("kho.db"), language: .en)
        _ = try copies.backup(to: drop.path("cu.db"))
        let old = try drop.rows(Self.persons)
        let rotated = try rotate()
        let new = try drop.rows(Self.persons)
        let report = try copies.restore(from: drop.path("cu.db"))
        #expect(report.newerKey == rotated.keyId && report.exitCode == 1)
        #expect(report.text(.en).contains("key rotate --resume"))
        #expect(try drop.rows(Self.persons) == old)
        let doctor = DoctorRun(config: try drop.configured(), language: .en)().report.lines
        #expect(
            doctor.contains { $0.check == "key" && $0.message.contains("restored from a copy of before") }, "\(doctor)")
        let again = try rotate(resumes: resumes)
        #expect(again.keyId == rotated.keyId && again.former.isEmpty)
        #expect(try drop.rows(Self.persons) == new)
        #expect(try verify() == [])
        let healed = DoctorRun(config: try drop.configured(), language: .en)().report.lines
        #expect(healed.first { $0.check == "key" }?.exitCode == 0, "\(healed)")
    }

    @Test("the newest file first, and no more of them than are needed")
    func newest() throws {
        for day in 5...8 {
            try drop.drop(drop.persons(day, exported: "0\(day)/05/2026"), "vneid.csv")
            try drop.night()
        }
        let report = try rotate()
        #expect(report.archive?.read == 1 && report.archive?.persons == 8)
    }

    @Test("who is in no file of the archive stays under the former key, and damaged files are named")
    func rest() throws {
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.night()
        try drop.drop(drop.persons(2, first: 7, exported: "04/05/2026"), "cu.csv")
        try drop.night()
        var options = ImportOptions(paths: [drop.path("tay.csv")], warehouse: drop.path("kho.db"))
        options.mappings = House.top + "/Mappings"
        options.unit = "H55.243"
        try Data(drop.persons(1, first: 9).utf8).write(to: URL(fileURLWithPath: drop.path("tay.csv")))
        _ = try ImportRun(options)()
        let lines = try Archive(existing: drop.path("luu")).lines()
        let spoilt = try #require(lines.last)
        let path = drop.path("luu/files/\(spoilt.sha256.prefix(2))/\(spoilt.sha256)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        let report = try rotate()
        #expect(report.exitCode == 1)
        #expect(report.archive?.unread.map(\.reason) == [.spoilt])
        #expect(report.archive?.persons == 3)
        #expect(report.former.map(\.persons) == [3])
        #expect(report.text(.en).contains("3 persons and 0 forgotten ones are still under the former key"))
        #expect(try verify() == [])
        // Who comes by hand comes under the new key; the archive is asked again for those who are left.
        #expect(try ImportRun(options)().files.map(\.counts?.unchanged) == [1])
        let again = try rotate(resumes: true)
        #expect(again.formerKeyId == nil && again.former.map(\.persons) == [2])
        #expect(try rotate(archive: nil).text(.vi).contains("--resume --archive"))
    }

    @Test("a rotation that was cut off goes on under the key that it made")
    func cut() throws {
        try nights()
        let key = drop.path("kho.db.key")
        let old = try Data(contentsOf: URL(fileURLWithPath: key))
        let first = try rotate(archive: nil)
        #expect(first.former.count == 1)
        // As if it had been killed before the new key had its name, and before a file was read.
        let new = try Data(contentsOf: URL(fileURLWithPath: key))
        try FileManager.default.moveItem(atPath: key, toPath: "\(key).\(first.keyId)")
        try old.write(to: URL(fileURLWithPath: key))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        try drop.change("INSERT INTO meta VALUES ('rekeying', '\(first.keyId)')")
        let second = try rotate()
        #expect(second.formerKeyId == nil && second.keyId == first.keyId && second.former.isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: key)) == new)
        #expect(try beside().count == 1)
        // The next one is another rotation.
        #expect(try rotate().formerKeyId == first.keyId)
        #expect(try verify() == [])
    }

    @Test(
        "a tombstone comes under the new key too, where a later list in the archive names the person; so in the archive"
    )
    func forgotten() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        try forget("000000000003")
        try drop.drop(drop.persons(6, exported: "06/05/2026"), "vneid.csv")
        try drop.night()
        try keepLater()
        let report = try rotate()
        #expect(report.archive?.persons == 5 && report.archive?.forgotten == 1)
        #expect(report.former.isEmpty)
        for name in try beside() { try FileManager.default.removeItem(atPath: drop.path(name)) }
        try replay()
        #expect(try drop.rows(Self.persons, warehouse: "moi.db") == drop.rows(Self.persons))
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
    }

    /// A list that names a forgotten person is kept in no archive any more: one of before that was so has it.
    private func keepLater() throws {
        let line = try #require(try Archive(existing: drop.path("luu")).lines().last)
        let shelf = drop.path("luu/files/\(line.sha256.prefix(2))")
        try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: drop.path("nop/da-nhan/vneid.csv"), toPath: "\(shelf)/\(line.sha256)")
        let book = try drop.text("luu/manifest.jsonl")
        let kept = book.replacing(#/"cause":"forgotten",/#, with: "").replacing(#/,?"removed":"[0-9-]*"/#, with: "")
        try Data(kept.utf8).write(to: URL(fileURLWithPath: drop.path("luu/manifest.jsonl")))
        #expect(try Archive(existing: drop.path("luu")).lines().allSatisfy { $0.removed == nil && $0.cause == nil })
    }

    @Test("an archive that is not there, or whose manifest is damaged, is found before anything changes")
    func noArchive() throws {
        try drop.drop(drop.persons(2), "vneid.csv")
        try drop.night()
        let key = try Data(contentsOf: URL(fileURLWithPath: drop.path("kho.db.key")))
        #expect(throws: RunFailure.self) { _ = try rotate(archive: "khong-co") }
        try FileManager.default.createDirectory(atPath: drop.path("hong"), withIntermediateDirectories: false)
        try Data("{\n".utf8).write(to: URL(fileURLWithPath: drop.path("hong/manifest.jsonl")))
        #expect(throws: RunFailure.self) { _ = try rotate(archive: "hong") }
        #expect(try Data(contentsOf: URL(fileURLWithPath: drop.path("kho.db.key"))) == key)
        #expect(try beside() == [])
    }
}
