import Domain
import Mapping
import Reports
import Warehouse

/// The points of indexes that a dossier is part of: those of the units and periods in whose share of a component it is counted.
struct DossierPoints {
    private let rules: Rules
    private let session: Session

    init(_ rules: Rules, _ session: Session) {
        self.rules = rules
        self.session = session
    }

    /// A part for each component that rests on one of the parts, with its group and the index.
    func callAsFunction(_ parts: [DossierTrace.Part]) throws -> [DossierTrace.Part] {
        try rules.indexes.flatMap { index in
            let known = try points(index, of: Set(parts.flatMap(\.shares).map(\.unit)))
            return index.groups.flatMap { group in
                group.components.compactMap { component -> DossierTrace.Part? in
                    let part = parts.first {
                        $0.indicator == component.indicator && $0.rules == component.rules && $0.reason == nil
                    }
                    let shares = (part?.shares ?? []).filter { share in
                        share.breakdown.isEmpty
                            && known.contains([share.unit, share.periodKind, share.period, component.id])
                    }
                    guard !shares.isEmpty else { return nil }
                    let pairs = [("thanh_phan", component.id), ("nhom", group.id), ("", "")]
                    return DossierTrace.Part(
                        indicator: index.id, rules: "",
                        record: [component.indicator, component.rules].filter { !$0.isEmpty }.joined(separator: " "),
                        columns: [], facts: [],
                        shares: pairs.flatMap { name, value in
                            shares.map { share in
                                var share = share
                                (share.breakdown, share.breakdownValue) = (name, value)
                                return share
                            }
                        }, reason: nil)
                }
            }
        }
    }

    /// Unit, period and component of all points that there are of some units.
    private func points(_ index: IndexDefinition, of units: Set<String>) throws -> Set<[String]> {
        var filter = ValueFilter()
        (filter.indicator, filter.units, filter.breakdown) = (index.id, units, "thanh_phan")
        return Set(try session.values(filter).map { [$0.unit, $0.periodKind, $0.period, $0.breakdownValue] })
    }
}
