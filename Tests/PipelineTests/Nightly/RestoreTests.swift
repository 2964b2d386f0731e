import Domain
import Foundation
import Goldens
import Pipeline
import Reports
import Testing

/// An older backup that was put back beside a newer archive.
struct RestoreTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    private func run(_ arguments: String..., code: Int32 = 0) throws {
        let run = try ProgramRun(House.executable, arguments, folder: drop.root.path)
        #expect(run.code == code, "\(run.error)")
    }

    /// What `doctor` says of warehouse and archive.
    private func doctor() throws -> [DoctorReport.Line] {
        DoctorRun(config: try drop.configured(), language: .vi)().report.lines.filter { $0.check == "agreement" }
    }

    private func replay() throws -> RunReport {
        try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
    }

    @Test("who was forgotten goes again, what is missing is said, and new loads are noted behind the newest one")
    func restored() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.drop(drop.list((1...3).map { Drop.row($0) }), "a.csv")
        try drop.night()
        try run("warehouse", "backup", "cu.db", "--warehouse", "kho.db")
        try drop.drop(drop.list((1...4).map { Drop.row($0) }, exported: "06/05/2026"), "b.csv")
        try drop.night()
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        try run(
            "warehouse", "forget", "--identity-file", "so.txt", "--warehouse", "kho.db", "--archive", "luu",
            "--copies", "nop", "--mappings", House.top + "/Mappings")
        try run(
            "warehouse", "purge", "--before", "2026-01-01", "--warehouse", "kho.db", "--archive", "luu", "--mappings",
            House.top + "/Mappings")
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: drop.path("kho.db" + suffix)) {
            try FileManager.default.removeItem(atPath: drop.path("kho.db" + suffix))
        }
        try run("warehouse", "restore", "cu.db", "--warehouse", "kho.db")
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        let archived = try drop.text("luu/manifest.jsonl")
        let found = try doctor()
        #expect(found.map(\.exitCode) == [1, 1, 1])
        for (line, words) in zip(
            found, ["purge --before (2026-01-01)", "replay --from, số lần thiếu (1)", ": 1 người"])
        {
            #expect(line.message.contains(words), "\(line.message)")
        }
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        #expect(try drop.text("luu/manifest.jsonl") == archived)
        // A load by hand comes by the number of the one that is missing.
        try Data(drop.list([Drop.row(9)], exported: "06/05/2026").utf8).write(
            to: URL(fileURLWithPath: drop.path("tay.csv")))
        try run("import", "tay.csv", "--unit", "01981", "--warehouse", "kho.db", "--mappings", House.top + "/Mappings")
        try drop.drop(drop.list((1...5).map { Drop.row($0) }, exported: "07/05/2026"), "c.csv")
        let night = try drop.night()
        #expect(night.left?.map(\.reason) == [.unpurged, .behind] && night.exitCode == 1)
        #expect(night.left?.map(\.detail) == ["2026-01-01", "1"])
        #expect(try doctor().map(\.message) == (night.left ?? []).map { $0.text(.vi) })
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["4"])
        #expect(
            try VerifyRun(warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings", language: .vi)() == [])
        // The load of b.csv had number 3, too.
        #expect(try drop.rows("SELECT load FROM load ORDER BY load") == ["1", "2", "3", "4"])
        #expect(try drop.text("luu/manifest.jsonl").split(separator: "\n").count == 4)
        // Purged again it is said no more; what the archive alone has stays said.
        try run(
            "warehouse", "purge", "--before", "2026-01-01", "--warehouse", "kho.db", "--mappings",
            House.top + "/Mappings")
        #expect(try drop.night().left?.map(\.reason) == [.behind])
        // A replay has everything but the file of the forgotten person.
        #expect(try replay().left?.map(\.reason) == [.forgotten])
        #expect(try drop.rows("SELECT load FROM load ORDER BY load", warehouse: "moi.db") == ["1", "3", "4"].sorted())
    }

    /// Five persons of whom one is forgotten under another key than that of the backup, which is put back.
    private func restoreOlderKey() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        try run("warehouse", "backup", "cu.db", "--warehouse", "kho.db")
        try run("key", "rotate", "--warehouse", "kho.db", "--archive", "luu", "--mappings", House.top + "/Mappings")
        try forget()
        try run("warehouse", "restore", "cu.db", "--config", try drop.configured(), code: 1)
    }

    private func forget() throws {
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        try run(
            "warehouse", "forget", "--identity-file", "so.txt", "--warehouse", "kho.db", "--archive", "luu",
            "--copies", "nop", "--mappings", House.top + "/Mappings")
    }

    private func verify() throws -> [String] {
        try VerifyRun(warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings", language: .vi)()
    }

    @Test(
        "a backup of before a rotation knows the person by another key than the tombstone: nights say so until a list names them, or forget runs again",
        arguments: [true, false])
    func rotated(byList: Bool) throws {
        try restoreOlderKey()
        #expect(try doctor().map(\.exitCode) == [1])
        for _ in 0..<2 {
            let night = try drop.night()
            #expect(night.left?.map(\.reason) == [.doubtful] && night.left?.map(\.detail) == ["1"])
            #expect(night.exitCode == 1)
            #expect(try verify().count == 1)
            #expect(try doctor().map(\.message) == (night.left ?? []).map { $0.text(.vi) })
        }
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        if byList {
            try drop.drop(drop.persons(6, exported: "06/05/2026"), "sau.csv")
            try drop.night()
            #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        } else {
            try forget()
            #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["4"])
        }
        #expect(try verify() == [] && drop.night().left?.isEmpty == true)
        #expect(try doctor().map(\.exitCode) == [0])
    }

    @Test("who was forgotten under a key that is not at hand is said each night until the key is back")
    func keyless() throws {
        try restoreOlderKey()
        let key = drop.path("kho.db.key")
        let old = try #require(
            try FileManager.default.contentsOfDirectory(atPath: drop.root.path).first { $0.hasPrefix("kho.db.key.") })
        try FileManager.default.moveItem(atPath: key, toPath: drop.path("moi.key"))
        try FileManager.default.moveItem(atPath: drop.path(old), toPath: key)
        for _ in 0..<2 {
            let night = try drop.night()
            #expect(night.left?.map(\.reason) == [.keyless] && night.exitCode == 1)
            #expect(try doctor().map(\.exitCode) == [1])
        }
        let id = try #require(try drop.night().left?.first?.detail.split(separator: " ").last.map(String.init))
        try FileManager.default.moveItem(atPath: drop.path("moi.key"), toPath: "\(key).\(id)")
        #expect(try drop.night().left?.map(\.reason) == [.doubtful])
    }

    @Test("a copy of behind a rotation, in which the person still has the former key's pseudonym, is in doubt, too")
    func formerly() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        // Without the archive the persons stay under the former key.
        try run("key", "rotate", "--warehouse", "kho.db")
        try run("warehouse", "backup", "cu.db", "--warehouse", "kho.db")
        try forget()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["4"])
        try run("warehouse", "restore", "cu.db", "--config", try drop.configured(), code: 1)
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        #expect(try verify().count == 1)
        #expect(try drop.night().left?.map(\.reason) == [.doubtful])
        try drop.drop(drop.persons(6, exported: "06/05/2026"), "sau.csv")
        try drop.night()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        #expect(try verify() == [] && drop.night().left?.isEmpty == true)
    }

    @Test("a restore says how many loads the copy lacks")
    func lacking() throws {
        try drop.night()
        try run("warehouse", "backup", "cu.db", "--warehouse", "kho.db")
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        let restore = try ProgramRun(
            House.executable, ["warehouse", "restore", "cu.db", "--warehouse", "kho.db"], folder: drop.root.path)
        #expect(restore.code == 0 && restore.output.contains("! 1 tệp nạp sau bản sao không còn trong kho"))
    }

    @Test("an archive hears of who was forgotten without it, and a replay keeps them out")
    func heard() throws {
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        try run(
            "warehouse", "forget", "--identity-file", "so.txt", "--warehouse", "kho.db", "--mappings",
            House.top + "/Mappings", code: 1)
        #expect(!FileManager.default.fileExists(atPath: drop.path("luu/tombstones.jsonl")))
        try drop.night()
        #expect(try drop.text("luu/tombstones.jsonl").split(separator: "\n").count == 1)
        _ = try replay()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh", warehouse: "moi.db") == ["4"])
    }
}
