import Domain
import Foundation
import GRDB
import Pipeline
import Reports
import Testing
import Warehouse

/// What `doctor` says of a place where nights are to run.
struct DoctorTests {
    @Test("where all is well every line is ok, and nothing was changed")
    func well() throws {
        let drop = try Drop()
        drop.more = "metrics: so-do.prom"
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.night()
        let before = try FileManager.default.subpathsOfDirectory(atPath: drop.root.path)
        let report = try Self.report(drop)
        #expect(Self.bad(report) == [])
        #expect(report.exitCode == 0)
        let checks = Set(report.lines.map(\.check))
        #expect(
            checks.isSuperset(of: [
                "program", "config", "lock", "warehouse", "integrity", "intakes", "key", "file_system", "space",
                "folder",
                "archive", "metrics", "clock", "last_run", "backup",
            ]))
        let after = try FileManager.default.subpathsOfDirectory(atPath: drop.root.path)
        func own(_ names: [String]) -> Set<String> {
            Set(names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") })
        }
        #expect(own(after) == own(before))
    }

    @Test("before the first night all that is not there yet will be made")
    func fresh() throws {
        let drop = try Drop()
        let report = try Self.report(drop)
        #expect(Self.bad(report) == [] && report.exitCode == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: drop.root.path).sorted() == ["nightly.yaml", "nop"])
    }

