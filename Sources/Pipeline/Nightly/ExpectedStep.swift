import Domain
import Mapping
import Reports
import Warehouse

/// What the configuration expects, period by period, and what of it did not come.
enum ExpectedStep {
    /// Every period that is over, from the one that holds the expectation's first day.
    static func arrivals(_ config: NightlyConfig, _ rules: Rules, today: Day) -> [ExpectedArrival] {
        config.expected.flatMap { one -> [ExpectedArrival] in
            guard let source = rules.source(one.source) else { return [] }
            let kind = rules.kinds[rules.sources[source].kind].id
            return windows(one.every, from: one.from, until: today).map { window in
                let due = window.end.number - 1 + Int64(one.due)
                return ExpectedArrival(
                    unit: one.unit, source: one.source, kind: kind, periodKind: one.every.rawValue,
                    period: window.period, behind: window.end.number, due: due, isOverdue: due < today.number)
            }
        }
    }

    private static func windows(_ kind: PeriodKind, from: Day, until today: Day) -> [Window] {
        let years = max(2, from.civil.year)...max(2, from.civil.year, today.civil.year + 1)
        return years.flatMap { year in (1...kind.perYear).compactMap { Window(kind, year: year, number: $0) } }
            .filter { $0.end > from && $0.end <= today }
    }

    /// What is missing; sources have their titles where the rules are at hand.
    static func missing(_ session: Session, _ rules: Rules?, unit: String? = nil) throws -> [MissingArrival] {
        try session.missing(unit: unit).map { one in
            let title = rules.flatMap { rules in rules.source(one.source).map { rules.sources[$0].title } }
            return MissingArrival(
                unit: one.unit, unitName: one.name, source: one.source, sourceTitle: title ?? one.source,
                period: one.period, due: one.due)
        }
    }
}
