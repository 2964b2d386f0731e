import ArgumentParser
import Pipeline
import Reports

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the last runs ended, how far the data goes, and which expected files are missing.",
        discussion: "EXAMPLE: chitieu status --config /etc/chitieu/nightly.yaml")

    @OptionGroup var places: PlaceOptions

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    func run() throws {
        try Output.guarded {
            let told = try places.told()
            let report = try StatusQuery(warehouse: told.warehouse, language: told.language)()
            try Output.result(format == .json ? try report.json() + "\n" : report.text(told.language))
            return 0
        }
    }
}
