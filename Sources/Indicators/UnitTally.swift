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
    /// Windows with one E', by S: what moves with E' only is computed once for all of them. Where something moves with S
    /// too, each window is alone.
    private let runs: [[Int]]
    /// For an entry of `windowed` whether it must be computed anew in each run.
    private let moves: [Bool]
    /// For an entry of `windowed` and a window whether it is counted there.
    private let applies: [[Bool]]

    /// The total first, then by breakdown.
    private(set) var ledgers: [Ledger]
    private var groups: [[Int32]]
    private var hits = Hits(capacity: Evaluator.chunk)
    private var stretches = Array(repeating: Int32(0), count: Evaluator.chunk)
    private var chosen: [Int32] = []
    private let always = Array(repeating: Presence.always, count: Evaluator.chunk)
    private let open = Array(repeating: Presence.open, count: Evaluator.chunk)

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
        moves = windowed.map { place in
            let entry = plan.entries[place]
            return [entry.from, entry.until, entry.denominator, entry.numerator].contains {
                $0 >= 0 && evaluator.moves($0)
            }
        }
        var runs: [[Int]] = []
        for window in begun.indices.sorted(by: { (begun[$0].1, begun[$0].0.first) < (begun[$1].1, begun[$1].0.first) })
        {
            if !plan.program.movesWithStart, let last = runs.last, begun[last[0]].1 == begun[window].1 {
                runs[runs.count - 1].append(window)
            } else {
                runs.append([window])
            }
        }
        self.runs = runs
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
            for row in 0..<count {
                hits.note(row, cell: stretches[row], denominator[row], numerator[row], where: stretches[row] >= 0)
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
        for run in runs {
            var touched: [(index: Int, window: Int)] = []
            for window in run {
                let (start, end) = (windows[window].first.number, ends[window].number)
                for index in windowed.indices where applies[index][window] && reaches[index].touches(start, end) {
                    touched.append((index, window))
                }
            }
            guard !touched.isEmpty else { continue }
            let moving = Set(touched.map(\.index)).filter { moves[$0] }
            if !moving.isEmpty {
                // The first of a run begins earliest: what is in none of its windows is not in that one.
                let (start, end) = (windows[run[0]].first, ends[run[0]])
                choose(moving, start.number, end.number, rows.count)
                evaluator.move(start: start, end: end, batch, rows, chosen: chosen)
            }
            for (index, window) in touched {
                let entry = plan.entries[windowed[index]]
                note(entry, windows[window].first.number, ends[window].number, rows.count)
                enter(entry, first: flows.count * cuts.count + index * windows.count + window)
            }
        }
    }

    /// The records that any of these entries can count in a window [start, end). What moves itself is not asked here.
    private mutating func choose(_ indices: Set<Int>, _ start: Int64, _ end: Int64, _ count: Int) {
        var wanted = Array(repeating: false, count: count)
        for index in indices {
            let entry = plan.entries[windowed[index]]
            let fixed = [entry.from, entry.until].allSatisfy { $0 < 0 || !evaluator.moves($0) }
            let from = entry.from < 0 || !fixed ? always : evaluator.values(entry.from)
            let until = entry.until < 0 || !fixed ? open : evaluator.values(entry.until)
            let denominator = evaluator.moves(entry.denominator) ? always : evaluator.values(entry.denominator)
            // An entry whose ends move may count anything.
            let presence = fixed ? entry.presence : .stock
            for row in 0..<count where presence.holds(from[row], until[row], start, end) {
                if Kernel.isTrue(denominator[row]) { wanted[row] = true }
            }
        }
        chosen.removeAll(keepingCapacity: true)
        for row in 0..<count where wanted[row] { chosen.append(Int32(row)) }
    }

    private mutating func note(_ entry: TallyPlan.Entry, _ start: Int64, _ end: Int64, _ count: Int) {
        let from = entry.from < 0 ? always : evaluator.values(entry.from)
        let until = entry.until < 0 ? open : evaluator.values(entry.until)
        let denominator = evaluator.values(entry.denominator)
        let numerator = evaluator.values(entry.numerator)
        let presence = entry.presence
        hits.count = 0
        for row in 0..<count {
            let counts = presence.holds(from[row], until[row], start, end)
            hits.note(row, cell: 0, denominator[row], numerator[row], where: counts)
        }
    }
}
