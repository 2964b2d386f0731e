import Domain
import Foundation
import Pipeline
import Reports
import Testing

/// The figures that a night leaves for Prometheus.
struct MetricsTests {
    @Test("a night writes its figures, readable by all, in the form of the collector, and a later one replaces them")
    func written() throws {
        let drop = try Drop()
        drop.more =
            "metrics: so-do/chitieu.prom\nexpected: [{unit: \"01981\", source: vneid, every: month, from: 2026-01-01, due: 10}]"
        try FileManager.default.createDirectory(atPath: drop.path("so-do"), withIntermediateDirectories: true)
        try drop.drop(drop.list([Drop.row(1), Drop.row(2), Drop.row(3, received: "31/04/2026")]), "ho-so.csv")
        try drop.drop("không phải tệp xuất\n", "Nguyễn Văn An 000123456789.csv")
        let report = try drop.night()
        let figures = try Self.figures(try drop.text("so-do/chitieu.prom"))
        #expect(figures["chitieu_nightly_exit_code"] == 2)
        #expect(figures["chitieu_nightly_files{status=\"loaded\"}"] == 1)
        #expect(figures["chitieu_nightly_files{status=\"refused\"}"] == 1)
        #expect(figures["chitieu_nightly_files{status=\"already_loaded\"}"] == 0)
        #expect(figures["chitieu_nightly_files_left{reason=\"unsettled\"}"] == 0)
        #expect(figures["chitieu_nightly_records{outcome=\"read\"}"] == 3)
        #expect(figures["chitieu_nightly_rejects{code=\"date-not-in-calendar\"}"] == 1)
        #expect(figures["chitieu_nightly_missing_arrivals"] == Double(report.missing?.count ?? -1))
        #expect((report.missing?.count ?? 0) > 0)
        // A night with a refused file is no success, and there was none before.
        #expect(figures["chitieu_nightly_last_success_timestamp_seconds"] == nil)
        #expect(abs((figures["chitieu_nightly_last_run_timestamp_seconds"] ?? 0) - Date().timeIntervalSince1970) < 60)
        #expect((figures["chitieu_warehouse_size_bytes{file=\"main\"}"] ?? 0) > 4_096)
        #expect((figures["chitieu_warehouse_disk_free_bytes"] ?? 0) > 0)
        let mode = try FileManager.default.attributesOfItem(atPath: drop.path("so-do/chitieu.prom"))[.posixPermissions]
        #expect(mode as? Int == 0o644)
        let text = try drop.text("so-do/chitieu.prom")
        #expect(!text.contains("Nguy") && !text.contains("000123456789"))

        drop.more = "metrics: so-do/chitieu.prom"
        try drop.night()
        let again = try Self.figures(try drop.text("so-do/chitieu.prom"))
        #expect(again["chitieu_nightly_exit_code"] == 0)
        #expect(again["chitieu_nightly_last_success_timestamp_seconds"] != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: drop.path("so-do")) == ["chitieu.prom"])
    }

    @Test("a night that could not begin leaves its figures too, with the last success that is known")
    func bad() throws {
        let drop = try Drop()
        drop.more = "metrics: chitieu.prom"
        try drop.night()
        let good = try Self.figures(try drop.text("chitieu.prom"))["chitieu_nightly_last_success_timestamp_seconds"]
        #expect(good != nil)
        try Data("no warehouse at all".utf8).write(to: drop.root.appendingPathComponent("kho.db"))
        #expect(throws: RunFailure.self) { try drop.night() }
        let figures = try Self.figures(try drop.text("chitieu.prom"))
        #expect(figures["chitieu_nightly_exit_code"] == 78)
        #expect(figures["chitieu_nightly_last_success_timestamp_seconds"] == good)
        #expect(figures["chitieu_nightly_missing_arrivals"] == nil)
    }

    @Test("a look by day leaves the figures of the night, and a folder that is not there does not spoil a night")
    func byDay() throws {
        let drop = try Drop()
        drop.more = "metrics: chitieu.prom"
        try drop.night(isCheck: true)
        #expect(!FileManager.default.fileExists(atPath: drop.path("chitieu.prom")))
        drop.more = "metrics: khong-co/chitieu.prom"
        #expect(try drop.night().exitCode == 0)
    }

    @Test("texts in labels are escaped")
    func escaped() throws {
        var report = RunReport(command: "nightly", warehouse: "kho.db", isDryRun: false)
        report.seconds = 1.5
        let text = MetricsText(report, MetricsText.Around(version: "1\"\\\n", ended: 1)).text
        #expect(text.contains(#"chitieu_build_info{version="1\"\\\n"} 1"#))
        #expect(try Self.figures(text)["chitieu_nightly_duration_seconds"] == 1.5)
    }

    /// Reads the exposition format as `promtool check metrics` does, and holds it to its conventions: one HELP and TYPE before
    /// the samples of each metric, together; known names, escaped labels, numbers; an end of line at the end.
    static func figures(_ text: String) throws -> [String: Double] {
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        var figures: [String: Double] = [:]
        var seen: Set<String> = []
        var help: String?
        var current: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: /# HELP ([a-z_:][a-z0-9_:]*) (.+)/) {
                help = String(match.1)
                #expect(seen.insert(String(match.1)).inserted, "two HELP lines: \(line)")
            } else if let match = line.wholeMatch(of: /# TYPE ([a-z_:][a-z0-9_:]*) gauge/) {
                #expect(help == String(match.1), "a TYPE without its HELP: \(line)")
                current = help
            } else {
                let sample = try #require(
                    line.wholeMatch(of: /(([a-z_:][a-z0-9_:]*)(\{[a-z_]+="([^"\\]|\\["\\n])*"\})?) (-?[0-9.e+-]+)/),
                    "\(line)")
                #expect(String(sample.2) == current, "a sample apart from its metric: \(line)")
                #expect(!sample.2.hasSuffix("_total"), "a gauge is no counter: \(line)")
                let number = try #require(Double(sample.5), "\(line)")
                #expect(figures.updateValue(number, forKey: String(sample.1)) == nil, "twice: \(line)")
            }
        }
        return figures
    }
}
