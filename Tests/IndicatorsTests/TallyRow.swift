@testable import Domain
@testable import Indicators

/// One count: of an entry, in a window, of one value of a breakdown or in total.
struct TallyRow: Sendable, Hashable {
    /// Index in `TallyPlan.entries`.
    var entry: Int
    /// Index in the windows that the tally was made for.
    var window: Int
    /// Index in `TallyPlan.breakdowns`, −1 for the total.
    var breakdown: Int
    /// The breakdown's value; `Fact.none` for the total.
    var value: Int64
    var numerator: Int64
    var denominator: Int64

    init(
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

extension UnitTally {
    /// All counts as rows, for comparing: for each window and entry that applies to it the total, also 0 of 0, and of each
    /// breakdown the values of which something was counted. By entry, then window, then breakdown, then value.
    var rows: [TallyRow] {
        var rows: [TallyRow] = []
        each { breakdown, value, window, cells in
            for (place, entry) in plan.entries.enumerated() where entry.applies(to: windows[window]) {
                if breakdown >= 0, !entry.by.contains(breakdown) || cells[place * 2] == 0 { continue }
                rows.append(
                    TallyRow(
                        entry: place, window: window, breakdown: breakdown, value: value,
                        numerator: cells[place * 2 + 1], denominator: cells[place * 2]))
            }
        }
        return rows.sorted {
            ($0.entry, $0.window, $0.breakdown, $0.value) < ($1.entry, $1.window, $1.breakdown, $1.value)
        }
    }
}
