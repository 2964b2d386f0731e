import ArgumentParser
import Pipeline
import Reports

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the last runs ended, how far the data goes, and which expected files are missing.",
        discussion: "EXAMPLE: chitieu status --warehouse kho.db")

    @OptionGroup var common: CommonOptions

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    func run() throws {
        try Output.guarded {
            let report = try StatusQuery(warehouse: common.warehouse, language: common.lang)()
            try Output.result(format == .json ? try report.json() + "\n" : report.text(common.lang))
            return 0
        }
    }
}
