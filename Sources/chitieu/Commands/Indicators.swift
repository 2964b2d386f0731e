import ArgumentParser
import Domain
import Pipeline
import Reports

struct Indicators: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the values of indicators.",
        discussion: """
            Without --period the newest month of each unit; without --kind the calendar kind of the period's form (2026-04: \
            month, 2026-Q2: quarter). All rule sets with --rules all. --plan prints the plan's table instead, --history the \
            values that moved, and --units-as-of the values of merged and split units under those of a day.

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

    @Flag(help: "The tables of the plans: every target, also without a value.")
    var plan = false

    @Flag(help: "Values that a later run changed, with before and after.")
    var history = false

    @Option(help: "A day: values of merged and split units under the units as they stood on it.")
    var unitsAsOf: String?

    func validate() throws {
        if let kind, PeriodKind(rawValue: kind) == nil {
            throw ValidationError("--kind is one of \(PeriodKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if let period, Window(period: period, kind: kind.flatMap(PeriodKind.init)) == nil {
            throw ValidationError("--period is 2026-04, 2026-Q2, 2026-H1, 2026-9M or 2026, and fits --kind")
        }
        if let unitsAsOf, Day(iso: unitsAsOf) == nil { throw ValidationError("--units-as-of is a day, 2026-04-30") }
        if [plan, history, unitsAsOf != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--plan, --history and --units-as-of are asked one at a time")
        }
    }

    func run() throws {
        try Output.guarded {
            if plan { return try printPlan() }
            if history { return try printed(HistoryQuery(query).table()) }
            if let day = unitsAsOf.flatMap({ Day(iso: $0) }) { return try printed(UnitsAsOfQuery(query, on: day)()) }
            let rows = try query.rows()
            let table = IndicatorTable(rows, common.lang)
            switch format {
            case .text:
                sayNothing(rows.isEmpty)
                try Output.result(rows.isEmpty ? "" : table.lines.joined(separator: "\n") + "\n")
                for line in MissingArrival.lines(try query.missing(), common.lang) { Output.message("! " + line) }
            case .csv: try Output.result(table.csv)
            case .json: try Output.result(try table.json())
            }
            return 0
        }
    }

    private var query: ValueQuery {
        var query = ValueQuery(warehouse: common.warehouse, language: common.lang)
        query.period = period
        query.kind = kind
        query.unit = unit
        query.indicator = indicator
        query.rules = rules
        query.breakdown = breakdown
        return query
    }

    private func sayNothing(_ isEmpty: Bool) {
        if isEmpty { Output.message(common.lang.pick("không có giá trị nào", "no values")) }
    }

    private func printPlan() throws -> Int32 {
        var query = PlanQuery(warehouse: common.warehouse, language: common.lang)
        (query.period, query.kind, query.unit) = (period, kind, unit)
        let rows = try query.rows()
        let table = PlanTable(rows, common.lang)
        switch format {
        case .text:
            if rows.isEmpty {
                Output.message(common.lang.pick("không có kế hoạch nào cho kỳ này", "no plan for this period"))
            }
            try Output.result(table.text)
        case .csv: try Output.result(table.csv)
        case .json: try Output.result(try table.json())
        }
        return 0
    }

    private func printed(_ report: AsOfReport) throws -> Int32 {
        switch format {
        case .text:
            sayNothing(report.isEmpty)
            try Output.result(report.isEmpty ? "" : report.text(common.lang))
        case .csv: try Output.result(report.csv)
        case .json: try Output.result(try report.json())
        }
        return 0
    }

    private func printed(_ changes: PlainTable) throws -> Int32 {
        if changes.rows.isEmpty, format == .text {
            Output.message(common.lang.pick("không có giá trị nào thay đổi", "no value has changed"))
            return 0
        }
        try Output.result(try changes.text(format.rawValue))
        return 0
    }
}
