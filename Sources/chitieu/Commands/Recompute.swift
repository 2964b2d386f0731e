import ArgumentParser
import Pipeline
import Reports

struct Recompute: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compute values anew after a changed definition, plan, calendar or unit list.",
        discussion: """
            What changed is found by itself; --all computes everything. A moved value is in view indicator_change.

            EXAMPLE: chitieu recompute --warehouse kho.db
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The folder of the rules.")
    var mappings = "Mappings"

    @Flag(help: "Compute everything anew.")
    var all = false

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    func run() throws {
        try Output.guarded {
            let report = try RecomputeRun(
                warehouse: common.warehouse, mappings: mappings, all: all, language: common.lang)()
            try Output.result(format == .json ? try report.json() + "\n" : RunText(report, common.lang).text)
            return report.exitCode
        }
    }
}
