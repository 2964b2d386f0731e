/// `dinh-danh-da-cap` under `dan-so`: accounts over a population that a list of figures gives.
struct OraclePopulation {
    let ledger: OracleLedger

    /// A unit's part of a period, where there is a population for it.
    private struct Part {
        let unit: String
        let dataUntil: Int
        let first: Int
        let own: [OracleRecord]
        let figures: [OracleFigures.Figure]

        func pair(_ asked: OraclePeriod) -> (numerator: Int, denominator: Int)? {
            // Choice: what a unit adds to a year to date that goes on behind its data is its own last one.
            var period = asked
            if asked.kind == "ytd", asked.opens > dataUntil {
                let (year, month, _) = OracleDays.civil(dataUntil)
                period = OraclePeriod.named("ytd", "\(year)-\(OracleDays.two(month))") ?? asked
            }
            guard asked.start <= dataUntil, period.start <= dataUntil, period.end > first else { return nil }
            let last = min(period.end, dataUntil + 1) - 1
            let holding = figures.filter {
                !$0.period.kind.hasPrefix("report") && $0.period.start <= last && last < $0.period.end
            }
            let shortest = holding.min { $0.period.end - $0.period.start < $1.period.end - $1.period.start }
            guard let figure = figures.first(where: { $0.period == period }) ?? shortest,
                let population = figure.denominator, population > 0
            else { return nil }
            // Nothing is said of age: the population is of those that can have one.
            let issued = own.filter {
                [1, 2].contains($0.number("muc_do") ?? 0) && ($0.day("ngay_cap") ?? last) <= last
            }
            return (issued.count, population)
        }
    }

    func values() -> [OracleValueKey: OracleValue] {
        let figures = OracleFigures(ledger: ledger).figures.filter { $0.indicator == "dan-so-du-tuoi" }
        let persons = Dictionary(grouping: ledger.live("dinh_danh"), by: \.unit)
        let parts = ledger.dataUntil.compactMap { unit, kinds -> Part? in
            guard let until = kinds["dinh_danh"], let first = ledger.firstAsOf["dinh_danh"]?[unit] else { return nil }
            return Part(
                unit: unit, dataUntil: until, first: first, own: persons[unit] ?? [],
                figures: figures.filter { $0.unit == unit })
        }
        var values: [OracleValueKey: OracleValue] = [:]
        for unit in OracleUnits.withAncestors(parts.map(\.unit)) {
            let members = parts.filter { $0.unit == unit || OracleUnits.isBelow($0.unit, unit) }
            guard let dataUntil = members.map(\.dataUntil).max(), let first = members.map(\.first).min() else {
                continue
            }
            for period in OraclePeriod.all(first: first, dataUntil: dataUntil) {
                let pairs = members.compactMap { $0.pair(period) }
                guard !pairs.isEmpty else { continue }
                let key = OracleValueKey(
                    indicator: "dinh-danh-da-cap", rules: "dan-so", unit: unit, periodKind: period.kind,
                    period: period.name, breakdown: "", breakdownValue: "")
                values[key] = OracleValue(
                    numerator: pairs.map(\.numerator).reduce(0, +), denominator: pairs.map(\.denominator).reduce(0, +),
                    dataUntil: OracleDays.iso(dataUntil), unitsBehind: members.filter { $0.dataUntil < dataUntil }.count
                )
            }
        }
        return values
    }
}
