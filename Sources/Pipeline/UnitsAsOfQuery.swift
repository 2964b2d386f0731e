package import Domain
import Indicators
package import Reports
import Warehouse

/// The command `indicators --units-as-of`: values under the units as they stood on a day.
package struct UnitsAsOfQuery {
    private let day: Day
    private let query: ValueQuery

    package init(_ query: ValueQuery, on day: Day) {
        self.query = query
        self.day = day
    }

    /// The values, with the lines of the crosswalk that they rest on.
    package func callAsFunction() throws -> AsOfReport {
        try query.reading { session in
            var filter = try query.filter(session)
            let (unit, period, breakdown) = (filter.unit, filter.period, filter.breakdown)
            // Of totals, too, the days that a value speaks of are known; of a year to date the months before.
            (filter.unit, filter.period, filter.breakdown, filter.totalsOnly) = (nil, nil, nil, breakdown == nil)
            filter.breakdowns = breakdown.map { ["", $0] }
            filter.year = period.map { String($0.prefix(4)) }
            if filter.periodKind != PeriodKind.ytd.rawValue { filter.period = period }
            let succession = try session.succession()
            let (parents, names) = try session.unitTree()
            if let unit, !parents.values.contains(unit) { filter.units = succession.kin(of: unit) }
            let shapes = try session.shapes()
            func shape(_ row: IndicatorRow) -> String? { shapes["\(row.indicator) \(row.rules) \(row.version)"] }
            let asOf = UnitsAsOf(
                succession, asOf: day, parent: { parents[$0] ?? "" }, name: { names[$0] ?? $0 })
            var values = asOf(
                try session.values(filter), isStock: { ["stock", "given"].contains(shape($0) ?? "") },
                adds: { ["flow", "stock", "span", "given"].contains(shape($0) ?? "") })
            values.removeAll { value in
                unit.map { value.row.unit != $0 } ?? false || period.map { value.row.period != $0 } ?? false
                    || value.row.breakdown != breakdown ?? ""
            }
            if period == nil { values = Self.newest(values) }
            let named = Set(values.flatMap { [$0.row.unit] + $0.sources.map(\.unit) })
            let steps = succession.steps.filter { named.contains($0.unit) || named.contains($0.successor) }
            return AsOfReport(day: day, values: values, crosswalk: steps, names: names)
        }
    }

    private static func newest(_ values: [AsOfValue]) -> [AsOfValue] {
        var last: [String: String] = [:]
        func key(_ value: AsOfValue) -> String { "\(value.row.indicator)\t\(value.row.rules)\t\(value.row.unit)" }
        for value in values { last[key(value)] = max(last[key(value)] ?? "", value.row.period) }
        return values.filter { $0.row.period == last[key($0)] }
    }
}
