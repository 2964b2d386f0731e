package import Domain
import Foundation

/// Values under the units as they stood on a day, with the lines of the crosswalk that they rest on.
package struct AsOfReport: Sendable {
    private let day: Day
    private let values: [AsOfValue]
    private let crosswalk: [SuccessionStep]
    private let names: [String: String]

    package init(day: Day, values: [AsOfValue], crosswalk: [SuccessionStep], names: [String: String]) {
        self.day = day
        self.values = values
        self.crosswalk = crosswalk
        self.names = names
    }

    /// Whether there is nothing to show.
    package var isEmpty: Bool { values.isEmpty }

    private static func sources(_ value: AsOfValue) -> String {
        value.sources.map { source in
            source.share == 1 ? source.unit : "\(source.unit)*\(source.share.map { Decimal2.plain($0) } ?? "?")"
        }.joined(separator: "|")
    }

    /// For people: a line a value, then the lines of the crosswalk.
    package func text(_ language: Language) -> String {
        let head = language.pick(
            "Chỉ tiêu|Quy tắc|Đơn vị|Kỳ|Phân tổ|Tử số|Mẫu số|Tỷ lệ %|Đạt|Từ đơn vị|Ghi chú",
            "Indicator|Rules|Unit|Period|Breakdown|Num|Den|Rate %|Met|From units|Note"
        ).split(separator: "|").map(String.init)
        let rows = values.map { value -> [String?] in
            let row = value.row
            let note = value.isEstimated ? language.pick("ước tính", "estimated") : nil
            let met = value.met.map { $0 ? language.pick("đạt", "yes") : language.pick("chưa", "no") }
            let breakdown = row.breakdown.isEmpty ? "" : "\(row.breakdown)=\(row.breakdownValue)"
            return [
                row.indicator, row.rules, row.unit, row.periodKind == "ytd" ? "ytd \(row.period)" : row.period,
                breakdown,
                value.numerator.map(Decimal2.plain), value.denominator.map(Decimal2.plain),
                value.rate.map(Decimal2.text) ?? "—", met,
                value.sources.contains { $0.unit != row.unit || $0.share != 1 } ? Self.sources(value) : "",
                value.reason.map { language.pick($0, "cannot be divided") } ?? note,
            ]
        }
        let steps = crosswalk.map { step -> [String?] in
            [
                "\(step.unit) \(names[step.unit] ?? "")", "→", "\(step.successor) \(names[step.successor] ?? "")",
                step.endsOn.iso, step.share.map(Decimal2.plain) ?? "?",
            ]
        }
        let title = language.pick("Đơn vị tại ngày \(day.iso)", "Units as they stood on \(day.iso)")
        let walk = language.pick("Đơn vị cũ||Đơn vị mới|Từ ngày|Tỷ lệ", "Old unit||New unit|From|Share")
            .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return "\(title)\n\(PlainTable(columns: head, rows: rows).aligned)"
            + (steps.isEmpty ? "" : "\n\(PlainTable(columns: walk, rows: steps).aligned)")
    }

    /// Rows with a header, in the columns of `indicator_value`; `from_units` names the units whose values are in it, each with the
    /// part that was taken.
    package var csv: String {
        let head = [
            "indicator", "rules", "unit", "period_kind", "period", "breakdown", "breakdown_value", "numerator",
            "denominator", "rate", "target", "met", "version", "data_until", "units_behind", "estimated", "reason",
            "from_units",
        ]
        let body = values.map { value -> [String] in
            let row = value.row
            let key = [
                row.indicator, row.rules, row.unit, row.periodKind, row.period, row.breakdown, row.breakdownValue,
            ]
            let counts = [value.numerator, value.denominator].map { $0.map(Decimal2.plain) ?? "" }
            let result = [value.rate.map { "\($0)" } ?? "", row.target ?? "", value.met.map { $0 ? "1" : "0" } ?? ""]
            let rest = [row.version, row.dataUntil, String(row.unitsBehind), value.isEstimated ? "1" : "0"]
            return key + counts + result + rest + [value.reason ?? "", Self.sources(value)]
        }
        return CSVText.text([head] + body)
    }

    /// One JSON document: the day, the values and the lines of the crosswalk.
    package func json() throws -> String {
        let document = Document(
            unitsAsOf: day.iso, values: values.map(Line.init),
            crosswalk: crosswalk.map {
                Step(unit: $0.unit, successor: $0.successor, endsOn: $0.endsOn.iso, share: $0.share)
            })
        return try JSONDocument.text(document) + "\n"
    }

    private struct Document: Encodable {
        var unitsAsOf: String
        var values: [Line]
        var crosswalk: [Step]
    }

    private struct Step: Encodable {
        var unit: String
        var successor: String
        var endsOn: String
        var share: Double?
    }

    private struct Line: Encodable {
        var indicator: String
        var rules: String
        var unit: String
        var unitName: String
        var periodKind: String
        var period: String
        var breakdown: String
        var breakdownValue: String
        var numerator: Double?
        var denominator: Double?
        var rate: Double?
        var target: String?
        var met: Bool?
        var version: String
        var dataUntil: String
        var unitsBehind: Int
        var estimated: Bool
        var reason: String?
        var fromUnits: [Source]

        struct Source: Encodable {
            var unit: String
            var share: Double?
        }

        init(_ value: AsOfValue) {
            let row = value.row
            (indicator, rules, unit, unitName) = (row.indicator, row.rules, row.unit, row.unitName)
            (periodKind, period) = (row.periodKind, row.period)
            (breakdown, breakdownValue) = (row.breakdown, row.breakdownValue)
            (numerator, denominator, rate) = (value.numerator, value.denominator, value.rate)
            (target, met, version) = (row.target, value.met, row.version)
            (dataUntil, unitsBehind) = (row.dataUntil, row.unitsBehind)
            (estimated, reason) = (value.isEstimated, value.reason)
            fromUnits = value.sources.map { Source(unit: $0.unit, share: $0.share) }
        }
    }
}
