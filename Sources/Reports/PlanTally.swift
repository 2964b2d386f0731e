package import Domain

/// How many of a plan's targets are met in the newest month for which its unit has values.
package struct PlanTally: Sendable, Encodable, Equatable {
    package var plan: String
    package var period: String
    package var met: Int
    /// Lines of the plan that set a target; the others are only tracked.
    package var targets: Int

    /// `rows`: the plan's table of one month; nil where there is none yet.
    package init?(_ rows: [PlanRow]) {
        guard let first = rows.first else { return nil }
        plan = first.plan
        period = first.period
        let aimed = rows.filter { $0.target != nil }
        targets = aimed.count
        met = aimed.count { $0.met == true }
    }
}
