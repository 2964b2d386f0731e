/// Ready-made figures: each for its own period, where the unit has no counted value of it; parents are sums, unless they have a
/// figure of their own.
struct OracleFigures {
    let ledger: OracleLedger

    /// One figure as its list says it.
    struct Figure {
        let unit: String
        let indicator: String
        let rules: String
        let period: OraclePeriod
        let numerator: Int?
        let denominator: Int?
    }

    /// The rule set of an indicator that is named without one.
    private static let defaults = [
        "dung-han": "so-ngay", "ho-so-truc-tuyen": "tat-ca", "so-hoa-ket-qua": "ket-thuc",
        "dinh-danh-da-cap": "danh-sach",
    ]

    var figures: [Figure] {
        ledger.live("so_lieu").compactMap { record in
            let name = (record.text("chi_tieu") ?? "").split(separator: ":").map(String.init)
            let period = (record.text("ky") ?? "").split(separator: " ").map(String.init)
            guard let indicator = name.first, let kind = period.first, let text = period.last,
                let known = OraclePeriod.named(kind, text)
            else { return nil }
            return Figure(
                unit: record.unit, indicator: indicator,
                rules: name.count == 2 ? name[1] : Self.defaults[indicator] ?? "", period: known,
                numerator: record.number("tu_so"), denominator: record.number("mau_so"))
        }
    }

    func add(to values: inout [OracleValueKey: OracleValue]) {
        let counted = values
        let members = ledger.dataUntil.compactMap { unit, kinds in kinds["so_lieu"].map { (unit: unit, until: $0) } }
        let standing = figures.filter { figure in
            figure.numerator != nil && figure.denominator != nil && counted[key(figure, figure.unit)] == nil
                && members.contains { $0.unit == figure.unit && figure.period.opens <= $0.until }
        }
        let owned = Set(standing.map { key($0, $0.unit) })
        for figure in figures {
            // Choice: a number that stands alone (a population) is no value.
            guard let numerator = figure.numerator, let denominator = figure.denominator,
                let until = members.first(where: { $0.unit == figure.unit })?.until, figure.period.opens <= until,
                counted[key(figure, figure.unit)] == nil
            else { continue }
            for unit in OracleUnits.withAncestors([figure.unit]) {
                let key = key(figure, unit)
                // Choice: what a unit says of itself holds for all below it; theirs are not added there, nor above.
                let between = OracleUnits.withAncestors([figure.unit]).filter {
                    $0 != figure.unit && ($0 == unit || OracleUnits.isBelow($0, unit))
                }
                if between.contains(where: { owned.contains(self.key(figure, $0)) }) { continue }
                if values[key] == nil {
                    let below = members.filter { $0.unit == unit || OracleUnits.isBelow($0.unit, unit) }.map(\.until)
                    let last = below.max() ?? until
                    values[key] = OracleValue(
                        numerator: 0, denominator: 0, dataUntil: OracleDays.iso(last),
                        unitsBehind: below.filter { $0 < last }.count)
                }
                values[key]?.numerator += numerator
                values[key]?.denominator += denominator
            }
        }
    }

    private func key(_ figure: Figure, _ unit: String) -> OracleValueKey {
        OracleValueKey(
            indicator: figure.indicator, rules: figure.rules, unit: unit, periodKind: figure.period.kind,
            period: figure.period.name, breakdown: "", breakdownValue: "")
    }
}

extension OraclePeriod {
    /// The day by which there must be data: its first; of a year to date that of its last month.
    var opens: Int {
        guard kind == "ytd", let year = Int(name.prefix(4)), let month = Int(name.suffix(2)) else { return start }
        return OracleDays.day(year, month, 1)
    }
}
