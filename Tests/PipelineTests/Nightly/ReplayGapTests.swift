import Domain
import Foundation
import Goldens
import Pipeline
import Reports
import Testing

/// What an archive never got, a replay says.
struct ReplayGapTests {
    private let drop: Drop

    init() throws { drop = try Drop() }

    private func replay(_ mappings: String = House.top + "/Mappings") throws -> RunReport {
        try ReplayRun(
            archive: drop.path("luu"), warehouse: drop.path("moi.db"), mappings: mappings,
            identityKey: drop.path("kho.db.key"), language: .vi)()
    }

    private func night(_ number: Int, archive: String? = "{folder: luu}") throws {
        drop.archive = archive
        try drop.drop(drop.list((1...number).map { Drop.row($0) }, exported: "0\(number)/05/2026"), "a\(number).csv")
        try drop.night()
    }

    private func importByHand(_ number: Int) throws {
        let path = drop.path("tay\(number).csv")
        try Data(drop.list((1...number).map { Drop.row($0) }, exported: "0\(number)/05/2026").utf8)
            .write(to: URL(fileURLWithPath: path))
        var options = ImportOptions(paths: [path], warehouse: drop.path("kho.db"))
        options.mappings = House.top + "/Mappings"
        _ = try ImportRun(options)()
    }

    @Test("loads by hand, and of nights without an archive, are said, also those before its first, each time")
    func gaps() throws {
        try night(1, archive: nil)
        try night(2)
        try importByHand(3)
        try night(4, archive: nil)
        try night(5)
        try importByHand(6)
        try night(7)
        for _ in 1...2 {
            let report = try replay()
            #expect(report.left?.map(\.reason) == [.unarchived])
            #expect(report.left?.map(\.detail) == ["4: 1, 3-4, 6"])
            #expect(report.exitCode == 1)
        }
        #expect(try drop.rows("SELECT load FROM load", warehouse: "moi.db") == ["2", "5", "7"])
    }

    @Test("what was taken out of the archive is said once, as that")
    func removed() throws {
        for number in 1...3 { try night(number) }
        let book = try drop.text("luu/manifest.jsonl").split(separator: "\n").map(String.init)
        let old = book[0].replacing(#/"day":"[0-9-]*"/#, with: #""day":"2020-01-01""#)
        try Data(([old] + book[1...]).map { $0 + "\n" }.joined().utf8)
            .write(to: URL(fileURLWithPath: drop.path("luu/manifest.jsonl")))
        try night(4, archive: "{folder: luu, keep_days: 400}")
        let report = try replay()
        #expect(report.left?.map(\.reason) == [.removed] && report.exitCode == 1 && report.troubles == nil)
    }

    @Test("a load of a killed night that comes into the archive behind a newer one is replayed in its place")
    func cut() throws {
        try night(1)
        try drop.drop(drop.list([Drop.row(2), Drop.row(3)], exported: "06/05/2026"), "b.csv")
        let shelves = (0..<256).map { drop.path("luu/files") + ($0 < 16 ? "/0" : "/") + String($0, radix: 16) }
        let kept = drop.path("luu-files")
        try FileManager.default.moveItem(atPath: drop.path("luu/files"), toPath: kept)
        try FileManager.default.createDirectory(atPath: drop.path("luu/files"), withIntermediateDirectories: false)
        for shelf in shelves { try Data().write(to: URL(fileURLWithPath: shelf)) }
        #expect(throws: RunFailure.self) { try drop.night() }
        try FileManager.default.removeItem(atPath: drop.path("luu/files"))
        try FileManager.default.moveItem(atPath: kept, toPath: drop.path("luu/files"))
        // An older file comes before it.
        try night(4)
        let lines = try drop.text("luu/manifest.jsonl").split(separator: "\n")
        #expect(lines.map { String($0.firstMatch(of: #/"order":([0-9]+)/#)?.1 ?? "") } == ["1", "3", "2"])
        let report = try replay()
        #expect(report.left?.isEmpty == true)
        let (old, new) = (try drop.contract(), try drop.contract("moi.db"))
        for view in ["load", "ho_so", "indicator_value"] {
            let same = new[view] == old[view]
            #expect(same, "\(view)")
        }
    }

    @Test(
        "what a killed night loaded and never computed was seen by nobody: a replay computes where it was computed",
        arguments: [false, true])
    func uncomputed(_ isComputedAlone: Bool) throws {
        let late = { (number: Int) in Drop.row(number).replacing("08/04", with: "18/04") }
        try drop.drop(drop.list([Drop.row(1), Drop.row(2)], exported: "05/05/2026"), "a.csv")
        try drop.night()
        try drop.drop(drop.list([late(1), Drop.row(2)], exported: "06/05/2026"), "b.csv")
        try drop.change("CREATE TRIGGER cut BEFORE DELETE ON touched BEGIN SELECT RAISE(ABORT, 'cut'); END")
        #expect(throws: RunFailure.self) { try drop.night() }
        try drop.change("DROP TRIGGER cut")
        // A night that loads nothing has computed it.
        if isComputedAlone { try drop.night() }
        #expect(try drop.text("luu/manifest.jsonl").split(separator: "\n").count == 2)
        try drop.drop(drop.list([Drop.row(1), late(2), late(3)], exported: "07/05/2026"), "c.csv")
        try drop.night()
        try drop.drop(drop.list([late(1), late(2), late(3)], exported: "08/05/2026"), "d.csv")
        try drop.night()
        #expect(try drop.text("luu/uncomputed.jsonl") == "{\"after\":2,\"run\":3}\n")
        #expect(try replay().left?.isEmpty == true)
        let (old, new) = (try drop.contract(), try drop.contract("moi.db"))
        for (view, rows) in old {
            let same = new[view] == rows
            #expect(same, "\(view)")
        }
        #expect(old["indicator_change"]?.isEmpty == false)
    }

    @Test("rules that changed since are said once with the number of loads; another key is none")
    func rules() throws {
        for number in 1...2 { try night(number) }
        try drop.drop(drop.persons(3), "vneid.csv")
        try drop.drop("a,b\n", "la.csv")
        try drop.night()
        let rotate = try ProgramRun(
            House.executable, ["key", "rotate", "--warehouse", "kho.db", "--identity-key", "kho.db.key"],
            folder: drop.root.path)
        #expect(rotate.code == 0, "\(rotate.error)")
        #expect(try replay().troubles == nil)
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: drop.path("moi.db" + suffix)) {
            try FileManager.default.removeItem(atPath: drop.path("moi.db" + suffix))
        }
        let own = drop.path("Mappings")
        try FileManager.default.copyItem(atPath: House.top + "/Mappings", toPath: own)
        let file = own + "/sources/danh-sach-ho-so.yaml"
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        try Data((text + "\n# khác\n").utf8).write(to: URL(fileURLWithPath: file))
        let report = try replay(own)
        #expect(report.troubles?.count == 1 && report.troubles?.first?.hasPrefix("2 lần nạp") == true)
        #expect(report.exitCode == 2, "of the file that was refused")
    }
}
