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
        func fact(_ expression: Int) -> Int64 { evaluator.values(expression)[row] }
        let from = entry.from < 0 ? Presence.always : fact(entry.from)
        let until = entry.until < 0 ? Presence.open : fact(entry.until)
        guard entry.presence.holds(from, until, start.number, end.number), Kernel.isTrue(fact(entry.denominator))
        else { return nil }
        let numerator = fact(entry.numerator)
        guard numerator != Mark.unknown else { return nil }
        if let breakdown, fact(plan.values[breakdown]) != value { return nil }
        return Found(
            row: first + row, id: batch.ids[first + row], inNumerator: Kernel.isTrue(numerator),
            facts: places.map(fact))
    }
}
