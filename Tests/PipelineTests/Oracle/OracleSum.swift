/// Adds the shares of units up the tree.
struct OracleSum {
    let indicator: String
    let rules: String
    let shares: [OracleShare]

    /// The values of every unit that has a share, and of its ancestors.
    func values() -> [OracleValueKey: OracleValue] {
        var values: [OracleValueKey: OracleValue] = [:]
        for unit in OracleUnits.withAncestors(shares.map(\.unit)) {
            let members = shares.filter { $0.unit == unit || OracleUnits.isBelow($0.unit, unit) }
            guard let dataUntil = members.map(\.dataUntil).max() else { continue }
            // Choice: a unit without any event has the periods that hold its data_until.
            let first = members.compactMap(\.first).min() ?? dataUntil
            let behind = members.filter { $0.dataUntil < dataUntil }.count
            for period in OraclePeriod.all(first: first, dataUntil: dataUntil) {
                var sums: [[String]: (Int, Int)] = [["", ""]: (0, 0)]
                for member in members where period.start <= member.dataUntil {
                    for vote in member.votes(period.start, min(period.end, member.dataUntil + 1)) {
                        for (name, value) in [(name: "", value: "")] + vote.breakdowns {
                            let before = sums[[name, value]] ?? (0, 0)
                            sums[[name, value]] = (before.0 + (vote.counts ? 1 : 0), before.1 + 1)
                        }
                    }
                }
                for (group, sum) in sums {
                    let key = OracleValueKey(
                        indicator: indicator, rules: rules, unit: unit, periodKind: period.kind, period: period.name,
                        breakdown: group[0], breakdownValue: group[1])
                    values[key] = OracleValue(
                        numerator: sum.0, denominator: sum.1, dataUntil: OracleDays.iso(dataUntil), unitsBehind: behind)
                }
            }
        }
        return values
    }
}
