/// A value under the units as they stood on some day: of one unit, or of several that were merged into it or split off it.
package struct AsOfValue: Sendable, Equatable {
    /// The unit, period, breakdown and target; its counts and rate are those below.
    package var row: IndicatorRow
    /// Decimals where a part of a split unit is in it; nil where it cannot be said.
    package var numerator: Double?
    package var denominator: Double?
    /// Whether a part of a split unit is in it.
    package var isEstimated: Bool
    /// Why there is no value.
    package var reason: String?
    /// The units whose values are in it, with the part that was taken; nil where nobody knows which.
    package var sources: [UnitSuccession.Image]

    package init(
        row: IndicatorRow, numerator: Double?, denominator: Double?, isEstimated: Bool, reason: String?,
        sources: [UnitSuccession.Image]
    ) {
        self.row = row
        self.numerator = numerator
        self.denominator = denominator
        self.isEstimated = isEstimated
        self.reason = reason
        self.sources = sources
    }

    /// In %, unrounded; nil where there is no value or its denominator is 0.
    package var rate: Double? {
        guard let numerator, let denominator, denominator > 0 else { return nil }
        return 100 * numerator / denominator
    }

    /// Whether the target is met; nil where either is missing.
    package var met: Bool? {
        guard let rate, let parts = row.target?.split(separator: " "), parts.count == 2, let target = Double(parts[1])
        else { return nil }
        switch parts[0] {
        case ">=": return rate >= target
        case ">": return rate > target
        case "<=": return rate <= target
        case "<": return rate < target
        default: return rate == target
        }
    }

    /// "Nobody can divide it."
    package static let undivided = "không tách được"
}
