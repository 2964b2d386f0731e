import ArgumentParser
import Domain
import Foundation
import Pipeline
import Reports

struct Nightly: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The unattended run over the watched folders.",
        discussion: """
            Takes the files that are whole, in the order of the days at which they speak; leaves a receipt beside each, and \
            puts it away. What a killed run left is finished first. With --check-only nothing is loaded or moved: each new file \
            gets its receipt, as a clerk wants it by day. Standard error has a line for each thing that happens: for people on a \
            terminal, as JSON objects otherwise.

            EXAMPLE: chitieu nightly --config /etc/chitieu/nightly.yaml
            """)

    @Option(help: "The configuration, a YAML file.")
    var config: String

    @Flag(help: "Only say what tonight would say.")
    var checkOnly = false

    @Flag(help: "Runs of later days had the wrong clock; said once, it is remembered.")
    var acceptClock = false

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    @Option(help: "Language of messages: vi or en; the configuration's otherwise.")
    var lang: Language?

    func run() throws {
        try Output.guarded {
            var night = NightlyRun(
                config: config, isCheck: checkOnly, acceptsClock: acceptClock, language: lang, log: ErrorLog.logger())
            Interruption.log(isTerminal: isatty(STDERR_FILENO) == 1)
            var unsaid: (any Error)?
            night.tell = { report, language in
                do {
                    try Output.result(format == .json ? try report.json() + "\n" : RunText(report, language).text)
                } catch {
                    unsaid = error
                }
                return unsaid == nil
            }
            let report: RunReport
            // Why a night could not run is in its log.
            do { report = try night().report } catch let failure as RunFailure { return failure.exitCode }
            if let unsaid { throw unsaid }
            return report.exitCode
        }
    }
}
