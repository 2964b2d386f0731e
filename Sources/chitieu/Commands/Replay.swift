import ArgumentParser
import Pipeline
import Reports

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build the warehouse anew from the archive of the nightly job.",
        discussion: """
            Every load that the archive remembers, in its order, with its day, unit and thresholds, into a warehouse that has \
            none, or that an earlier replay left half way. Purges are done again where they were done, who was forgotten stays out, and what \
            was expected is expected.

            EXAMPLE: chitieu replay --from /var/lib/chitieu/archive --warehouse kho-moi.db
            """)

    @Option(help: "The archive's folder.")
    var from: String

    @OptionGroup var common: CommonOptions

    @Option(help: "The folder of the rules.")
    var mappings = "Mappings"

    @Option(help: "The file of the key for identity numbers (0600); the warehouse's name with .key otherwise.")
    var identityKey: String?

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    func run() throws {
        try Output.guarded {
            let report = try ReplayRun(
                archive: from, warehouse: common.warehouse, mappings: mappings, identityKey: identityKey,
                language: common.lang)()
            try Output.result(format == .json ? try report.json() + "\n" : RunText(report, common.lang).text)
            return report.exitCode
        }
    }
}
