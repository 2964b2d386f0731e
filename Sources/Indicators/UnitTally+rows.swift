import Domain

extension UnitTally {
    /// All counts so far: for each window and entry that applies to it the total, also 0 of 0, and of each breakdown the
    /// values of which something was counted. By entry, then window, then breakdown, then value.
    package var rows: [TallyRow] {
        var rows: [TallyRow] = []
        let starts = windows.map { cuts.index(of: $0.first) }
        let stops = ends.map { cuts.index(of: $0) }
        var sums = Array(repeating: Int64(0), count: cuts.count + 1)
        for (index, place) in flows.enumerated() {
            let entry = plan.entries[place]
            for (breakdown, ledger) in asked(by: entry) {
                for group in ledger.values.indices {
                    let first = group * ledger.width + index * cuts.count
                    for stretch in 0..<cuts.count { sums[stretch + 1] = sums[stretch] + ledger.cells[first + stretch] }
                    for window in windows.indices where entry.applies(to: windows[window]) {
                        let cell = sums[stops[window]] - sums[starts[window]]
                        append(cell, place, window, breakdown, ledger.values[group], to: &rows)
                    }
                }
            }
        }
        for (index, place) in windowed.enumerated() {
            let entry = plan.entries[place]
            let offset = flows.count * cuts.count + index * windows.count
            for (breakdown, ledger) in asked(by: entry) {
                for group in ledger.values.indices {
                    for window in windows.indices where entry.applies(to: windows[window]) {
                        let cell = ledger.cells[group * ledger.width + offset + window]
                        append(cell, place, window, breakdown, ledger.values[group], to: &rows)
                    }
                }
            }
        }
        return rows.sorted {
            ($0.entry, $0.window, $0.breakdown, $0.value) < ($1.entry, $1.window, $1.breakdown, $1.value)
        }
    }

    private func asked(by entry: TallyPlan.Entry) -> [(Int, Ledger)] {
        [(-1, ledgers[0])] + entry.by.map { ($0, ledgers[$0 + 1]) }
    }

    private func append(
        _ cell: Int64, _ entry: Int, _ window: Int, _ breakdown: Int, _ value: Int64, to rows: inout [TallyRow]
    ) {
        if breakdown >= 0 && cell == 0 { return }
        rows.append(
            TallyRow(
                entry: entry, window: window, breakdown: breakdown, value: breakdown < 0 ? Mark.none : value,
                numerator: cell & (Ledger.counted - 1), denominator: cell >> 32))
    }
}

extension UnitTally {
    /// All counts by breakdown (-1 the total), value and window, in ascending order: `cells` are the denominator and numerator
    /// of each entry in turn. Every window has its total, a breakdown only where something is counted.
    package func each(_ body: (_ breakdown: Int, _ value: Int64, _ window: Int, _ cells: [Int64]) throws -> Void)
        rethrows
    {
        let starts = windows.map { cuts.index(of: $0.first) }
        let stops = ends.map { cuts.index(of: $0) }
        let width = plan.entries.count * 2
        let isApplied = windows.flatMap { window in plan.entries.map { $0.applies(to: window) } }
        var sums = Array(repeating: Int64(0), count: cuts.count + 1)
        for (place, ledger) in ledgers.enumerated() {
            let breakdown = place - 1
            let asking = Set(plan.entries.indices.filter { breakdown < 0 || plan.entries[$0].by.contains(breakdown) })
            var grid = Array(repeating: Int64(0), count: windows.count * plan.entries.count)
            for group in ledger.values.indices.sorted(by: { ledger.values[$0] < ledger.values[$1] }) {
                let base = group * ledger.width
                for (index, entry) in flows.enumerated() where asking.contains(entry) {
                    let first = base + index * cuts.count
                    for stretch in 0..<cuts.count { sums[stretch + 1] = sums[stretch] &+ ledger.cells[first + stretch] }
                    for window in windows.indices {
                        grid[window * (width / 2) + entry] = sums[stops[window]] &- sums[starts[window]]
                    }
                }
                for (index, entry) in windowed.enumerated() where asking.contains(entry) {
                    let first = base + flows.count * cuts.count + index * windows.count
                    for window in windows.indices {
                        grid[window * (width / 2) + entry] = ledger.cells[first + window]
                    }
                }
                for window in windows.indices {
                    var cells = Array(repeating: Int64(0), count: width)
                    var isCounted = breakdown < 0
                    for entry in 0..<width / 2 {
                        let cell = grid[window * (width / 2) + entry]
                        guard cell != 0, isApplied[window * plan.entries.count + entry] else { continue }
                        isCounted = true
                        cells[entry * 2] = cell >> 32
                        cells[entry * 2 + 1] = cell & (Ledger.counted - 1)
                    }
                    if isCounted {
                        try body(breakdown, breakdown < 0 ? Mark.none : ledger.values[group], window, cells)
                    }
                }
            }
        }
    }
}
