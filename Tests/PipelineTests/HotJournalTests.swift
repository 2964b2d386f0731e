import Domain
import Foundation
import GRDB
import Reports
import Testing

@testable import Pipeline

/// A warehouse whose writer was killed outside of WAL, as `forget` and `purge` are while they hold it alone.
struct HotJournalTests {
    private let drop: Drop

    init() throws {
        drop = try Drop()
        try drop.drop(drop.persons(40), "vneid.csv")
        try drop.night()
        try kill()
    }

    /// Leaves the file as a kill in the middle of a write would: pages are changed, and the journal has what they were.
    private func kill() throws {
        let (from, to) = (drop.path("kho.db"), drop.path("dang-ghi"))
        let queue = try DatabaseQueue(path: from)
        try queue.inDatabase { db in
            try db.execute(
                sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN IMMEDIATE; DELETE FROM word")
            try db.execute(sql: "CREATE TABLE cat_ngang AS SELECT a.* FROM t_value a, t_value b LIMIT 3000")
            for end in ["", "-journal"] { try FileManager.default.copyItem(atPath: from + end, toPath: to + end) }
            try db.execute(sql: "ROLLBACK")
        }
        try queue.close()
        for end in ["", "-journal"] {
            if FileManager.default.fileExists(atPath: from + end) {
                try FileManager.default.removeItem(atPath: from + end)
            }
            try FileManager.default.moveItem(atPath: to + end, toPath: from + end)
        }
    }

    @Test("every command that reads undoes it first, and what it reads is whole")
    func read() throws {
        #expect(throws: DatabaseError.self) { try drop.rows("SELECT load FROM load") }
        #expect(try VerifyRun(warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings", language: .vi)() == [])
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["40"])
        #expect(try drop.rows("SELECT count(*) FROM sqlite_master WHERE name = 'cat_ngang'") == ["0"])
        #expect(!FileManager.default.fileExists(atPath: drop.path("kho.db-journal")))
    }

    @Test("forget and purge, given again, do what they could not")
    func again() throws {
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        run.archive = drop.path("luu")
        run.copies = [drop.path("nop")]
        #expect(try run().records == 1)
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["39"])
    }
}
