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
        /// In the order of `columns`.
        package var facts: [Int64]
    }

    private let plan: TallyPlan
    private let entry: TallyPlan.Entry
    private let start: Day
    private let end: Day
    private let breakdown: Int?
    private let value: Int64
    private var evaluator: Evaluator
    /// The columns of the record whose facts decide, by name; a lookup's as `thu_tuc.muc_do`. Lists are not among them.
    package let columns: [String]
    private let places: [Int]

    /// Of an entry of the plan in a window up to E'; with a breakdown (an index of the plan's) only records that have its
    /// value.
    package init(
        _ plan: TallyPlan, entry index: Int, start: Day, end: Day, breakdown: Int? = nil, value: Int64 = Fact.none
    ) {
        self.plan = plan
        entry = plan.entries[index]
        (self.start, self.end) = (start, end)
        (self.breakdown, self.value) = (breakdown, value)
        let request = entry.rule.needs
        let lookups = request.lookups.flatMap { part in part.columns.map { (part.name, $0) } }
        columns = request.columns + lookups.map { "\($0.0).\($0.1)" }
        // A program of its own: the plan's expressions first, then one for each column that is shown.
        let shown = request.columns.map(Term.column) + lookups.map { Term.lookup(reference: $0.0, column: $0.1) }
        let program = plan.program.with(shown)
        places = shown.indices.map { plan.program.roots.count + $0 }
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
            row: first + row, id: batch.ids[first + row], inNumerator: verdict == .numerator, facts: facts(row))
    }

    private func fact(_ expression: Int, _ row: Int) -> Int64 { evaluator.values(expression)[row] }

    private func facts(_ row: Int) -> [Int64] { places.map { fact($0, row) } }

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

    /// Takes the only record of a batch, to be asked about windows; gives its facts in the order of `columns`, and its values
    /// of the entry's breakdowns, those that are none or unknown left out.
    mutating func take(_ record: ScanBatch) -> (facts: [Int64], breakdowns: [(place: Int, value: Int64)]) {
        precondition(record.count == 1, "one record")
        evaluator.load(record, 0..<1)
        let values = entry.by.map { (place: $0, value: fact(plan.values[$0], 0)) }
        return (facts(0), values.filter { $0.value > Mark.unknown })
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
