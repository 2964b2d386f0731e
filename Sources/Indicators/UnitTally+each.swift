import Domain

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
        var cells = Array(repeating: Int64(0), count: width)
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
                    var isCounted = breakdown < 0
                    for entry in 0..<width / 2 {
                        let place = window * (width / 2) + entry
                        let cell = isApplied[place] ? grid[place] : 0
                        if cell != 0 { isCounted = true }
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
