package import Domain

/// Counts numerators and denominators of all definitions over one kind for one unit, in all windows at once.
///
/// ```
/// batch -> chunk -> still steps ----> flows: stretch of the day ------------------> prefix sums -> windows
///                       \-> a window's moving steps (only windows that the chunk's days touch) -> cells
/// ```
package struct UnitTally: Sendable {
    package let plan: TallyPlan
    package let windows: [Window]
    let ends: [Day]
    /// Kept apart so that what the calendar lacked can be asked.
    private var evaluator: Evaluator

    let cuts: DayCuts
    /// Entries whose records are counted once, by their day.
    let flows: [Int]
    /// Entries that are asked anew in each window.
    let windowed: [Int]
    /// Windows by E', then S, so that what moves with one bound only is computed once for its run.
    private let order: [Int]
    /// For an entry of `windowed` and a window whether it is counted there.
    private let applies: [[Bool]]

    /// The total first, then by breakdown.
    private(set) var ledgers: [Ledger]
    private var groups: [[Int32]]
    private var hits = Hits(capacity: Evaluator.chunk)
    private var stretches = Array(repeating: Int32(0), count: Evaluator.chunk)

    /// Windows that begin after `dataUntil` are left out: they have no value.
    package init(_ plan: TallyPlan, windows: [Window], dataUntil: Day) {
        self.plan = plan
        let begun = windows.compactMap { window in window.end(dataUntil: dataUntil).map { (window, $0) } }
        self.windows = begun.map(\.0)
        ends = begun.map(\.1)
        evaluator = Evaluator(plan.program)
        cuts = DayCuts(begun.map { ($0.0.first, $0.1) })
        let evaluator = evaluator
        let byDay = plan.entries.indices.filter { index in
            let entry = plan.entries[index]
            guard case .flow = entry.rule.shape else { return false }
            return [entry.from, entry.denominator, entry.numerator].allSatisfy { !evaluator.moves($0) }
        }
        flows = byDay
        windowed = plan.entries.indices.filter { !byDay.contains($0) }
        order = begun.indices.sorted { (begun[$0].1, begun[$0].0.first) < (begun[$1].1, begun[$1].0.first) }
        applies = windowed.map { entry in begun.map { plan.entries[entry].applies(to: $0.0) } }
        let width = flows.count * cuts.count + windowed.count * begun.count
        ledgers = (0...plan.breakdowns.count).map { _ in Ledger(width: width) }
        _ = ledgers[0].open(0)
        groups = plan.breakdowns.map { _ in Array(repeating: -1, count: Evaluator.chunk) }
    }

    /// Years that a needed answer of `working_days` lacked in the calendar.
    package var missingYears: Set<Int> { evaluator.missingYears }

    /// Counts the records of a batch of the plan's layout.
    package mutating func add(_ batch: ScanBatch) {
        var first = 0
        while first < batch.count {
            let rows = first..<min(first + Evaluator.chunk, batch.count)
            evaluator.load(batch, rows)
            for index in plan.breakdowns.indices {
                ledgers[index + 1].groups(evaluator.values(plan.values[index]), rows.count, into: &groups[index])
            }
            countFlows(rows.count)
            if !windowed.isEmpty { countWindows(batch, rows) }
            first = rows.upperBound
        }
    }

    private mutating func countFlows(_ count: Int) {
        var day = -1
        for (index, place) in flows.enumerated() {
            let entry = plan.entries[place]
            if day < 0 || plan.program.roots[entry.from] != day {
                cuts.place(evaluator.values(entry.from), count, into: &stretches)
                day = plan.program.roots[entry.from]
            }
            let denominator = evaluator.values(entry.denominator)
            let numerator = evaluator.values(entry.numerator)
            hits.count = 0
            for row in 0..<count where stretches[row] >= 0 {
                hits.note(row, cell: stretches[row], denominator: denominator[row], numerator: numerator[row])
            }
            enter(entry, first: index * cuts.count)
        }
    }

    private mutating func enter(_ entry: TallyPlan.Entry, first: Int) {
        guard hits.count > 0 else { return }
        ledgers[0].add(hits, first: first)
        for breakdown in entry.by { ledgers[breakdown + 1].add(hits, groups[breakdown], first: first) }
    }

    private mutating func countWindows(_ batch: ScanBatch, _ rows: Range<Int>) {
        let reaches = windowed.map { Reach(plan.entries[$0], evaluator, rows.count) }
        for window in order {
            let (start, end) = (windows[window].first, ends[window])
            let touched = windowed.indices.filter {
                applies[$0][window] && reaches[$0].touches(start.number, end.number)
            }
            if touched.isEmpty { continue }
            evaluator.move(start: start, end: end, batch, rows)
            for index in touched {
                let entry = plan.entries[windowed[index]]
                note(entry, start.number, end.number, rows.count)
                enter(entry, first: flows.count * cuts.count + index * windows.count + window)
            }
        }
    }

    private mutating func note(_ entry: TallyPlan.Entry, _ start: Int64, _ end: Int64, _ count: Int) {
        let from = entry.from < 0 ? [] : evaluator.values(entry.from)
        let until = entry.until < 0 ? [] : evaluator.values(entry.until)
        let denominator = evaluator.values(entry.denominator)
        let numerator = evaluator.values(entry.numerator)
        hits.count = 0
        for row in 0..<count {
            let first = from.isEmpty ? nil : from[row]
            let last = until.isEmpty ? nil : until[row]
            guard entry.rule.shape.holds(first, last, start, end) else { continue }
            hits.note(row, cell: 0, denominator: denominator[row], numerator: numerator[row])
        }
    }
}
