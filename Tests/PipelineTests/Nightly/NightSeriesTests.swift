import Domain
import Foundation
import Goldens
import Pipeline
import Reports
import Synthesis
import Testing

/// The files of a province, a night each: killed in between or not, the warehouse says what the oracle says, and a replay says the same.
///
/// `CHITIEU_NIGHTS=12` is the whole campaign, with so many communes and as many months as make thirty nights.
struct NightSeriesTests {
    private static let units = ProcessInfo.processInfo.environment["CHITIEU_NIGHTS"].flatMap { Int($0) } ?? 3

    /// A province's folders: one of its own, and one of each commune that a list is given for.
    private func drop(_ province: Province) throws -> Drop {
        let drop = try Drop()
        var lines = ""
        for unit in Set(province.files.compactMap(\.request.unit) + ["H55"]).sorted() where unit != "H55.242" {
            try FileManager.default.createDirectory(
                atPath: drop.path("nop-\(unit)"), withIntermediateDirectories: true)
            lines += "  - {path: nop-\(unit), unit: \(unit)}\n"
        }
        drop.folders = lines
        // One key, so that pseudonyms are the same.
        drop.more = "identity_key: khoa"
        let key = Data(repeating: 7, count: 32)
        guard
            FileManager.default.createFile(
                atPath: drop.path("khoa"), contents: key, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        _ = try drop.configured()
        return drop
    }

    private func put(_ file: Province.File, _ drop: Drop) throws {
        let unit = file.request.unit ?? "H55"
        let folder = unit == "H55.242" ? "nop" : "nop-\(unit)"
        try Data(try file.made().bytes).write(to: URL(fileURLWithPath: drop.path("\(folder)/\(file.name)")))
    }

    @Test("thirty nights with kills in between end as without, as the oracle says, and as their replay")
    func nights() throws {
        let isWhole = Self.units > 3
        let province = Province(
            seed: 11, units: Self.units, months: isWhole ? 4 : 2, dossiersPerMonth: isWhole ? 120 : 40, spoilt: 3)
        let killed = try drop(province)
        // In a small run the replay stands for the night that nobody disturbed.
        let plain = isWhole ? try drop(province) : nil
        var draws = SplitMix64(seed: 4)
        var kills = 0
        for (number, file) in province.files.enumerated() {
            if let plain {
                try put(file, plain)
                try plain.night()
            }
            try put(file, killed)
            if isWhole || number % 3 == 1 {
                let run = try ProgramRun(
                    House.executable, ["nightly", "--config", killed.path("nightly.yaml")], folder: killed.root.path,
                    killAfter: Double(draws.next() % 1_000) / (isWhole ? 1_000 : 1_500))
                if run.wasKilled { kills += 1 }
            }
            try killed.night()
        }
        #expect(kills >= 2)
        #expect(try killed.names().allSatisfy { !$0.hasSuffix(".csv") && !$0.hasSuffix(".xml") })
        let found = try killed.contract()
        for (view, rows) in try plain?.contract() ?? [:] { #expect(found[view] == rows, "\(view)") }
        let report = try ReplayRun(
            archive: killed.path("luu"), warehouse: killed.path("moi.db"), mappings: House.top + "/Mappings",
            identityKey: killed.path("khoa"), language: .vi)()
        #expect(report.left?.isEmpty == true)
        let replayed = try killed.contract("moi.db")
        for (view, rows) in found { #expect(replayed[view] == rows, "\(view)") }
        let office = try Office()
        try FileManager.default.copyItem(atPath: killed.path("kho.db"), toPath: office.warehouse)
        let oracle = Oracle(try province.truths())
        let wrong = try differences(office.values(), oracle.values()) + oracle.form().differences(office.form())
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(try office.verify() == [])
        print("\(province.files.count) nights, \(Self.units) units, \(kills) killed")
    }
}
