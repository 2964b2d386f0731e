package import Domain

/// The records behind one value: which of a batch are in the denominator of one rule set in one window, which in the
/// numerator, and the facts that decided.
package struct TraceFilter: Sendable {
    /// One record that is counted.
    package struct Found: Sendable, Equatable {
        /// Row of the batch.
        package var row: Int
        package var id: Int64
        package var inNumerator: Bool
        /// In the order of the grounds.
        package var facts: [Grounds.Value]
    }

    private let plan: TallyPlan
    private let entry: TallyPlan.Entry
    private let start: Day
    private let end: Day
    private let breakdown: Int?
    private let value: Int64
    private var evaluator: Evaluator
    /// What decides.
    package let grounds: Grounds
    private let places: [Int]
    /// By list among the grounds: its place in the batch, and its columns there.
    private let lists: [(place: Int, columns: [Int])]

    /// Of an entry of the plan in a window up to E'; with a breakdown (an index of the plan's) only records that have its
    /// value.
    package init(
        _ plan: TallyPlan, entry index: Int, grounds: Grounds, start: Day, end: Day, breakdown: Int? = nil,
        value: Int64 = Fact.none
    ) {
        self.plan = plan
        entry = plan.entries[index]
        (self.start, self.end) = (start, end)
        (self.breakdown, self.value) = (breakdown, value)
        self.grounds = grounds
        // A program of its own: the plan's expressions first, then one for each ground that is no list.
        let program = plan.program.with(grounds.terms)
        places = grounds.terms.indices.map { plan.program.roots.count + $0 }
        let scanned = plan.program.request.lists
        lists = grounds.all.compactMap { ground in
            guard case .list(let columns) = ground.sort,
                let place = scanned.firstIndex(where: { $0.name == ground.name })
            else { return nil }
            return (place, columns.compactMap { scanned[place].columns.firstIndex(of: $0) })
        }
        evaluator = Evaluator(program)
    }

    /// The counted records of a batch of the plan's layout, in its order.
    package mutating func filter(_ batch: ScanBatch) -> [Found] {
        var found: [Found] = []
        var first = 0
        while first < batch.count {
            let rows = first..<min(first + Evaluator.chunk, batch.count)
            evaluator.load(batch, rows)
            evaluator.move(start: start, end: end, batch, rows)
            for row in 0..<rows.count { if let one = verdict(row, first, batch) { found.append(one) } }
            first = rows.upperBound
        }
        return found
    }

    private func verdict(_ row: Int, _ first: Int, _ batch: ScanBatch) -> Found? {
        let verdict = verdict(row, start, end)
        guard verdict == .numerator || verdict == .denominator else { return nil }
        if let breakdown, fact(plan.values[breakdown], row) != value { return nil }
        return Found(
            row: first + row, id: batch.ids[first + row], inNumerator: verdict == .numerator,
            facts: facts(row, first + row, batch))
    }

    private func fact(_ expression: Int, _ row: Int) -> Int64 { evaluator.values(expression)[row] }

    /// Of a row of the chunk at hand, which is a row of the batch.
    private func facts(_ row: Int, _ record: Int, _ batch: ScanBatch) -> [Grounds.Value] {
        places.map { .fact(fact($0, row)) }
            + lists.map { .children(batch.lists[$0.place].rows(of: record, $0.columns)) }
    }

    private func verdict(_ row: Int, _ start: Day, _ end: Day) -> Verdict {
        let from = entry.from < 0 ? Presence.always : fact(entry.from, row)
        let until = entry.until < 0 ? Presence.open : fact(entry.until, row)
        if from == Mark.unknown || until == Mark.unknown { return .unknown }
        guard entry.presence.holds(from, until, start.number, end.number) else {
            return from == Mark.none ? .undated : .outside
        }
        let (denominator, numerator) = (fact(entry.denominator, row), fact(entry.numerator, row))
        if denominator == Mark.unknown { return .unknown }
        guard Kernel.isTrue(denominator) else { return .excluded }
        if numerator == Mark.unknown { return .unknown }
        return Kernel.isTrue(numerator) ? .numerator : .denominator
    }

    // MARK: One record

    /// Takes the only record of a batch, to be asked about windows; gives its facts in the order of the grounds, and its values
    /// of the entry's breakdowns, those that are none or unknown left out.
    mutating func take(_ record: ScanBatch) -> (facts: [Grounds.Value], breakdowns: [(place: Int, value: Int64)]) {
        precondition(record.count == 1, "one record")
        evaluator.load(record, 0..<1)
        evaluator.move(start: start, end: end, record, 0..<1)
        let values = entry.by.map { (place: $0, value: fact(plan.values[$0], 0)) }
        return (facts(0, 0, record), values.filter { $0.value > Mark.unknown })
    }

    /// What the record that was taken is in a window up to E'.
    mutating func verdict(of record: ScanBatch, start: Day, end: Day) -> Verdict {
        evaluator.move(start: start, end: end, record, 0..<1)
        return verdict(0, start, end)
    }
}

/// What a record is in one value of an indicator.
package enum Verdict: String, Sendable, Codable {
    case numerator
    /// In the denominator only.
    case denominator
    /// The denominator's condition does not hold.
    case excluded
    /// Its day, or the time in which it is there, does not lie in the period.
    case outside
    /// It has no such day.
    case undated
    /// A fact that is needed is not known.
    case unknown
}

extension ScanBatch.Children {
    /// The children of a record, some of their columns; nil where its source has no such list.
    fileprivate func rows(of record: Int, _ columns: [Int]) -> [[Int64]]? {
        guard known[record] else { return nil }
        return (offsets[record]..<offsets[record + 1]).map { child in
            columns.map { values[Int(child) * stride + $0] }
        }
    }
}
