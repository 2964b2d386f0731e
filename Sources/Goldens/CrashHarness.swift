import Domain
import Foundation

/// Disturbs a night at one of its writes, lets the next run go on, and holds what comes out against an undisturbed night.
package struct CrashHarness: Sendable {
    /// What was found of one disturbance.
    package struct Trial: Sendable {
        /// `kill@17`
        package var fault: String
        /// Whether the night came so far.
        package var wasHit: Bool
        /// How the disturbed run ended, and the one behind it.
        package var codes: [Int32]
        /// What is another than after an undisturbed night, or what a run said that it must not.
        package var differences: [String]
    }

    private let executable: String
    private let library: String
    /// A folder with `nightly.yaml`, `kho.db` and the files that the night finds.
    private let scenario: String
    private let state: @Sendable (String) throws -> [String]
    private let ended: @Sendable (String) throws -> Int

    /// `state` tells all that matters of a folder after a night, `ended` how many nights of it came to their end.
    package init(
        executable: String, scenario: String, state: @escaping @Sendable (String) throws -> [String],
        ended: @escaping @Sendable (String) throws -> Int
    ) {
        self.executable = executable
        library = URL(fileURLWithPath: executable).deletingLastPathComponent().path + "/libFault.so"
        self.scenario = scenario
        self.state = state
        self.ended = ended
    }

    /// An undisturbed night: its state, its exit code and how many writes it has.
    package func undisturbed() throws -> (state: [String], code: Int32, operations: Int) {
        try inCopy { folder in
            let log = folder + ".log"
            let run = try night(folder, ["CHITIEU_FAULT": "count", "CHITIEU_FAULT_LOG": log])
            let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self)
            try FileManager.default.removeItem(atPath: log)
            return (try state(folder), run.code, Int(text.filter(\.isNumber)) ?? 0)
        }
    }

    /// One disturbance: `kill@17`, `torn@17`, `power@17`, `full@17`, `broken@17`, or `after@0.25` for a kill at a moment.
    package func trial(_ fault: String, expected: (state: [String], code: Int32)) throws -> Trial {
        try inCopy { folder in
            let first: ProgramRun
            if fault.hasPrefix("after@") {
                first = try night(folder, [:], killAfter: Double(fault.dropFirst("after@".count)))
            } else {
                first = try night(folder, ["CHITIEU_FAULT": fault])
            }
            let isKill = !fault.hasPrefix("full@") && !fault.hasPrefix("broken@")
            var trial = Trial(fault: fault, wasHit: true, codes: [first.code], differences: [])
            if isKill { trial.wasHit = first.wasKilled } else { trial.wasHit = first.code != expected.code }
            // Whatever could not be written is said by the exit code: never by that of a good night, nor as a fault of ours.
            if !isKill, trial.wasHit, ![74, 66].contains(first.code) {
                trial.differences.append("\(fault): exit \(first.code): \(first.error)")
            }
            for _ in 0..<2 {
                let next = try night(folder, [:])
                trial.codes.append(next.code)
                if ![0, 1, 2].contains(next.code) {
                    trial.differences.append("\(fault): the next run: exit \(next.code): \(next.error)")
                }
            }
            // What a night did that was cut off is told by the next, with the same code.
            let isCut = try isKill && ended(folder) == ended(scenario) + trial.codes.dropFirst().count
            if isCut, trial.codes[1] != expected.code {
                trial.differences.append("\(fault): the next run: exit \(trial.codes[1]) instead of \(expected.code)")
            }
            let found = try state(folder)
            let (old, new) = (Set(expected.state), Set(found))
            trial.differences += old.subtracting(new).sorted().map { "\(fault): lost: \($0)" }
            trial.differences += new.subtracting(old).sorted().map { "\(fault): new: \($0)" }
            if old == new, expected.state.count != found.count {
                trial.differences.append("\(fault): \(expected.state.count) lines became \(found.count)")
            }
            return trial
        }
    }

    private func night(
        _ folder: String, _ environment: [String: String], killAfter seconds: Double? = nil
    ) throws -> ProgramRun {
        let preload = environment.isEmpty ? [:] : ["LD_PRELOAD": library]
        return try ProgramRun(
            executable, ["nightly", "--config", "nightly.yaml"], folder: folder,
            environment: environment.merging(preload) { $1 }, killAfter: seconds)
    }

    private func inCopy<T>(_ body: (String) throws -> T) throws -> T {
        let manager = FileManager.default
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("crash")).path
        try manager.copyItem(atPath: scenario, toPath: copy)
        let result: T
        do {
            result = try body(copy)
        } catch {
            try manager.removeItem(atPath: copy)
            throw error
        }
        try manager.removeItem(atPath: copy)
        return result
    }
}
