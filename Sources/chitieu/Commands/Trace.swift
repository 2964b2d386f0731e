import ArgumentParser
import Domain
import Pipeline
import Reports

struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name the records behind a value, by file and line, or the values of one dossier.",
        discussion: """
            Numerator and denominator apart, with the facts that decided. Of a dossier every period, unit above it and breakdown \
            in whose value it is, and why it is in no other.

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
            guard try DossierQuery.isIndicator(what, mappings: mappings, common.lang) else { return try dossier() }
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

    private func dossier() throws -> Int32 {
        var query = DossierQuery(code: what, warehouse: common.warehouse, mappings: mappings, language: common.lang)
        query.unit = unit
        query.period = period
        query.kind = kind
        query.rules = rules
        query.breakdown = breakdown
        let trace = try query()
        switch format {
        case .text: try Output.result(trace.text(common.lang))
        case .csv: try Output.result(trace.csv)
        case .json: try Output.result(try trace.json() + "\n")
        }
        return 0
    }
}
