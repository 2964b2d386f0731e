/// Adds the shares of units up the tree.
struct OracleSum {
    let indicator: String
    let rules: String
    let shares: [OracleShare]
    /// The statutory report periods too.
    var reports = false

    /// Sums of one unit's own records in one period, by breakdown and value.
    private typealias Sums = [[String]: (numerator: Int, denominator: Int)]

    /// The values of every unit that has a share, and of its ancestors.
    func values() -> [OracleValueKey: OracleValue] {
        var values: [OracleValueKey: OracleValue] = [:]
        var own: [String: [OraclePeriod: Sums]] = [:]
        for unit in OracleUnits.withAncestors(shares.map(\.unit)) {
            let members = shares.filter { $0.unit == unit || OracleUnits.isBelow($0.unit, unit) }
            guard let dataUntil = members.map(\.dataUntil).max() else { continue }
            // Choice: a unit without any event has the periods that hold its data_until.
            let first = members.compactMap(\.first).min() ?? dataUntil
            let behind = members.filter { $0.dataUntil < dataUntil }.count
            for period in OraclePeriod.all(first: first, dataUntil: dataUntil, reports: reports) {
                var sums: Sums = [["", ""]: (0, 0)]
                // Only units that have a value of the period themselves: from their first event to their data_until.
                for member in members
                where period.start <= member.dataUntil && period.end > member.first ?? member.dataUntil {
                    let part = own[member.unit]?[period] ?? Self.count(member, period)
                    own[member.unit, default: [:]][period] = part
                    for (group, sum) in part {
                        let before = sums[group] ?? (0, 0)
                        sums[group] = (before.numerator + sum.numerator, before.denominator + sum.denominator)
                    }
                }
                for (group, sum) in sums {
                    let key = OracleValueKey(
                        indicator: indicator, rules: rules, unit: unit, periodKind: period.kind, period: period.name,
                        breakdown: group[0], breakdownValue: group[1])
                    values[key] = OracleValue(
                        numerator: sum.numerator, denominator: sum.denominator, dataUntil: OracleDays.iso(dataUntil),
                        unitsBehind: behind)
                }
            }
        }
        return values
    }

    private static func count(_ member: OracleShare, _ period: OraclePeriod) -> Sums {
        var sums: Sums = [:]
        for vote in member.votes(period.start, min(period.end, member.dataUntil + 1)) {
            for (name, value) in [(name: "", value: "")] + vote.breakdowns {
                let before = sums[[name, value]] ?? (0, 0)
                sums[[name, value]] = (before.numerator + (vote.counts ? 1 : 0), before.denominator + 1)
            }
        }
        return sums
    }
}
