import Domain
import Mapping
import Reports
import Warehouse

/// The case of an indicator or an index: its inputs are loaded into a warehouse of a moment, and every row of `values.csv` must be there.
///
/// `values.csv` has `rules,unit,period_kind,period,numerator,denominator`, and `breakdown,breakdown_value,target,met,
/// data_until,units_behind` where it wants. A numerator left empty says that there is no value.
struct IndicatorCase {
    let folder: CaseFolder
    let indicator: String
    let rules: Rules

    private static let wanted = ["rules", "unit", "period_kind", "period", "numerator", "denominator"]
    private static let known =
        wanted + ["breakdown", "breakdown_value", "target", "met", "data_until", "units_behind"]

    /// What does not hold.
    func callAsFunction() throws -> [Diagnostic] {
        let path = "\(folder.path)/values.csv"
        guard let text = try folder.text("values.csv") else {
            return [Diagnostic(file: path, vi: "ca thiếu tệp này", en: "the case lacks this file")]
        }
        let table = try CaseTable(text)
        let lacking = Self.wanted.filter { !table.columns.contains($0) }
        let foreign = table.columns.filter { !Self.known.contains($0) }
        guard lacking.isEmpty, foreign.isEmpty else {
            let names = (lacking + foreign).joined(separator: ", ")
            return [
                Diagnostic(file: path, line: 1, column: 1, vi: "cột thiếu hoặc thừa: \(names)", en: "columns: \(names)")
            ]
        }
        var filter = ValueFilter()
        filter.indicator = indicator
        let wanted = filter
        let (refused, found) = try CaseWarehouse.read(folder, rules) { try $0.values(wanted) }
        return refused + table.rows.compactMap { compare(path, $0.line, $0.cells, found) }
    }

    private func compare(
        _ path: String, _ line: Int, _ cells: [String: String], _ found: [IndicatorRow]
    ) -> Diagnostic? {
        let row = found.first { row in
            row.rules == cells["rules"] && row.unit == cells["unit"] && row.periodKind == cells["period_kind"]
                && row.period == cells["period"] && row.breakdown == cells["breakdown"] ?? ""
                && row.breakdownValue == cells["breakdown_value"] ?? ""
        }
        let wantsNone = cells["numerator"] == ""
        let known: [String: String] =
            row.map { row in
                [
                    "numerator": Decimal2.count(row.numerator), "denominator": Decimal2.count(row.denominator),
                    "target": row.target ?? "",
                    "met": row.met.map { $0 ? "1" : "0" } ?? "", "data_until": row.dataUntil,
                    "units_behind": String(row.unitsBehind),
                ]
            } ?? [:]
        let places = ["numerator", "denominator", "target", "met", "data_until", "units_behind"]
        let differing = places.filter { cells[$0] != nil && cells[$0] != known[$0] }
        if wantsNone ? row == nil : row != nil && differing.isEmpty { return nil }
        let key = Self.wanted.prefix(4).compactMap { cells[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
        func list(_ values: [String: String]) -> String {
            (wantsNone ? ["numerator", "denominator"] : row == nil ? Array(places.prefix(2)) : differing)
                .map { "\($0) \(values[$0] ?? "")" }.joined(separator: ", ")
        }
        return Diagnostic(
            file: path, line: line, column: 1,
            vi: "\(key): mong đợi \(wantsNone ? "không có giá trị" : list(cells)), "
                + (row == nil ? "không có giá trị" : "có \(list(known))"),
            en: "\(key): expected \(wantsNone ? "no value" : list(cells)), "
                + (row == nil ? "there is no value" : "found \(list(known))"))
    }
}
