package import Domain

/// The definitions over one kind of record, compiled to be counted in one scan.
package struct TallyPlan: Sendable {
    /// One rule set of one definition, in the order of the definitions and their rules: what counts refer to by its index.
    package struct Entry: Sendable {
        package let definition: IndicatorDefinition
        package let rule: RuleSet
        /// Expressions of the program: the ends of the shape (a flow's day is `from`), −1 where there is none.
        let from: Int
        let until: Int
        let denominator: Int
        let numerator: Int
        /// Indices in `breakdowns`.
        let by: [Int]
        /// What the shape asks, without its expressions: a copy of those for each record would cost more than the asking.
        var presence: Presence { Presence(rule.shape) }

        /// Whether the entry is counted in a window at all: its kind is asked for, and this version holds for it.
        package func applies(to window: Window) -> Bool {
            definition.windows.contains(window.kind) && rule.holds(for: window)
        }
    }

    package let entries: [Entry]
    /// The breakdowns of all definitions; those of one name and meaning are one.
    package let breakdowns: [Breakdown]
    /// By breakdown, its expression in the program.
    let values: [Int]
    package let program: Program

    /// What a scan must bring for the definitions.
    package static func request(_ definitions: [IndicatorDefinition]) -> ScanRequest {
        definitions.reduce(into: ScanRequest()) { $0.need($1.needs) }
    }

    /// `word`: the number under which a text of a definition is interned, nil where no record has it.
    package init(
        _ definitions: [IndicatorDefinition], request: ScanRequest? = nil, calendar: WorkCalendar,
        word: (String) -> Int64?
    ) {
        var terms: [Term] = []
        func add(_ formula: Formula?) -> Int {
            guard let formula else { return -1 }
            terms.append(formula.term)
            return terms.count - 1
        }
        var breakdowns: [Breakdown] = []
        var entries: [Entry] = []
        for definition in definitions {
            let by = definition.by.map { one in
                if let index = breakdowns.firstIndex(where: {
                    $0.name == one.name && $0.formula.term == one.formula.term
                }) {
                    return index
                }
                breakdowns.append(one)
                return breakdowns.count - 1
            }
            for rule in definition.rules {
                let (from, until): (Formula?, Formula?) =
                    switch rule.shape {
                    case .flow(let day): (day, nil)
                    case .stock(let from, let until): (from, until)
                    case .opening(let from, let until): (from, until)
                    case .span(let from, let until): (from, until)
                    case .given: (nil, nil)
                    }
                entries.append(
                    Entry(
                        definition: definition, rule: rule, from: add(from), until: add(until),
                        denominator: add(rule.denominator), numerator: add(rule.numerator), by: by))
            }
        }
        values = breakdowns.map { add($0.formula) }
        self.breakdowns = breakdowns
        self.entries = entries
        program = Program(terms, request: request ?? Self.request(definitions), calendar: calendar, word: word)
    }
}
