package import Domain
package import Warehouse

/// The records behind one value, of the unit and of all below it (design.md, invariant 8).
package struct TraceComputation {
    /// What is asked.
    package struct Question: Sendable {
        package var indicator: String
        package var rules: String
        package var unit: String
        package var window: Window
        /// Name of a breakdown and the text of its value, or nil.
        package var breakdown: (name: String, value: String)?

        package init(
            indicator: String, rules: String, unit: String, window: Window, breakdown: (name: String, value: String)?
        ) {
            self.indicator = indicator
            self.rules = rules
            self.unit = unit
            self.window = window
            self.breakdown = breakdown
        }
    }

    /// One counted record.
    package struct Found: Sendable {
        package var kind: String
        package var id: Int64
        package var unit: String
        package var inNumerator: Bool
        /// In the order of the answer's grounds.
        package var facts: [Grounds.Value]
    }

    /// The answer.
    package struct Answer: Sendable {
        /// What decides.
        package var grounds: [Grounds.Ground] = []
        package var found: [Found] = []

        /// Nothing.
        package init() {}
    }

    let session: Session
    let kinds: [Kind]
    let definitions: [IndicatorDefinition]
    let calendar: WorkCalendar
    let tree: UnitTree

    package init(
        _ session: Session, kinds: [Kind], definitions: [IndicatorDefinition], calendar: WorkCalendar, tree: UnitTree
    ) {
        self.session = session
        self.kinds = kinds
        self.definitions = definitions
        self.calendar = calendar
        self.tree = tree
    }

    /// All records of the denominator; nil where no such definition is counted in the window.
    package func callAsFunction(_ question: Question) throws -> Answer? {
        guard let definition = definitions.first(where: { $0.id == question.indicator }),
            let kind = kinds.first(where: { $0.id == definition.over })
        else { return nil }
        let plan = try KindPlan(kind, definitions.filter { $0.over == kind.id }, session: session, calendar: calendar)
        guard
            let entry = plan.tally.entries.firstIndex(where: {
                $0.definition.id == definition.id && $0.rule.name == question.rules && $0.applies(to: question.window)
            })
        else { return nil }
        let units = try UnitBook(session, tree)
        let reach = Reached(try session.coverage(), units)
        var records = UnitRecords(session: session, plan: plan, units: units, reach: reach)
        var answer = Answer()
        let whole = try session.dataUntil(unit: question.unit, kind: kind.id).flatMap {
            question.window.end(dataUntil: $0)
        }
        let grounds = Grounds(plan.tally.entries[entry].rule, checker(kind))
        answer.grounds = grounds.all
        let isStock = plan.tally.entries[entry].presence == .stock
        for unit in reach.units(kind) where unit != units.everyUnit {
            let chain = tree.chain(units.codes[unit] ?? "")
            guard let depth = chain.firstIndex(of: question.unit), let until = reach.dataUntil(unit, kind),
                let end = question.window.end(dataUntil: until)
            else { continue }
            // Before its first event a unit has no value, so that nothing of it is in its parent's: a list of persons tells
            // of the days before it, which count from its own day on.
            guard try records.firstEvent(unit, until) < question.window.end else { continue }
            if isStock, let whole, tree.isGone(chain[..<depth], before: whole) { continue }
            var filter = TraceFilter(
                plan.tally, entry: entry, grounds: grounds, start: question.window.first, end: end,
                breakdown: try breakdown(question, plan)?.place,
                value: try breakdown(question, plan)?.value ?? Fact.none)
            try records.each(of: unit) { batch in
                answer.found += filter.filter(batch).map { one in
                    Found(
                        kind: kind.id, id: one.id, unit: units.codes[unit] ?? "", inNumerator: one.inNumerator,
                        facts: one.facts)
                }
            }
        }
        return answer
    }

    /// Knows the words of a kind.
    func checker(_ kind: Kind) -> ExpressionChecker { ExpressionChecker(ExpressionSchema(of: kind, among: kinds)) }

    private func breakdown(_ question: Question, _ plan: KindPlan) throws -> (place: Int, value: Int64)? {
        guard let (name, text) = question.breakdown,
            let place = plan.tally.breakdowns.firstIndex(where: { $0.name == name })
        else { return nil }
        let value = plan.breakdowns[place].isWord ? try session.word(text) : Int64(text)
        return (place, value ?? Fact.unknown)
    }

    // MARK: Ready-made figures

    /// The ready-made figures behind a value: those that are part of it, or, where the rule set takes a population for its
    /// denominator, that of each unit that has one (`isPopulation`).
    package func figures(_ question: Question) throws -> (all: [GivenFigure], isPopulation: Bool) {
        guard let definition = definitions.first(where: { $0.id == question.indicator }),
            let kind = kinds.first(where: { $0.given != nil })
        else { return ([], false) }
        let figures = try GivenFigures(session, kinds: kinds.filter { $0.given != nil })
        let units = try UnitBook(session, tree)
        let reach = Reached(try session.coverage(), units)
        let rule = definition.rules.first { $0.name == question.rules && $0.holds(for: question.window) }
        guard let rule, !rule.population.isEmpty, let over = kinds.first(where: { $0.id == definition.over }) else {
            var given = GivenComputation(
                session, kind, definitions, figures, units: units, reach: reach, causes: [:], run: 0)
            return (try given.behind(question.indicator, question.rules, question.unit, question.window), false)
        }
        let found = reach.units(over).compactMap { unit -> GivenFigure? in
            guard tree.chain(units.codes[unit] ?? "").contains(question.unit), let until = reach.dataUntil(unit, over),
                let end = question.window.end(dataUntil: until)
            else { return nil }
            return figures.population(rule.population, unit: unit, question.window, end: end)
        }
        return (found, true)
    }
}
