import ArgumentParser
import Domain
import Foundation
import Goldens
import Pipeline

/// `workshop crash`: disturbs a small night at its writes.
struct CrashCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract:
            "Disturbs a small night at every write, and holds what the next run makes of it against an undisturbed one.",
        discussion: """
            kill, torn, power: the process ends before a write, in the middle of one, or with all that was not followed by an fsync \
            undone; full, broken: no space from a write on, or one EIO; after: killed at random moments. Wants the program \
            and libFault.so built beside it.

            EXAMPLE: workshop crash kill power --every 1
            """)

    @Argument(help: "kill, torn, power, full, broken, after; all of them otherwise.")
    var modes: [String] = []
    @Option(help: "Every so many-th write; 1: all.")
    var every = 1
    @Option(help: "How many random moments.")
    var moments = 200
    @Option(help: "What the moments come from.")
    var seed: UInt64 = 1
    @Option(help: "The top folder of the project.")
    var top = "."

    func validate() throws {
        guard every > 0, moments > 0 else { throw ValidationError("from 1") }
    }

    func run() throws {
        let executable = ProgramRun.beside(CommandLine.arguments[0])
        let scenario = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("scenario"))
            .path
        try CrashScenario(top: URL(fileURLWithPath: top).path, executable: executable).make(at: scenario)
        let harness = CrashHarness(executable: executable, scenario: scenario) { folder in
            try CrashScenario.state(folder, warehouse: try ContractDump.lines(folder + "/kho.db"))
        } ended: {
            try ContractDump.endedNights($0 + "/kho.db")
        }
        let began = Date()
        let plain = try harness.undisturbed()
        let seconds = Date().timeIntervalSince(began)
        try say("\(plain.operations) writes, exit \(plain.code), \(plain.state.count) lines of state")
        var bad = 0
        var draws = SystemDraws(state: seed)
        for mode in modes.isEmpty ? ["kill", "torn", "power", "full", "broken", "after"] : modes {
            let faults =
                mode == "after"
                ? (0..<moments).map { _ in "after@\(Double(draws.next() % 1_000_000) / 1_000_000 * seconds)" }
                : stride(from: 1, through: plain.operations, by: every).map { "\(mode)@\($0)" }
            var hit = 0
            var codes: [Int32: Int] = [:]
            for fault in faults {
                let trial = try harness.trial(fault, expected: (plain.state, plain.code))
                if trial.wasHit { hit += 1 }
                codes[trial.codes[0], default: 0] += 1
                if !trial.differences.isEmpty {
                    bad += 1
                    try say(trial.differences.prefix(6).joined(separator: "\n"))
                }
            }
            let ends = codes.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
            try say("\(mode): \(faults.count) disturbances, \(hit) hit (\(ends)); nights that differ so far: \(bad)")
        }
        try FileManager.default.removeItem(atPath: scenario)
        if bad > 0 { throw ExitCode(1) }
    }

    /// At once, so that a campaign that is cut off has told what it found.
    private func say(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    /// The moments, the same for the same seed.
    private struct SystemDraws {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 20
        }
    }
}
