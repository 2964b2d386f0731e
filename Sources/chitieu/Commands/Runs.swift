import ArgumentParser
import Pipeline
import Reports

struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the runs and the files that each loaded.",
        discussion: "EXAMPLE: chitieu runs --warehouse kho.db")

    @OptionGroup var common: CommonOptions

    @Option(help: "text, csv or json.")
    var format = ResultFormat.text

    func run() throws {
        try Output.guarded {
            let table = try WarehouseQueries.runs(common.warehouse, common.lang)
            try Output.result(try table.text(format.rawValue))
            return 0
        }
    }
}
