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
            try index.groups.flatMap { group in
                try group.components.compactMap { component -> DossierTrace.Part? in
                    let set = component.rules
                    guard
                        let part = parts.first(where: {
                            $0.indicator == component.indicator && $0.rules == set && $0.reason == nil
                        })
                    else { return nil }
                    let pairs = [("thanh_phan", component.id), ("nhom", group.id), ("", "")]
                    let shares = try part.shares.filter { try $0.breakdown.isEmpty && hasPoints(index, component, $0) }
                    guard !shares.isEmpty else { return nil }
                    return DossierTrace.Part(
                        indicator: index.id, rules: "", record: "\(component.indicator) \(set)", columns: [], facts: [],
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

    private func hasPoints(
        _ index: IndexDefinition, _ component: IndexDefinition.Component, _ share: DossierTrace.Share
    ) throws -> Bool {
        var filter = ValueFilter()
        (filter.indicator, filter.unit) = (index.id, share.unit)
        (filter.period, filter.periodKind) = (share.period, share.periodKind)
        (filter.breakdown, filter.breakdownValue) = ("thanh_phan", component.id)
        return try !session.values(filter).isEmpty
    }
}
