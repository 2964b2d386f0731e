import Domain

/// Counts the checks over one kind for one unit, beside the indicators and in the same scan. A check asks of a record as it
/// stands, whatever its days are: there are no windows, and `:end` is the day after the day of the record's newest file.
struct CheckTally: Sendable {
    /// What was counted of one entry of the plan, and, where files are judged, of one file.
    struct Count: Sendable {
        var entry: Int
        /// The load that decides the entry's column; 0 where records are counted, not files.
        var load: Int64
        /// Records for which the condition is known.
        var among: Int64 = 0
        /// Records for which it holds.
        var count: Int64 = 0
        /// The first of them; of a file the first that was asked.
        var examples: [Int64] = []
    }

    /// Examples of a check that are kept.
    static let shown = 3

    let plan: CheckPlan
    private var evaluator: Evaluator
    /// Expressions that move with `:end`.
    private let moving: [Int]
    /// By load, its place in the counts of each entry.
    private var places: [Int64: Int] = [:]
    /// By entry, then by the place of a load.
    private var tallies: [[Count]]

    init(_ plan: CheckPlan) {
        self.plan = plan
        let evaluator = Evaluator(plan.program)
        self.evaluator = evaluator
        moving = plan.program.roots.indices.filter { evaluator.moves($0) }
        tallies = plan.entries.indices.map { plan.entries[$0].isPerFile ? [] : [Count(entry: $0, load: 0)] }
    }

    /// All counts of something.
    var counts: [Count] { tallies.joined().filter { $0.among > 0 } }

    /// Counts the records of a batch of the plan's layout.
    mutating func add(_ batch: ScanBatch) {
        precondition(batch.stamps.count == batch.count, "a scan brings the stamps of its records")
        var first = 0
        while first < batch.count {
            let rows = first..<min(first + Evaluator.chunk, batch.count)
            evaluator.load(batch, rows)
            let moved = moving.isEmpty ? [:] : move(batch, rows)
            func values(_ expression: Int) -> [Int64] { moved[expression] ?? evaluator.values(expression) }
            for (index, entry) in plan.entries.enumerated() {
                if entry.isPerFile {
                    let among = entry.among < 0 ? nil : values(entry.among)
                    countFiles(index, batch, rows, among, values(entry.condition))
                } else {
                    countRecords(index, batch, rows, values(entry.condition))
                }
            }
            first = rows.upperBound
        }
    }

    /// What moves, for each record by the day of its own newest file.
    private mutating func move(_ batch: ScanBatch, _ rows: Range<Int>) -> [Int: [Int64]] {
        var days: [Int64: [Int32]] = [:]
        for row in rows { days[batch.stamps[row] >> 32, default: []].append(Int32(row - rows.lowerBound)) }
        var moved: [Int: [Int64]] = [:]
        for expression in moving { moved[expression] = Array(repeating: Mark.unknown, count: rows.count) }
        for (day, chosen) in days {
            evaluator.move(start: Day(number: day), end: Day(number: day + 1), batch, rows, chosen: chosen)
            for expression in moving {
                let values = evaluator.values(expression)
                for row in chosen { moved[expression]?[Int(row)] = values[Int(row)] }
            }
        }
        return moved
    }

    private mutating func countRecords(_ index: Int, _ batch: ScanBatch, _ rows: Range<Int>, _ values: [Int64]) {
        for row in 0..<rows.count where Kernel.isTrue(values[row]) {
            tallies[index][0].among += 1
            tallies[index][0].count += 1
            if tallies[index][0].examples.count < Self.shown {
                tallies[index][0].examples.append(batch.ids[rows.lowerBound + row])
            }
        }
    }

    private mutating func countFiles(
        _ index: Int, _ batch: ScanBatch, _ rows: Range<Int>, _ among: [Int64]?, _ values: [Int64]
    ) {
        let entry = plan.entries[index]
        let stride = plan.program.request.origins.count
        var load: Int64 = -1
        var place = 0
        for row in 0..<rows.count {
            let value = values[row]
            guard value > Mark.unknown, among.map({ Kernel.isTrue($0[row]) }) ?? true else { continue }
            let own = batch.origins[(rows.lowerBound + row) * stride + entry.origin] & 0xFFFF_FFFF
            if own == 0 { continue }
            if own != load {
                load = own
                place = self.place(of: load)
                while tallies[index].count <= place { tallies[index].append(Count(entry: index, load: 0)) }
                tallies[index][place].load = load
            }
            if tallies[index][place].among == 0 {
                tallies[index][place].examples = [batch.ids[rows.lowerBound + row]]
            }
            tallies[index][place].among += 1
            if value != 0 { tallies[index][place].count += 1 }
        }
    }

    private mutating func place(of load: Int64) -> Int {
        if let place = places[load] { return place }
        places[load] = places.count
        return places.count - 1
    }
}
