extension Window {
    /// The windows of these kinds that a unit has values for (indicators.md, "Which periods"): from the one that holds
    /// its first event on, but none that ends before 1 January of data_until's year less `historyYears`, to the last that
    /// begins by data_until. `ytd`: one for each month that begins by then.
    ///
    /// By kind in the order given, each kind from old to new.
    package static func history(
        _ kinds: [PeriodKind], firstEvent: Day, dataUntil: Day, historyYears: Int = 3
    ) -> [Window] {
        let lastYear = dataUntil.civil.year
        guard let oldest = Day(year: max(2, lastYear - historyYears), month: 1, day: 1) else { return [] }
        let from = max(firstEvent, oldest)
        guard from <= dataUntil else { return [] }
        var windows: [Window] = []
        for kind in kinds {
            // A report of next January begins in this December.
            for year in from.civil.year...(lastYear + 1) {
                for number in 1...kind.perYear {
                    guard let window = Window(kind, year: year, number: number) else { continue }
                    if window.end > from && window.opens <= dataUntil { windows.append(window) }
                }
            }
        }
        return windows
    }

    /// The day from which there is something to say: S; for `ytd` the first day of its last month.
    package var opens: Day { kind == .ytd ? (Window(.month, year: year, number: number)?.first ?? first) : first }
}
