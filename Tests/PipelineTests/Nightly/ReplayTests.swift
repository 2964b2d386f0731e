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
        let report = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(report.left?.map(\.reason) == [.removed])
        #expect(report.exitCode == 1)
        let persons = "SELECT so_dinh_danh FROM dinh_danh ORDER BY 1"
        #expect(try drop.rows(persons, warehouse: "moi.db") == drop.rows(persons))
    }

    @Test("a forgotten person stays out of a replay under a new key, as long as the former one is at hand")
    func forgottenUnderNewKey() throws {
        let drop = try Drop()
        try drop.drop(drop.persons(5), "vneid.csv")
        try drop.night()
        _ = try forget(drop)
        let rotate = try ProgramRun(
            House.executable, ["key", "rotate", "--warehouse", "kho.db", "--identity-key", "kho.db.key"],
            folder: drop.root.path)
        #expect(rotate.code == 0, "\(rotate.error)")
        try drop.drop(drop.persons(6, exported: "06/05/2026"), "vneid.csv")
        try drop.night()
        _ = try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: drop.path("kho.db.key"), language: .vi)()
        #expect(try drop.rows("SELECT count(*) FROM dinh_danh", warehouse: "moi.db") == ["5"])
    }

    /// The third person of the list is forgotten, in the archive too.
    private func forget(_ drop: Drop) throws -> ForgetReport {
        try Data("000000000003\n".utf8).write(to: URL(fileURLWithPath: drop.path("so.txt")))
        var run = ForgetRun(
            identityFile: drop.path("so.txt"), warehouse: drop.path("kho.db"), mappings: House.top + "/Mappings",
            language: .vi)
        run.identityKey = drop.path("kho.db.key")
        run.archive = drop.path("luu")
        return try run()
    }
}
