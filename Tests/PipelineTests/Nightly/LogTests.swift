import Domain
import Foundation
import Logging
import Pipeline
import Reports
import Synchronization
import Testing

/// What a night tells while it goes on.
struct LogTests {
    @Test("each file has its line, by what became of it; the last line is the summary with the exit code")
    func lines() throws {
        let drop = try Drop()
        drop.more = "expected: [{unit: \"01981\", source: vneid, every: month, from: 2026-01-01, due: 10}]"
        try drop.drop(drop.list([Drop.row(1)]), "mot.csv")
        try drop.drop(drop.list([Drop.row(2), Drop.row(3, received: "31/04/2026")], exported: "06/05/2026"), "hai.csv")
        try drop.drop("không phải tệp xuất\n", "ba.csv")
        try FileManager.default.createSymbolicLink(
            atPath: drop.path("nop/bon.csv"), withDestinationPath: drop.path("kho.db"))
        let told = Told()
        let report = try drop.night(log: told.logger)
        let lines = told.lines
        #expect(lines.first?.fields["event"] == .text("started"))
        let files = lines.filter { $0.fields["event"] == .text("file") }
        let levels = Dictionary(uniqueKeysWithValues: files.map { ($0.fields["file"], $0.level) })
        #expect(levels == [.text("mot.csv"): "info", .text("hai.csv"): "warning", .text("ba.csv"): "error"])
        let second = try #require(files.first { $0.fields["file"] == .text("hai.csv") })
        #expect(second.fields["code"] == .text("date-not-in-calendar"))
        #expect(second.fields["read"] == .whole(2) && second.fields["unit"] == .text("H55.242"))
        #expect(second.fields["run"] == .whole(1) && second.fields["load"] != nil)
        #expect(lines.contains { $0.fields["event"] == .text("left") && $0.fields["reason"] == .text("not_regular") })
        #expect(lines.contains { $0.fields["event"] == .text("missing") && $0.level == "warning" })
        #expect(lines.contains { $0.fields["event"] == .text("computed") })
        #expect(lines.last?.fields["event"] == .text("ended"))
        #expect(lines.last?.fields["exit_code"] == .whole(Int64(report.exitCode)))
        #expect(lines.last?.message == RunText(report, .vi).summary)
        #expect(lines.last?.message.contains("1 để lại") == true)
    }

    @Test("neither a person, nor an end of line, nor what moves a terminal comes out of a name")
    func names() throws {
        let drop = try Drop()
        let evil = "Nguyễn Văn An\n000123456789 \u{1B}[2J\u{202E}.csv"
        try drop.drop("không phải tệp xuất\n", evil)
        try FileManager.default.createDirectory(
            atPath: drop.path("nop/Trần Thị Bình\n000123456780"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: drop.path("nop/Trần Thị Bình\n000123456780/Lê Văn Cường\u{1B}]0;x.csv"),
            withDestinationPath: drop.path("kho.db"))
        let told = Told()
        _ = try drop.night(log: told.logger)
        #expect(told.lines.count { [.text("file"), .text("left")].contains($0.fields["event"]) } == 2)
        for line in told.lines {
            let json = try line.json()
            _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
            for text in [json, line.text] {
                for word in ["Văn An", "Thị Bình", "Văn Cường", "00012345678"] {
                    #expect(!text.contains(word), "\(text)")
                }
                let bad = text.unicodeScalars.filter { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E }
                #expect(bad.isEmpty, "\(text)")
            }
        }
    }

    @Test("why a night could not run is told, and the last line has the exit code")
    func failed() throws {
        let drop = try Drop()
        drop.more = "plan: khong-co"
        let told = Told()
        #expect(throws: RunFailure.self) { try drop.night(log: told.logger) }
        #expect(told.lines.first?.fields["event"] == .text("failed"))
        #expect(told.lines.first?.message.contains("khong-co") == true)
        #expect(told.lines.last?.fields == ["event": .text("ended"), "exit_code": .whole(78)])
    }

    @Test("the summary has how many of the plan's targets are met in its newest month with values")
    func plan() throws {
        let drop = try Drop()
        drop.more = "plan: vinh-thong-2026"
        #expect(try drop.night().plan == nil)
        try drop.drop(drop.list([Drop.row(1), Drop.row(2)]), "ho-so.csv")
        let report = try drop.night()
        let rows = try PlanQuery(warehouse: drop.path("kho.db"), language: .vi).rows().filter {
            $0.plan == "vinh-thong-2026"
        }
        let plan = try #require(report.plan)
        #expect(plan.period == rows.first?.period && plan.period.hasPrefix("2026-"))
        #expect(plan.targets == rows.count { $0.target != nil } && plan.targets > 1)
        #expect(plan.met == rows.count { $0.met == true && $0.target != nil })
        #expect(
            RunText(report, .vi).summary.contains(
                "kế hoạch vinh-thong-2026 kỳ \(plan.period): đạt \(plan.met)/\(plan.targets)"))
    }

    @Test("a line is one JSON object, with the journal's priority apart")
    func json() throws {
        let line = LogLine(
            time: "2026-05-06T01:30:00+07:00", level: "warning", message: "a \"b\"\nc",
            fields: ["n": .whole(2), "s": .decimal(0.5), "f": .text("x/y\u{1B}")])
        #expect(
            try line.json()
                == "{\"time\":\"2026-05-06T01:30:00+07:00\",\"level\":\"warning\",\"message\":\"a \\\"b\\\"\u{FFFD}c\",\"f\":\"x/y\u{FFFD}\",\"n\":2,\"s\":0.5}"
        )
        #expect(line.text == "2026-05-06T01:30:00+07:00 warning  a \"b\"\u{FFFD}c (f=x/y\u{FFFD} n=2 s=0.50)")
        #expect(line.priority == "<4>")
    }

    /// Keeps what a night tells.
    final class Told: Sendable {
        private let kept = Mutex<[LogLine]>([])
        var lines: [LogLine] { kept.withLock { $0 } }
        var logger: Logger { Logger(label: "test") { _ in Keeper(told: self) } }

        func keep(_ line: LogLine) { kept.withLock { $0.append(line) } }
    }

    private struct Keeper: LogHandler {
        let told: Told
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { told.keep(LogLine(event, metadata: metadata)) }
    }

    @Test("a night that is told to stop says so in its last line", arguments: [SIGINT, SIGTERM])
    func stopped(_ signal: Int32) throws {
        let drop = try Drop()
        try drop.drop(drop.list([Drop.row(1)]), "a.csv")
        drop.more = "language: vi"
        let config = try drop.configured()
        // Long enough to be stopped while it waits for a second look.
        try Data(drop.text("nightly.yaml").replacing("settle: 0", with: "settle: 30").utf8).write(
            to: URL(fileURLWithPath: config))
        let (process, error) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: House.executable)
        process.arguments = ["nightly", "--config", config]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = error
        try process.run()
        let first = error.fileHandleForReading.availableData
        kill(process.processIdentifier, signal)
        let rest = try error.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 128 + signal)
        let lines = String(decoding: first + rest, as: UTF8.self).split(separator: "\n")
        let last = try JSONSerialization.jsonObject(with: Data(try #require(lines.last).utf8)) as? [String: Any]
        #expect(last?["event"] as? String == "ended" && last?["exit_code"] as? Int32 == 128 + signal)
    }
}
