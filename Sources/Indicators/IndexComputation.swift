import Domain
import Warehouse

/// Points of an index from the totals of its indicators: a parent's from the summed totals, not summed. What is asked is a
/// handful of totals a unit and period, so that all periods of the units that moved are computed.
struct IndexComputation {
    let session: Session
    let index: IndexDefinition
    let units: UnitBook
    let run: Int64
    private(set) var changed = 0

    init(_ session: Session, _ index: IndexDefinition, units: UnitBook, run: Int64) {
        self.session = session
        self.index = index
        self.units = units
        self.run = run
    }

    /// Of some units, or of all (nil).
    mutating func callAsFunction(units moved: Set<Int64>?, cause: (Int64) -> Cause) throws {
        let before = try session.points(index.id, units: moved)
        let inputs = Set(index.groups.flatMap(\.components).map(\.indicator))
        let totals = try session.totals(of: inputs, units: moved)
        var after: [PointValue.Key: PointValue] = [:]
        let grouped = Dictionary(grouping: totals) {
            PointValue.Key(unit: $0.unit, period: $0.period, breakdown: "", value: "")
        }
        for (key, totals) in grouped { count(key, totals, &after) }
        try compare(before, after, cause)
        try session.replacePoints(index.id, before, with: after)
    }

    private func count(_ key: PointValue.Key, _ totals: [Total], _ out: inout [PointValue.Key: PointValue]) {
        let level = units.level(key.unit)
        for group in index.groups {
            for component in group.components where component.level == 0 || component.level & level != 0 {
                guard
                    let total = totals.first(where: {
                        $0.indicator == component.indicator && $0.rules == component.rules
                    }),
                    let points = component.points(
                        numerator: total.numerator, denominator: total.denominator, in: total.window)
                else { continue }
                for (breakdown, value) in [("", ""), ("nhom", group.id), ("thanh_phan", component.id)] {
                    let place = PointValue.Key(unit: key.unit, period: key.period, breakdown: breakdown, value: value)
                    var sum =
                        out[place]
                        ?? PointValue(points: 0, maximum: 0, dataUntil: total.dataUntil, unitsBehind: 0)
                    sum.points += points
                    sum.maximum += component.maximum
                    sum.dataUntil = max(sum.dataUntil, total.dataUntil)
                    sum.unitsBehind = max(sum.unitsBehind, total.unitsBehind)
                    out[place] = sum
                }
            }
        }
    }

    private mutating func compare(
        _ before: [PointValue.Key: PointValue], _ after: [PointValue.Key: PointValue],
        _ cause: (Int64) -> Cause
    ) throws {
        let periods = try session.periods().mapValues { ($0.kind.rawValue, $0.period) }
        for (key, old) in before {
            let new = after[key]
            guard old.points != new?.points || old.maximum != new?.maximum else { continue }
            changed += 1
            try session.change(
                (index.id, ""), unit: key.unit, period: periods[key.period] ?? ("", ""), breakdown: key.breakdown,
                breakdownValue: key.value, before: text(old), after: new.map(text), run: run,
                cause: cause(key.unit))
        }
    }

    /// `15.68/20`.
    private func text(_ value: PointValue) -> String { "\(hundredths(value.points))/\(hundredths(value.maximum))" }

    private func hundredths(_ value: Int64) -> String {
        let rest = value % 100
        return "\(value / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
    }
}
