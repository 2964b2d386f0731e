import Domain
import Foundation
import Goldens
import Pipeline
import Reports
import Testing

/// The warehouse from nothing, by the archive.
struct ReplayTests {
    @Test("a replay ends in the same views, also of refused files, archives and days of arrival")
    func same() throws {
        let drop = try Drop()
        drop.folder = "as_of: arrival\nthresholds: {fall: {above: 20}}"
        for name in try FileManager.default.contentsOfDirectory(atPath: House.top + "/Fixtures/main-job") {
            try FileManager.default.copyItem(
                atPath: House.top + "/Fixtures/main-job/" + name, toPath: drop.path("nop/" + name))
        }
        try FileManager.default.copyItem(
            atPath: House.top + "/Fixtures/cli/zip/nop.zip", toPath: drop.path("nop/nop.zip"))
        try drop.night()
        try drop.drop(drop.list([Drop.row(7), "xx"], exported: nil), "khong-ngay.csv")
        try drop.drop(drop.persons(3, exported: "06/05/2026"), "it.csv")
        try drop.drop("a,b\n", "la.csv")
        try drop.night()
        let report = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(report.left?.isEmpty == true)
        let (old, new) = (try drop.contract(), try drop.contract("moi.db"))
        for (view, rows) in old { #expect(new[view] == rows, "\(view)") }
        #expect(old["load"]?.count ?? 0 > 9)
        #expect(old["indicator_change"]?.isEmpty == false)
        // Into a warehouse that another command filled it does not go.
        #expect(throws: RunFailure.self) {
            _ = try ReplayRun(
                archive: drop.path("luu"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
                identityKey: nil, language: .vi)()
        }
    }

    private func replay(_ drop: Drop) throws -> RunReport {
        try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
    }

    private func purge(_ drop: Drop, _ day: String, tells: Bool) throws {
        var run = PurgeRun(
            before: try #require(Day(iso: day)), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        if tells { run.archive = drop.path("luu") }
        _ = try run()
    }

    @Test("a replay purges where it was purged, told at once or by the next night, and knows what was expected")
    func purged() throws {
        let drop = try Drop()
        drop.more = """
            expected:
              - {unit: "01981", source: vneid, every: month, from: 2026-04-15, due: 10}
            """
        let over = { (number: String) in "\(number),Đã trả kết quả,03/11/2025,10/11/2025,07/11/2025" }
        let first = (1...6).map { Drop.row($0) } + [over("0031"), over("0032")]
        let pending = "0008,Đang giải quyết,20/04/2026,20/05/2026,"
        try drop.drop(drop.list(first + [pending, "0009,Đã trả kết quả,31/04/2026,10/04/2026,08/04/2026"]), "a.csv")
        try drop.drop(drop.persons(5, exported: "20/04/2026"), "vneid-4.csv")
        try drop.night()
        try purge(drop, "2026-01-01", tells: true)
        // Late records of the closed period, some of them new.
        try drop.drop(
            drop.list(
                first + [pending, Drop.row(21), over("0033"), "0022,Đang giải quyết,02/05/2026,20/05/2026,"],
                exported: "20/05/2026"),
            "b.csv")
        try drop.night()
        try purge(drop, "2026-01-01", tells: false)
        try drop.drop(drop.list([Drop.row(23), Drop.row(24)], exported: "25/05/2026"), "c.csv")
        try drop.night()
        try purge(drop, "2026-05-01", tells: false)
        // A night of nothing tells the archive.
        try drop.night()
        #expect(try drop.text("luu/purges.jsonl").split(separator: "\n").count == 3)
        let report = try replay(drop)
        #expect(report.left?.isEmpty == true)
        let (old, new) = (try drop.contract(), try drop.contract("moi.db"))
        for (view, rows) in old { #expect(new[view] == rows, "\(view)") }
        #expect(old["closed_period"]?.isEmpty == false && old["expected_arrival"]?.isEmpty == false)
        #expect(
            try drop.rows("SELECT count(*) FROM ho_so WHERE ngay_tiep_nhan < '2026-01-01'", warehouse: "moi.db") == [
                "0"
            ])
        #expect(
            try VerifyRun(
                warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings", language: .vi)() == [])
        // Once more it finds everything done.
        #expect(try replay(drop).files.isEmpty)
        #expect(try drop.contract("moi.db") == new)
    }

    @Test("a forgotten person stays out: of the next list, of the archive, and of a replay into a new warehouse")
    func forgotten() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        #expect(try forget(drop).files.count == 1)
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["4"])
        try drop.drop(drop.persons(6, exported: "06/05/2026"), "vneid.csv")
        try drop.night()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh") == ["5"])
        // Neither list is in the archive; one without the person is.
        try drop.drop(drop.persons(3, first: 4, exported: "07/05/2026"), "vneid.csv")
        try drop.night()
        let report = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(report.left?.map(\.reason) == [.forgotten, .forgotten])
        #expect(report.exitCode == 1)
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh", warehouse: "moi.db") == ["3"])
    }

    @Test("a forgotten person stays out of a replay under a new key, as long as the former one is at hand")
    func forgottenUnderNewKey() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        // The list stays in the archive, which hears of the tombstone from the next night.
        _ = try forget(drop, inArchive: false)
        let rotate = try ProgramRun(
            House.executable, ["key", "rotate", "--warehouse", "kho.db", "--identity-key", "kho.db.key"],
            folder: drop.root.path)
        #expect(rotate.code == 0, "\(rotate.error)")
        try drop.night()
        _ = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh", warehouse: "moi.db") == ["4"])
    }

    /// The third person of the list is forgotten, in the archive too.
    private func forget(_ drop: Drop, inArchive: Bool = true) throws -> ForgetReport {
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        run.identityKey = drop.path("kho.db.key")
        if inArchive { run.archive = drop.path("luu") }
        return try run()
    }
}
