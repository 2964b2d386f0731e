/// What a definition counts in a window [S, E') (indicators.md, "Time, unit, value").
package enum Shape: Sendable, Equatable {
    /// Records whose day lies in [S, E').
    case flow(day: Formula)
    /// Records that hold on the last day, E' − 1: from ≤ E' − 1, and until null or after it. Without `from` they always
    /// did, without `until` they always will.
    case stock(from: Formula?, until: Formula?)
    /// A stock of the day before the period, S − 1: what was carried over.
    case opening(from: Formula, until: Formula?)
    /// Records alive at some moment: from < E', and until null or ≥ S.
    case span(from: Formula, until: Formula)
    /// Nothing is counted: the figures are ready-made (`GivenColumns`).
    case given

    /// Its expressions, in order.
    package var formulas: [Formula] {
        switch self {
        case .flow(let day): [day]
        case .stock(let from, let until): [from, until].compactMap { $0 }
        case .opening(let from, let until): [from] + [until].compactMap { $0 }
        case .span(let from, let until): [from, until]
        case .given: []
        }
    }

    /// `flow`, `stock`, `opening`, `span`, `given`.
    package var name: String {
        switch self {
        case .flow: "flow"
        case .stock: "stock"
        case .opening: "opening"
        case .span: "span"
        case .given: "given"
        }
    }
}
