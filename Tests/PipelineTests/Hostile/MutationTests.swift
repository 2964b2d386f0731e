import Domain
import Foundation
import GRDB
import Mapping
import Reports
import Testing

@testable import Pipeline

/// Whatever happened to a file, an import ends as the contract says: a code of the contract, counts that close, a warehouse
/// that is whole, and no person's number in clear.
///
/// `CHITIEU_MUTANTS=5000 swift test --filter MutationTests` is a longer campaign; a seed that failed fails again.
struct MutationTests {
    private static let fixtures = Result { try SpoiltFixtures() }
    private static let rules = Result { try Rules.load(Office.house, .en) }
    private static let aRun = 25

    /// A seed a run.
    static var seeds: [UInt64] {
        let wanted = ProcessInfo.processInfo.environment["CHITIEU_MUTANTS"].flatMap(Int.init) ?? 200
        return (1...UInt64(max(1, wanted / aRun))).map { 7_000 + $0 }
    }

    @Test("spoilt files end as the contract says", arguments: seeds)
    func spoilt(_ seed: UInt64) throws {
        let fixtures = try Self.fixtures.get()
        let office = try Office()
        let files = fixtures.spoilt(Self.aRun, seed: seed)
        var paths: [String] = []
        for (index, file) in files.enumerated() {
            let path = office.folder.appendingPathComponent("\(10 + index)-\(file.name)").path
            try Data(file.bytes).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        var options = ImportOptions(paths: paths, warehouse: office.warehouse)
        options.mappings = Office.house
        options.unit = "H55.242"
        options.asOf = AsOf.Argument("2026-05-05")
        options.identityKey = office.folder.appendingPathComponent("key").path
        options.maxRejects = seed.isMultiple(of: 2) ? 100 : nil
        let report = try ImportRun(options, rules: try Self.rules.get())()

        #expect([0, 1, 2, 66].contains(report.exitCode), "seed \(seed): exit \(report.exitCode)")
        #expect(report.files.count >= paths.count - 2, "seed \(seed): \(report.files.count) of \(paths.count) files")
        for file in report.files { expectClosed(file, seed) }
        #expect(try office.rows("PRAGMA integrity_check") == ["ok"], "seed \(seed)")
        #expect(try office.rows("PRAGMA foreign_key_check") == [], "seed \(seed)")
        #expect(try office.rows(Self.unclosed) == [], "seed \(seed)")
        try expectNoNumber(office, report, fixtures, seed)
    }

    private static let unclosed = """
        SELECT load FROM load WHERE read <> new + changed + unchanged + stale + duplicate + joined + rejected + filtered
        """

    private func expectClosed(_ file: FileReport, _ seed: UInt64) {
        #expect(
            file.counts != nil || file.failure != nil || file.status == .alreadyLoaded, "seed \(seed): \(file.name)")
        guard let counts = file.counts else { return }
        let parts =
            counts.new + counts.changed + counts.unchanged + counts.stale + counts.duplicate + counts.joined
            + counts.rejected + counts.filtered
        #expect(counts.read == parts, "seed \(seed): \(file.name)")
    }

    /// Neither the numbers that the fixtures hold, nor what the damage made of them, is kept or shown.
    private func expectNoNumber(
        _ office: Office, _ report: RunReport, _ fixtures: SpoiltFixtures, _ seed: UInt64
    ) throws {
        try expectNoNumber("the report", Array(try JSONEncoder().encode(report)), fixtures, seed)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: office.warehouse + suffix) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: office.warehouse + suffix))
            try expectNoNumber("the warehouse\(suffix)", Array(bytes), fixtures, seed)
        }
    }

    private func expectNoNumber(_ place: String, _ bytes: [UInt8], _ fixtures: SpoiltFixtures, _ seed: UInt64) throws {
        for number in SpoiltFixtures.numbers(in: bytes)
        where fixtures.numbers.contains(number) || number.hasPrefix("000") {
            let at = bytes.firstRange(of: Array(number.utf8))?.lowerBound ?? 0
            let around = String(decoding: bytes[max(0, at - 60)..<min(bytes.count, at + 60)], as: UTF8.self)
            Issue.record("seed \(seed): \(place) holds \(number): \(around)")
        }
    }
}
