import Domain
import Foundation
import Mapping
import Reports
import Testing

@testable import Pipeline
@testable import Warehouse

@Suite("Keys")
struct KeyTests {
    private let office: Office
    private let key: String

    init() throws {
        office = try Office()
        key = office.folder.appendingPathComponent("key").path
    }

    private func person(_ number: Int) -> String { "00020100000\(number),2,Đã kích hoạt" }

    private func persons(_ numbers: ClosedRange<Int>, _ day: String, _ unit: String = "H55.242") throws -> String {
        let rows = numbers.map { person($0) + "\n" }.joined()
        return try office.load(
            "Số định danh,Mức độ định danh,Trạng thái kích hoạt\n" + rows, day, unit: unit
        ).tale
    }

    private func dossiers(_ numbers: ClosedRange<Int>, _ day: String) throws -> String {
        let rows = numbers.map { "H55.242-260401-000\($0),4,0\($0)/04/2026,00020100000\($0)\n" }.joined()
        return try office.load("Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Số định danh\n" + rows, day).tale
    }

    private func rotate() throws -> String {
        try RotateRun(warehouse: office.warehouse, identityKey: key, language: .en)().text(.en)
    }

    private func left() throws -> [String] {
        try office.rows(
            "SELECT (SELECT count(*) FROM former_pseudonym), (SELECT count(*) FROM tombstone WHERE key_id <> value) FROM meta WHERE key = 'key_id'"
        )
    }

    private func exitCode(_ body: () throws -> Void) -> Int32? {
        do {
            try body()
            return nil
        } catch let failure as RunFailure {
            return failure.exitCode
        } catch {
            return -1
        }
    }

