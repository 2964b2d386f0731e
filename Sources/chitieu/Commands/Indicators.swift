import ArgumentParser
import Domain
import Pipeline
import Reports

struct Indicators: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the values of indicators.",
        discussion: """
            Without --period the newest month of each unit; without --kind the calendar kind of the period's form (2026-04: \
            month, 2026-Q2: quarter). All rule sets with --rules all.

            EXAMPLE: chitieu indicators --warehouse kho.db --period 2026-Q2 --unit H55.242
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "2026-04, 2026-Q2, 2026-H1, 2026 or 2026-9M.")
    var period: String?

    @Option(help: "month, quarter, half, year, ytd, report_month, …")
    var kind: String?

    @Option(help: "Code or area code of a unit.")
    var unit: String?

    @Option(help: "One indicator.")
    var indicator: String?

    @Option(help: "One rule set, or all; the default of each otherwise.")
    var rules: String?

    @Option(help: "A breakdown: linh_vuc, kenh, doi_tuong, ma_tthc, thon; totals otherwise.")
    var breakdown: String?

    @Option(help: "text, csv or json.")
    var format = ResultFormat.text

    func validate() throws {
        if let kind, PeriodKind(rawValue: kind) == nil {
            throw ValidationError("--kind is one of \(PeriodKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if let period, Window(period: period, kind: kind.flatMap(PeriodKind.init)) == nil {
            throw ValidationError("--period is 2026-04, 2026-Q2, 2026-H1, 2026-9M or 2026, and fits --kind")
        }
    }

    func run() throws {
        try Output.guarded {
            var query = ValueQuery(warehouse: common.warehouse, language: common.lang)
            query.period = period
            query.kind = kind
            query.unit = unit
            query.indicator = indicator
            query.rules = rules
            query.breakdown = breakdown
            let rows = try query.rows()
            let table = IndicatorTable(rows, common.lang)
            switch format {
            case .text:
                if rows.isEmpty { Output.message(common.lang.pick("không có giá trị nào", "no values")) }
                try Output.result(rows.isEmpty ? "" : table.lines.joined(separator: "\n") + "\n")
            case .csv: try Output.result(table.csv)
            case .json: try Output.result(try table.json())
            }
            return 0
        }
    }
}
