import Domain
import Foundation
import Goldens
import Pipeline
import Testing

/// A night that is disturbed at some of its writes ends, with the next run, as an undisturbed one. `workshop crash` disturbs all.
struct CrashTests {
    /// Writes that are passed over between two that are disturbed; the whole campaign is `workshop crash`.
    private static let step = 401

    @Test(
        "killed, torn, without power, without space, with one error",
        arguments: ["kill", "torn", "power", "full", "broken"])
    func disturbed(_ mode: String) throws {
        let scenario = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("scenario"))
        try CrashScenario(top: House.top, executable: House.executable).make(at: scenario.path)
        let harness = CrashHarness(executable: House.executable, scenario: scenario.path) { folder in
            try CrashScenario.state(folder, warehouse: try ContractDump.lines(folder + "/kho.db"))
        } ended: {
            try ContractDump.endedNights($0 + "/kho.db")
        }
        let plain = try harness.undisturbed()
        #expect(plain.operations > 300 && plain.code == 2)
        // Each mode begins elsewhere.
        var hit = 0
        for number in stride(from: 20 + mode.utf8.count * 17, through: plain.operations, by: Self.step) {
            let trial = try harness.trial("\(mode)@\(number)", expected: (plain.state, plain.code))
            #expect(trial.differences.isEmpty, "\(trial.differences.prefix(5))")
            if trial.wasHit { hit += 1 }
        }
        #expect(hit >= 1)
        try FileManager.default.removeItem(at: scenario)
    }
}
