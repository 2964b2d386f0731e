/// What a definition counts in a window [S, E') (indicators.md, "Time, unit, value").
package enum Shape: Sendable, Equatable {
    /// Records whose day lies in [S, E').
    case flow(day: Formula)
    /// Records that hold on the last day, E' − 1: from ≤ E' − 1, and until null or after it. Without `from` they always
    /// did, without `until` they always will.
    case stock(from: Formula?, until: Formula?)
    /// Records alive at some moment: from < E', and until null or ≥ S.
    case span(from: Formula, until: Formula)

    /// Its expressions, in order.
    package var formulas: [Formula] {
        switch self {
        case .flow(let day): [day]
        case .stock(let from, let until): [from, until].compactMap { $0 }
        case .span(let from, let until): [from, until]
        }
    }

    /// `flow`, `stock`, `span`.
    package var name: String {
        switch self {
        case .flow: "flow"
        case .stock: "stock"
        case .span: "span"
        }
    }
}