    @Test("after a rotation nobody is doubled: persons come under the new key as they come again, everywhere at once")
    func rotation() throws {
        _ = try persons(1...3, "2026-04-10")
        _ = try persons(3...3, "2026-04-10", "H55.243")
        _ = try dossiers(1...4, "2026-04-10")
        let before = try office.rows("SELECT so_dinh_danh FROM dinh_danh ORDER BY 1")
        let old = try Data(contentsOf: URL(fileURLWithPath: key))
        #expect(try rotate().contains("  4 persons and 0 forgotten ones are still"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: key)) != old)
        #expect(try office.verify() == [])
        // The same bytes are no longer "already loaded": they bring the persons under the new key.
        #expect(try persons(1...3, "2026-04-10") == "read 3, unchanged 3")
        #expect(try office.rows("SELECT count(*), count(DISTINCT so_dinh_danh) FROM dinh_danh") == ["4|3"])
        #expect(try left() == ["1|0"])
        #expect(try dossiers(3...4, "2026-04-20") == "read 2, unchanged 2")
        #expect(try left() == ["0|0"])
        let after = try office.rows("SELECT so_dinh_danh FROM dinh_danh ORDER BY 1")
        #expect(after.count == before.count && Set(after).isDisjoint(with: before))
        #expect(
            try office.rows(
                "SELECT count(*) FROM ho_so WHERE dinh_danh_chu_ho_so IN (SELECT so_dinh_danh FROM dinh_danh)") == ["3"]
        )
        #expect(try persons(1...4, "2026-04-25") == "read 4, new 1, unchanged 3")
        #expect(try office.verify() == [])
        // Nothing needs the former key any more.
        for name in try FileManager.default.contentsOfDirectory(atPath: office.folder.path) where name.hasPrefix("key.")
        {
            try FileManager.default.removeItem(at: office.folder.appendingPathComponent(name))
        }
        #expect(try persons(1...4, "2026-04-26") == "read 4, unchanged 4")
    }

    @Test("two rotations behind each other lose nobody; a former key that is needed and gone is told: 78")
    func twice() throws {
        _ = try persons(1...2, "2026-04-10")
        _ = try rotate()
        _ = try persons(1...1, "2026-04-11")
        _ = try rotate()
        let names = try FileManager.default.contentsOfDirectory(atPath: office.folder.path).filter {
            $0.hasPrefix("key.")
        }
        #expect(names.count == 2)
        let hidden = office.folder.appendingPathComponent("khac")
        let first = office.folder.appendingPathComponent(names[0])
        try FileManager.default.moveItem(at: first, to: hidden)
        #expect(exitCode { _ = try persons(1...2, "2026-04-12") } == 78)
        try FileManager.default.moveItem(at: hidden, to: first)
        #expect(try persons(1...2, "2026-04-12") == "read 2, unchanged 2")
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["2"])
        #expect(try left() == ["0|0"])
    }

    @Test("who was forgotten stays so through a rotation, and who is forgotten behind one goes under the old key too")
    func forgotten() throws {
        _ = try persons(1...3, "2026-04-10")
        _ = try dossiers(1...2, "2026-04-10")
        func forget(_ number: Int) throws -> ForgetReport {
            let path = office.folder.appendingPathComponent("so.txt").path
            try Data("00020100000\(number)\n".utf8).write(to: URL(fileURLWithPath: path))
            var run = ForgetRun(
                identityFile: path, warehouse: office.warehouse, mappings: office.mappings, language: .en)
            run.identityKey = key
            return try run()
        }
        #expect(try forget(1).records == 1)
        #expect(try rotate().contains("  2 persons and 1 forgotten ones are still"))
        let second = try forget(2)
        #expect(second.records == 1 && second.fields == 1)
        #expect(try left() == ["1|1"])
        #expect(try persons(1...3, "2026-04-20") == "read 3, unchanged 1, filtered 2")
        #expect(try left() == ["0|0"])
        #expect(try persons(1...3, "2026-04-25") == "read 3, unchanged 1, filtered 2")
        #expect(try office.verify() == [])
    }

    @Test("a rotation that was cut off before the new key had its name goes on")
    func cut() throws {
        _ = try persons(1...2, "2026-04-10")
        let old = try Data(contentsOf: URL(fileURLWithPath: key))
        _ = try rotate()
        let new = try Data(contentsOf: URL(fileURLWithPath: key))
        let id = try office.rows("SELECT value FROM meta WHERE key = 'key_id'")[0]
        try DurableFile.write(Array(new), to: "\(key).\(id)", replaces: false)
        try DurableFile.write(Array(old), to: key, replaces: true)
        #expect(try persons(1...2, "2026-04-20") == "read 2, unchanged 2")
        #expect(try rotate().contains("new key"))
        #expect(try persons(1...2, "2026-04-25") == "read 2, unchanged 2")
        #expect(try office.rows("SELECT count(*) FROM dinh_danh") == ["2"])
    }

    @Test("the key's backup is for its owner only, replaces nothing, and never lies where a warehouse does")
    func backup() throws {
        _ = try persons(1...2, "2026-04-10")
        _ = try rotate()
        let run = KeyRun(identityKey: key, language: .en)
        let safe = office.folder.appendingPathComponent("ket")
        try FileManager.default.createDirectory(at: safe, withIntermediateDirectories: true)
        let target = safe.appendingPathComponent("kho.key").path
        #expect(try run.backup(to: target).formerKeyIds.count == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data(contentsOf: URL(fileURLWithPath: key)))
        #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: safe.path).count == 2)
        #expect(exitCode { _ = try run.backup(to: target) } == 64)
        #expect(exitCode { _ = try run.backup(to: office.folder.appendingPathComponent("x.key").path) } == 64)
        let copies = office.folder.appendingPathComponent("sao")
        try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
        _ = try CopyRun(warehouse: office.warehouse, language: .en).backup(
            to: copies.appendingPathComponent("hom-nay").path)
        #expect(exitCode { _ = try run.backup(to: copies.appendingPathComponent("x.key").path) } == 64)
        #expect(try FileManager.default.contentsOfDirectory(atPath: copies.path) == ["hom-nay"])
    }

    @Test(
        "a copy of the warehouse is not put where its key, a former one, or a copy of one lies, but into its own folder"
    )
    func keptApart() throws {
        _ = try persons(1...2, "2026-04-10")
        let safe = office.folder.appendingPathComponent("ket")
        try FileManager.default.createDirectory(at: safe, withIntermediateDirectories: true)
        _ = try KeyRun(identityKey: key, language: .en).backup(to: safe.appendingPathComponent("a").path)
        // By its bytes, also where the key's file is not named, and as a former one.
        for isRotated in [false, true] {
            if isRotated { _ = try rotate() }
            for named in [key, nil] {
                var run = CopyRun(warehouse: office.warehouse, language: .en)
                run.identityKey = named
                #expect(exitCode { _ = try run.backup(to: safe.appendingPathComponent("sao.db").path) } == 64)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: safe.path) == ["a"])
        let run = CopyRun(warehouse: office.warehouse, language: .en)
        _ = try run.backup(to: office.folder.appendingPathComponent("sao.db").path)
        // Another's key is none of ours.
        try Data(repeating: 9, count: 32).write(to: safe.appendingPathComponent("a"))
        _ = try run.backup(to: safe.appendingPathComponent("sao.db").path)
        // The folder of backups, also while it is empty, and what lies in it.
        var keys = KeyRun(identityKey: key, language: .en)
        let copies = office.folder.appendingPathComponent("sao").path
        keys.backups = copies
        try FileManager.default.createDirectory(atPath: copies + "/trong", withIntermediateDirectories: true)
        for name in ["sao/k", "sao/trong/k", "sao/../sao/k"] {
            #expect(exitCode { _ = try keys.backup(to: office.folder.appendingPathComponent(name).path) } == 64)
        }
    }
}
