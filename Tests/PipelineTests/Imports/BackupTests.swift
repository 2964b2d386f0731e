import Domain
import Foundation
import GRDB
import Pipeline
import Reports
import Testing

@testable import Warehouse

/// Copies of the warehouse.
struct BackupTests {
    private let office: Office

    init() throws {
        office = try Office()
        try load(1...3, "2026-04-30")
    }

    private func load(_ numbers: ClosedRange<Int>, _ day: String) throws {
        let rows = numbers.map { "H55.242-260401-000\($0),4,0\($0)/04/2026" }
        try office.load(
            "Ngày xuất: \(day.split(separator: "-").reversed().joined(separator: "/"))\nMã hồ sơ,Trạng thái,Ngày tiếp nhận\n"
                + rows.joined(separator: "\n") + "\n", day)
    }

    private func path(_ name: String) -> String { office.folder.appendingPathComponent(name).path }

    private var run: CopyRun { CopyRun(warehouse: office.warehouse, language: .en) }

    private func exitCode(_ body: () throws -> CopyReport) -> Int32? {
        do {
            _ = try body()
            return nil
        } catch let failure as RunFailure {
            return failure.exitCode
        } catch {
            return -1
        }
    }

    @Test("a copy is of one moment while a writer goes on, whole, for its owner only, and replaces nothing")
    func copies() throws {
        let standing = try office.standing()
        try WarehouseFile(at: office.warehouse).write { session in
            try session.db.inTransaction {
                try session.db.execute(sql: "DELETE FROM t_load")
                _ = try run.backup(to: path("sao.db"))
                return .rollback
            }
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path("sao.db"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try WarehouseFile.reading(path("sao.db")).access {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM t_load")
            } == 1)
        #expect(exitCode { try run.backup(to: path("sao.db")) } == 64)
        #expect(!FileManager.default.fileExists(atPath: path("sao.db.part")))
        try load(1...5, "2026-05-05")
        #expect(try office.standing() != standing)
        _ = try run.restore(from: path("sao.db"))
        #expect(try office.standing() == standing)
        #expect(try office.verify() == [])
    }

    @Test(
        "what is not whole, or is no warehouse, is not put in its place; nor anything while a run or a reader is there")
    func refused() throws {
        _ = try run.backup(to: path("sao.db"))
        let standing = try office.standing()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path("sao.db")))
        let half = bytes.count / 2
        bytes.replaceSubrange(4_096..<half, with: Data(repeating: 0x5A, count: half - 4_096))
        try bytes.write(to: URL(fileURLWithPath: path("hong.db")))
        try Data("Mã hồ sơ\n".utf8).write(to: URL(fileURLWithPath: path("la.csv")))
        #expect(exitCode { try run.restore(from: path("hong.db")) } == 78)
        #expect(exitCode { try run.restore(from: path("la.csv")) } == 78)
        #expect(exitCode { try run.restore(from: path("khong-co.db")) } == 66)
        let lock = try RunLock(warehouse: office.warehouse)
        #expect(exitCode { try run.restore(from: path("sao.db")) } == 75)
        withExtendedLifetime(lock) {}
        #expect(try office.standing() == standing)
    }

    @Test("a warehouse that is broken is put aside, and its log is not replayed into the copy")
    func broken() throws {
        let standing = try office.standing()
        _ = try run.backup(to: path("sao.db"))
        try Data(repeating: 0x41, count: 9_000).write(to: URL(fileURLWithPath: office.warehouse))
        try Data(repeating: 0x42, count: 9_000).write(to: URL(fileURLWithPath: office.warehouse + "-wal"))
        _ = try run.restore(from: path("sao.db"))
        #expect(try office.standing() == standing)
        #expect(try Data(contentsOf: URL(fileURLWithPath: office.warehouse + ".hong")).count == 9_000)
    }
}
