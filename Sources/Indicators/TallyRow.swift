/// One count: of an entry, in a window, of one value of a breakdown or in total.
package struct TallyRow: Sendable, Hashable {
    /// Index in `TallyPlan.entries`.
    package var entry: Int
    /// Index in the windows that the tally was made for.
    package var window: Int
    /// Index in `TallyPlan.breakdowns`, −1 for the total.
    package var breakdown: Int
    /// The breakdown's value; `Fact.none` for the total.
    package var value: Int64
    package var numerator: Int64
    package var denominator: Int64

    package init(
        entry: Int, window: Int, breakdown: Int, value: Int64, numerator: Int64, denominator: Int64
    ) {
        self.entry = entry
        self.window = window
        self.breakdown = breakdown
        self.value = value
        self.numerator = numerator
        self.denominator = denominator
    }
}
