import ArgumentParser
import Pipeline
import Reports

struct Rejects: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what was not taken: every record and field with its place, cause and advice.",
        discussion: """
            The newest load of each file name, or one load.

            EXAMPLE: chitieu rejects --warehouse kho.db --format csv > can-sua.csv
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "Number of one load.")
    var load: Int?

    @Option(help: "text, csv or json.")
    var format = ResultFormat.text

    func run() throws {
        try Output.guarded {
            let table = try WarehouseQueries.rejects(common.warehouse, load: load, common.lang)
            try Output.result(try table.text(format.rawValue))
            return 0
        }
    }
}
