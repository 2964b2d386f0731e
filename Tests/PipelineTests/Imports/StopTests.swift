import Foundation
import Reports
import Synthesis
import Testing

/// A run that is told to stop ends at once with the code of the signal, and the next one carries on.
struct StopTests {
    @Test("SIGINT is 130 and SIGTERM 143, within two seconds; the warehouse is whole", arguments: [SIGINT, SIGTERM])
    func stops(_ signal: Int32) throws {
        let office = try Office()
        var request = Request(.list, count: 40_000)
        request.units = 3
        let path = office.folder.appendingPathComponent("ho-so-2026-04-30.csv").path
        let sink = try ByteSink(path: path)
        _ = try Generate(request).write(to: sink)
        try sink.close()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: House.executable)
        process.arguments = [
            "import", path, "--warehouse", office.warehouse, "--mappings", Office.house, "--as-of", "2026-04-30",
            "--identity-key", office.folder.appendingPathComponent("key").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // As soon as something of the file may be in the warehouse's log.
        let log = office.warehouse + "-wal"
        while process.isRunning, (try size(log)) < 300_000 { usleep(5_000) }
        #expect(process.isRunning)
        kill(process.processIdentifier, signal)
        let began = Date()
        process.waitUntilExit()
        #expect(Date().timeIntervalSince(began) < 2)
        #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
        let report = try office.load([path], asOf: CivilDay(iso: "2026-04-30"))
        #expect(report.files.first?.status == .loaded)
        #expect(try office.rows("PRAGMA integrity_check") == ["ok"])
        #expect(try office.verify() == [])
    }

    private func size(_ path: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    @Test("a pipe that its reader has closed is 74, without a word")
    func pipe() throws {
        let (process, output, error) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: House.executable)
        process.arguments = ["check", "--mappings", Office.house, "--format", "json"]
        process.standardOutput = output
        process.standardError = error
        try output.fileHandleForReading.close()
        try process.run()
        let said = try error.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 74)
        #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
    }
}
