import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// What a night did that was cut off is told by the next, once; and a clock that was moved back stops a night.
struct CutNightTests {
    private let drop: Drop

    init() throws {
        drop = try Drop()
        try drop.night()
    }

    /// A night that cannot note what a trigger forbids.
    private func cutNight(_ event: String) throws {
        try drop.change("CREATE TRIGGER cut BEFORE \(event) BEGIN SELECT RAISE(ABORT, 'cut'); END")
        #expect(throws: RunFailure.self) { try drop.night() }
        try drop.change("DROP TRIGGER cut")
    }

    @Test("the files of a night that was cut off before its end are in the next one's report, once")
    func told() throws {
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        try drop.drop("gì đó,khác\n1,2\n", "la.csv")
        try cutNight("UPDATE ON t_run")
        let state = try #require(
            try StatusQuery(warehouse: drop.path("kho.db"), language: .vi)().runs.first { $0.command == "nightly" })
        #expect(state.state == .cutOff && state.exitCode == nil)
        let lines = DoctorRun(config: drop.path("nightly.yaml"), language: .vi)().report.lines
        #expect(lines.contains { $0.check == "last_run" && $0.message.contains("(2) bị dừng giữa chừng") })
        // The same bytes under the same name, before anybody was told.
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        let report = try drop.night()
        #expect(report.files.map(\.name).sorted() == ["ho-so.csv", "ho-so.csv", "la.csv"])
        #expect(report.files.count { $0.status == .alreadyLoaded } == 1)
        #expect(report.exitCode == 2 && report.cutRuns == [2])
        #expect(report.files.allSatisfy { $0.receipt != nil })
        #expect(RunText(report, .vi).summary.contains("lần chạy 2 bị dừng giữa chừng"))
        #expect(try drop.rows("SELECT count(*) FROM intake") == ["0"])
        #expect(try drop.rows("SELECT run, state FROM run") == ["1|ended", "2|cut_off", "3|ended"])
        let next = try drop.night()
        #expect(next.files.isEmpty && next.exitCode == 0 && next.cutRuns == nil)
    }

    @Test("a night whose report could not be written has not ended: the next one tells of its files")
    func unsaid() throws {
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        var night = NightlyRun(config: try drop.configured(), isCheck: false, language: .vi)
        night.tell = { report, _ in report.files.isEmpty }
        _ = try night()
        let report = try drop.night()
        #expect(report.files.map(\.name) == ["ho-so.csv"] && report.exitCode == 1 && report.cutRuns == [2])
        #expect(try drop.rows("SELECT count(*) FROM ho_so") == ["1"])
        #expect(try drop.rows("SELECT exit_code FROM run") == ["0", "74", "1"])
        #expect(try drop.night().files.isEmpty)
    }

    /// Regular files where the archive wants folders: what was loaded cannot be kept.
    private func blockShelves(_ isBlocked: Bool) throws {
        for shelf in 0..<256 {
            let path = drop.path("luu/files") + "/" + (shelf < 16 ? "0" : "") + String(shelf, radix: 16)
            if isBlocked {
                try Data().write(to: URL(fileURLWithPath: path))
            } else {
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }

    @Test(
        "a night that fails as a whole has its exit code, and the next one tells of its files",
        arguments: [true, false])
    func failed(isOlder: Bool) throws {
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        // An older program noted no more than exit codes.
        if isOlder { try drop.change("DELETE FROM meta WHERE key = 'told_night'") }
        try blockShelves(true)
        for _ in 0..<2 { #expect(throws: RunFailure.self) { try drop.night() } }
        try blockShelves(false)
        #expect(try drop.rows("SELECT run, state, exit_code FROM run WHERE run > 1") == ["2|ended|74", "3|ended|74"])
        let status = try StatusQuery(warehouse: drop.path("kho.db"), language: .vi)()
        #expect(status.runs.map(\.exitCode) == [74] && status.runs.map(\.state) == [.ended])
        #expect(status.text(.vi).contains("mã 74 · CHƯA KỂ ĐƯỢC"))
        let lines = DoctorRun(config: drop.path("nightly.yaml"), language: .vi)().report.lines
        #expect(
            lines.contains { $0.check == "last_run" && $0.exitCode == 1 && $0.message.contains("(3) dừng với mã 74") })
        let report = try drop.night()
        #expect(report.files.map(\.name) == ["ho-so.csv"] && report.exitCode == 1 && report.cutRuns == [2, 3])
        let next = try drop.night()
        #expect(next.files.isEmpty && next.exitCode == 0 && next.cutRuns == nil)
        #expect(try StatusQuery(warehouse: drop.path("kho.db"), language: .vi)().runs.map(\.isUntold) == [false])
    }

    @Test("a key that is gone fails a night, and an import, with 78, which their runs say")
    func withoutKey() throws {
        try drop.drop(drop.persons(2), "vneid.csv")
        try drop.night()
        try FileManager.default.removeItem(atPath: drop.path("kho.db.key"))
        try drop.drop(drop.list([Drop.row(1)], exported: "04/05/2026"), "ho-so.csv")
        try drop.drop(drop.persons(3), "vneid.csv")
        var options = ImportOptions(paths: [drop.path("nop/vneid.csv")], warehouse: drop.path("kho.db"))
        options.mappings = House.top + "/Mappings"
        options.unit = "01981"
        #expect(throws: RunFailure.self) { try ImportRun(options)() }
        #expect(throws: RunFailure.self) { try drop.night() }
        let runs = try drop.rows("SELECT command, state, exit_code, ended IS NOT NULL FROM run WHERE run > 2")
        #expect(runs == ["import|ended|78|1", "nightly|ended|78|1"])
    }

    @Test("a file that was moved and not noted is told by the next night")
    func moved() throws {
        try drop.drop(drop.list([Drop.row(1), "xx"]), "ho-so.csv")
        try cutNight("UPDATE OF place ON intake")
        #expect(try !drop.names().contains("ho-so.csv"))
        let report = try drop.night()
        #expect(report.files.map(\.status) == [.loaded] && report.exitCode == 1 && report.cutRuns == [2])
        #expect(try drop.night().files.isEmpty)
    }

    @Test("a file that cannot be put away is loaded and counted once, and said each night")
    func unmoved() throws {
        drop.archive = nil
        try drop.drop(drop.list([Drop.row(1)]), "a.csv")
        try FileManager.default.createSymbolicLink(atPath: drop.path("nop/da-nhan"), withDestinationPath: "/tmp")
        #expect(try drop.night().files.count == 1)
        for _ in 0..<2 {
            let report = try drop.night()
            #expect(report.files.isEmpty && report.left?.map(\.reason) == [.blocked] && report.exitCode == 74)
        }
        try FileManager.default.removeItem(atPath: drop.path("nop/da-nhan"))
        let report = try drop.night()
        #expect(report.files.isEmpty && report.exitCode == 0)
        #expect(try drop.rows("SELECT count(*) FROM intake") == ["0"])
    }

    @Test("a clock before the day of a run stops night, look and import, until somebody says that the run was wrong")
    func clock() throws {
        try drop.drop(drop.list([Drop.row(1)]), "ho-so.csv")
        try drop.change("UPDATE t_run SET started = '2099-01-01T01:30:00+07:00'")
        for isCheck in [false, true] {
            let failure = #expect(throws: RunFailure.self) { try drop.night(isCheck: isCheck) }
            #expect(failure?.exitCode == 75)
            let message = failure?.messages.first ?? ""
            for word in [LocalTime.today.iso, "2099-01-01", "timedatectl", "--accept-clock"] {
                #expect(message.contains(word))
            }
        }
        #expect(try drop.names() == ["ho-so.csv"])
        #expect(try drop.rows("SELECT count(*) FROM t_run") == ["1"])
        var options = ImportOptions(paths: [drop.path("nop/ho-so.csv")], warehouse: drop.path("kho.db"))
        options.mappings = House.top + "/Mappings"
        options.isDryRun = true
        #expect(throws: RunFailure.self) { try ImportRun(options)() }
        options.asOf = AsOf.Argument("2026-05-05")
        #expect(try ImportRun(options)().troubles?.count == 1)
        let night = NightlyRun(config: drop.path("nightly.yaml"), isCheck: false, acceptsClock: true, language: .vi)
        #expect(try night().report.files.map(\.status) == [.loaded])
        #expect(try drop.night().exitCode == 0)
    }
}
