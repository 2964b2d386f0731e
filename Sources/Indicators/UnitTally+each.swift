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
        var sums = Array(repeating: Int64(0), count: cuts.count + 1)
        var cells = Array(repeating: Int64(0), count: width)
        for (place, ledger) in ledgers.enumerated() {
            let breakdown = place - 1
            let asked = plan.entries.indices.filter { breakdown < 0 || plan.entries[$0].by.contains(breakdown) }
            // Few breakdowns are asked for in every kind of window: only these windows are laid out.
            let shown = windows.indices.filter { window in
                breakdown < 0 || asked.contains { plan.entries[$0].applies(to: windows[window]) }
            }
            let byDay = flows.enumerated().filter { asked.contains($0.element) }
            let byWindow = windowed.enumerated().filter { asked.contains($0.element) }
            let applies = shown.flatMap { window in asked.map { plan.entries[$0].applies(to: windows[window]) } }
            let column = Dictionary(uniqueKeysWithValues: asked.enumerated().map { ($1, $0) })
            for index in cells.indices { cells[index] = 0 }
            var grid = Array(repeating: Int64(0), count: shown.count * asked.count)
            for group in ledger.values.indices.sorted(by: { ledger.values[$0] < ledger.values[$1] }) {
                let base = group * ledger.width
                for (index, entry) in byDay {
                    let first = base + index * cuts.count
                    for stretch in 0..<cuts.count { sums[stretch + 1] = sums[stretch] &+ ledger.cells[first + stretch] }
                    let at = column[entry] ?? 0
                    for (row, window) in shown.enumerated() {
                        grid[row * asked.count + at] = sums[stops[window]] &- sums[starts[window]]
                    }
                }
                for (index, entry) in byWindow {
                    let first = base + flows.count * cuts.count + index * windows.count
                    let at = column[entry] ?? 0
                    for (row, window) in shown.enumerated() {
                        grid[row * asked.count + at] = ledger.cells[first + window]
                    }
                }
                for (row, window) in shown.enumerated() {
                    var isCounted = breakdown < 0
                    for (at, entry) in asked.enumerated() {
                        let place = row * asked.count + at
                        let cell = applies[place] ? grid[place] : 0
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
