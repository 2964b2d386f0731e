import Domain

/// How far the records of a chunk reach in time for one entry, to pass over windows that none of them can be in. Scans
/// come in the order of keys, which hold the day a dossier was made, so that a chunk is a short stretch of time.
struct Reach {
    private var earliest = Int64.max
    private var latest = Int64.min
    private let shape: Shape

    init(_ entry: TallyPlan.Entry, _ evaluator: Evaluator, _ count: Int) {
        shape = entry.rule.shape
        var isFlow = false
        if case .flow = shape { isFlow = true }
        if entry.from < 0 || evaluator.moves(entry.from) {
            earliest = .min
            if isFlow { latest = .max }
        } else {
            let from = evaluator.values(entry.from)
            for row in 0..<count where from[row] > Mark.unknown {
                earliest = min(earliest, from[row])
                if isFlow { latest = max(latest, from[row]) }
            }
        }
        if isFlow { return }
        if entry.until < 0 || evaluator.moves(entry.until) {
            latest = .max
        } else {
            let until = evaluator.values(entry.until)
            for row in 0..<count { latest = max(latest, until[row] == Mark.none ? .max : until[row]) }
        }
    }

    /// Whether a record of the chunk can be in [start, end).
    func touches(_ start: Int64, _ end: Int64) -> Bool {
        guard earliest < end else { return false }
        switch shape {
        case .stock: return latest > end - 1
        case .opening: return earliest < start && latest >= start
        case .flow, .span: return latest >= start
        case .given: return false
        }
    }
}