    @Test("a key that others can read, or that is another's, would stop a night")
    func key() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.night()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: drop.path("kho.db.key"))
        var report = try Self.report(drop)
        #expect(Self.bad(report) == ["key 78"] && report.exitCode == 78)
        #expect(report.lines.contains { $0.message.contains("chmod 600") })
        try Data(repeating: 7, count: 32).write(to: drop.root.appendingPathComponent("kho.db.key"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: drop.path("kho.db.key"))
        report = try Self.report(drop)
        #expect(Self.bad(report) == ["key 78"])
        try FileManager.default.removeItem(atPath: drop.path("kho.db.key"))
        #expect(Self.bad(try Self.report(drop)) == ["key 78"])
    }

    @Test(
        "former keys: who still needs one, whether it is there, and a rotation that was cut off, as a night finds them")
    func formerKeys() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.night()
        let key = drop.path("kho.db.key")
        let old = try Data(contentsOf: URL(fileURLWithPath: key))
        let rotated = try RotateRun(warehouse: drop.path("kho.db"), identityKey: nil, language: .vi)()
        var report = try Self.report(drop)
        #expect(Self.bad(report) == [])
        #expect(report.lines.contains { $0.check == "former_key" && $0.message.contains("3 người") })
        // Cut off before the new key had its name: a night finds it beside, and so does doctor.
        try FileManager.default.moveItem(atPath: key, toPath: "\(key).\(rotated.keyId)")
        try old.write(to: URL(fileURLWithPath: key))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        #expect(Self.bad(try Self.report(drop)) == ["key 1"])
        try drop.drop(drop.persons(1, exported: "06/05/2026"), "mot.csv")
        #expect(try drop.night().files.map(\.counts?.unchanged) == [1])
        try drop.change("INSERT INTO meta VALUES ('rekeying', '')")
        #expect(Self.bad(try Self.report(drop)) == ["key 1", "former_key 1"])
        // The former key gone: in this state the file itself has it, so it is the name that must go, too.
        try FileManager.default.removeItem(atPath: key)
        try FileManager.default.moveItem(atPath: "\(key).\(rotated.keyId)", toPath: key)
        try FileManager.default.removeItem(atPath: "\(key).\(rotated.former[0].keyId)")
        report = try Self.report(drop)
        #expect(Self.bad(report) == ["former_key 78"] && report.exitCode == 78)
    }

    @Test("what a rotation left beside the key that was cut off before its key held, and the next one goes on with")
    func keysBeside() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.night()
        let rotation = RotateRun(warehouse: drop.path("kho.db"), identityKey: nil, language: .vi)
        func beside() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: drop.root.path)
                .filter { $0.hasPrefix("kho.db.key.") }.map { String($0.suffix(16)) }.sorted()
        }
        try drop.change("CREATE TRIGGER cut BEFORE INSERT ON former_key BEGIN SELECT RAISE(ABORT, 'cut'); END")
        #expect(throws: RunFailure.self) { try rotation() }
        let known = try drop.rows("SELECT value FROM meta WHERE key = 'key_id'")[0]
        let next = try #require(try beside().first { $0 != known })
        #expect(try beside().count == 2)
        for _ in 0..<2 {
            let report = try Self.report(drop)
            #expect(Self.bad(report) == ["key_beside 1"])
            #expect(
                report.lines.contains {
                    $0.message.contains(next) && $0.message.contains("chitieu key rotate --config")
                })
            #expect(throws: RunFailure.self) { try rotation() }
            #expect(try beside().count == 2)
        }
        try drop.change("DROP TRIGGER cut")
        #expect(try rotation().keyId == next)
        #expect(try beside() == [known])
        #expect(Self.bad(try Self.report(drop)) == [])
        // The next one is another.
        #expect(try rotation().keyId != next)
        #expect(try beside() == [known, next].sorted())
        #expect(Self.bad(try Self.report(drop)) == [])
        // The key once more, and one that nobody knows.
        let now = try drop.rows("SELECT value FROM meta WHERE key = 'key_id'")[0]
        let key = drop.path("kho.db.key")
        try FileManager.default.copyItem(atPath: key, toPath: "\(key).\(now)")
        try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: "\(key).0123456789abcdef"))
        let report = try Self.report(drop)
        #expect(Self.bad(report) == ["key_beside 1", "key_beside 1"])
        #expect(report.lines.contains { $0.message.contains("0123456789abcdef") && $0.message.contains("không ai") })
        #expect(report.lines.contains { $0.message.contains(now) && $0.message.contains("key rotate --resume") })
        var resumed = rotation
        (resumed.resumes, resumed.archive, resumed.mappings) = (true, drop.path("luu"), House.top + "/Mappings")
        _ = try resumed()
        #expect(Self.bad(try Self.report(drop)) == ["key_beside 1"])
    }

    @Test("a folder that is not there, and a link in one")
    func folders() throws {
        let drop = try Drop()
        try FileManager.default.createSymbolicLink(
            atPath: drop.path("nop/x.csv"), withDestinationPath: drop.path("nightly.yaml"))
        #expect(Self.bad(try Self.report(drop)) == ["folder 66"])
        try FileManager.default.removeItem(atPath: drop.path("nop"))
        let report = try Self.report(drop)
        #expect(Self.bad(report) == ["folder 66"] && report.exitCode == 66)
    }

    @Test("who holds the lock is said, and a lock is not made by looking")
    func lock() throws {
        let drop = try Drop()
        try drop.night()
        let lock = try RunLock(warehouse: drop.path("kho.db"))
        let report = try withExtendedLifetime(lock) { try Self.report(drop) }
        #expect(Self.bad(report) == ["lock 1"] && report.exitCode == 1)
        #expect(report.lines.contains { $0.message.contains("pid \(ProcessInfo.processInfo.processIdentifier)") })
    }

    @Test("an old good night, a run in the future, a file half put away, an old archive's mode")
    func old() throws {
        let drop = try Drop()
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.night()
        try drop.change("UPDATE t_run SET ended = '2026-01-01T01:30:00+07:00'")
        #expect(Self.bad(try Self.report(drop)) == ["last_run 1"])
        try drop.change("UPDATE t_run SET exit_code = 2")
        #expect(Self.bad(try Self.report(drop)) == ["last_run 1"])
        try drop.change("UPDATE t_run SET started = '2099-01-01T01:30:00+07:00'")
        try drop.change("INSERT INTO intake (place, sha256, arrived, look, is_open) VALUES ('p', 's', 1, '', 1)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: drop.path("luu"))
        let report = try Self.report(drop)
        #expect(Self.bad(report) == ["intakes 1", "archive 1", "clock 75", "last_run 1"])
        #expect(report.exitCode == 75)
    }

    @Test("a warehouse of a newer version stops a night, one of an older is brought up to date")
    func versions() throws {
        let drop = try Drop()
        try drop.night()
        let version = try #require(Int(try drop.rows("PRAGMA user_version")[0]))
        try drop.change("PRAGMA user_version = \(version - 1)")
        #expect(Self.bad(try Self.report(drop)) == ["warehouse 1"])
        try drop.change("PRAGMA user_version = \(version + 1)")
        #expect(Self.bad(try Self.report(drop)) == ["warehouse 78"])
    }

    @Test("damage in the warehouse is found")
    func damage() throws {
        let drop = try Drop()
        try drop.night()
        let file = try FileHandle(forUpdating: drop.root.appendingPathComponent("kho.db"))
        // The last page: no table that is needed to open.
        try file.seek(toOffset: try file.seekToEnd() - 4_096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        try file.close()
        #expect(try Self.report(drop).exitCode == 78)
    }

    @Test("the newest backup is looked for, and how old it is")
    func backups() throws {
        let drop = try Drop()
        drop.more = "backups: sao-luu"
        try drop.night()
        #expect(Self.bad(try Self.report(drop)) == ["backup 1"])
        try FileManager.default.createDirectory(atPath: drop.path("sao-luu"), withIntermediateDirectories: false)
        #expect(Self.bad(try Self.report(drop)) == ["backup 1"])
        try Data("x".utf8).write(to: drop.root.appendingPathComponent("sao-luu/kho-1.db"))
        #expect(Self.bad(try Self.report(drop)) == [])
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -9 * 86_400)], ofItemAtPath: drop.path("sao-luu/kho-1.db"))
        #expect(Self.bad(try Self.report(drop)) == ["backup 1"])
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 9 * 86_400)], ofItemAtPath: drop.path("sao-luu/kho-1.db"))
        let ahead = try Self.report(drop)
        #expect(Self.bad(ahead) == ["backup 1"])
        #expect(ahead.lines.contains { $0.check == "backup" && $0.message.contains("ở tương lai") })
    }

    @Test("a copy of the key in the folder of backups is said")
    func keyWithBackups() throws {
        let drop = try Drop()
        drop.more = "backups: sao-luu"
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.night()
        try FileManager.default.createDirectory(atPath: drop.path("sao-luu"), withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: drop.path("kho.db.key"), toPath: drop.path("sao-luu/x"))
        let report = try Self.report(drop)
        #expect(Self.bad(report) == ["backup 1"])
        #expect(report.lines.contains { $0.message.contains("khóa x nằm cùng bản sao lưu") })
    }

    @Test("a configuration with a mistake, and none at all")
    func config() throws {
        let drop = try Drop()
        drop.more = "plan: khong-co"
        let report = try Self.report(drop)
        #expect(Self.bad(report) == ["config 78"])
        #expect(report.lines.contains { $0.check == "folder" })
        let none = DoctorRun(config: drop.path("khong-co.yaml"), language: .en)().report
        #expect(none.exitCode == 66 && none.lines.map(\.check) == ["program", "config"])
    }

    private static func report(_ drop: Drop) throws -> DoctorReport {
        DoctorRun(config: try drop.configured(), language: nil)().report
    }

    /// What is not ok, but for the room on this machine's disk.
    private static func bad(_ report: DoctorReport) -> [String] {
        report.lines.filter { $0.exitCode != 0 && $0.check != "space" }.map { "\($0.check) \($0.exitCode)" }
    }

    @Test("a log of the warehouse that cannot be written is named")
    func log() throws {
        let drop = try Drop()
        try drop.night()
        let files = ["", "-shm"].map { drop.path("thu.db") + $0 }
        for file in files { try Data().write(to: URL(fileURLWithPath: file)) }
        #expect(WarehouseFile.unwritable(files[0]) { $0 != files[1] } == files[1])
        #expect(WarehouseFile.unwritable(files[0]) { $0 != files[0] + "-wal" } == nil)
        #expect(WarehouseFile.unwritable(files[0]) { _ in false } == files[0])
        // Root may write everything: the rest is for others.
        guard geteuid() != 0 else { return }
        let path = drop.path("kho.db")
        let reader = try WarehouseFile(at: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path + "-shm")
        let line = try Self.report(drop).lines.first { $0.check == "warehouse" }
        #expect(line?.exitCode == 74 && line?.message.contains("kho.db-shm") == true)
        withExtendedLifetime(reader) {}
    }
}
