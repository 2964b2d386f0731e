import ArgumentParser
import Domain
import Pipeline
import Reports

struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name the records behind a value, by file and line, or the values of one dossier.",
        discussion: """
            Numerator and denominator apart, with the facts that decided.

            EXAMPLE: chitieu trace dung-han --warehouse kho.db --unit H55.242 --period 2026-04
            """)

    @Argument(help: "An indicator, or the code of a dossier.")
    var what: String

    @OptionGroup var common: CommonOptions

    @Option(help: "The folder of the rules.")
    var mappings = "Mappings"

    @Option(help: "Code or area code of the unit.")
    var unit: String?

    @Option(help: "2026-04, 2026-Q2, 2026-H1, 2026 or 2026-9M.")
    var period: String?

    @Option(help: "month, quarter, half, year, ytd, report_month, …")
    var kind: String?

    @Option(help: "The rule set; the default otherwise.")
    var rules: String?

    @Option(help: "NAME=VALUE: only records with this value of a breakdown.")
    var breakdown: String?

    @Option(help: "text, csv or json.")
    var format = ResultFormat.text

    func run() throws {
        try Output.guarded {
            var query = TraceQuery(what: what, warehouse: common.warehouse, mappings: mappings, language: common.lang)
            query.unit = unit
            query.period = period
            query.kind = kind
            query.rules = rules
            query.breakdown = breakdown
            let trace = try query()
            switch format {
            case .text: try Output.result(TraceText(trace, common.lang).text)
            case .csv: try Output.result(TraceText(trace, common.lang).csv)
            case .json: try Output.result("[" + trace.map { try $0.json() }.joined(separator: ",\n") + "]\n")
            }
            return 0
        }
    }
}
