/// Two decimals, half away from zero, as indicators are shown.
package enum Decimal2 {
    /// A number as it is shown.
    package static func text(_ value: Double) -> String {
        let hundredths = (abs(value) * 100).rounded(.toNearestOrAwayFromZero)
        guard hundredths < 1e15 else { return "\(value)" }
        let whole = Int64(hundredths)
        let cents = whole % 100
        return "\(value < 0 && whole > 0 ? "-" : "")\(whole / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    /// A count without decimals; anything else with two.
    package static func count(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : text(value)
    }

    /// A rate of what may have hundredths, in %.
    package static func percent(_ numerator: Double, _ denominator: Double) -> String? {
        guard abs(numerator) < 1e13, abs(denominator) < 1e13 else {
            return denominator > 0 ? text(100 * numerator / denominator) : nil
        }
        return percent(Int64((numerator * 100).rounded()), Int64((denominator * 100).rounded()))
    }

    /// A count: whole as it is, a part of a split unit's with at most six decimals.
    package static func plain(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return "\((value * 1e6).rounded() / 1e6)"
    }

    /// A rate from its counts, in %, exact before it is rounded: 1 of 8 is 12.50, 1 of 16 is 6.25.
    package static func percent(_ numerator: Int64, _ denominator: Int64) -> String? {
        guard denominator > 0 else { return nil }
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 20_000)
        guard !overflow else { return text(100 * Double(numerator) / Double(denominator)) }
        let hundredths = (scaled / denominator + 1) / 2
        let cents = hundredths % 100
        return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
