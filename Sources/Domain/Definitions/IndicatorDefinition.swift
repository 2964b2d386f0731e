/// An indicator as `Mappings/indicators/` defines it.
package struct IndicatorDefinition: Sendable, Equatable {
    /// `dung-han`.
    package var id: String
    package var title: String
    /// What the rate is in (`%`).
    package var unitOfMeasure: String
    /// The kind of record that it is counted over.
    package var over: String
    /// Breakdowns beside the total.
    package var by: [Breakdown]
    /// Whether it counts persons: small cells may be suppressed.
    package var personal: Bool
    /// Kinds of window asked for.
    package var windows: [PeriodKind]
    /// The ways to count it; the first is the default. Versions of one way follow each other by their dates.
    package var rules: [RuleSet]
    /// The form whose columns the rule sets are (`form_06a`), or "": then they are no indicator of their own.
    package var form = ""

    package init(
        id: String, title: String, unitOfMeasure: String = "%", over: String, by: [Breakdown] = [],
        personal: Bool = false, windows: [PeriodKind] = [.month, .quarter, .half, .year, .ytd], rules: [RuleSet]
    ) {
        self.id = id
        self.title = title
        self.unitOfMeasure = unitOfMeasure
        self.over = over
        self.by = by
        self.personal = personal
        self.windows = windows
        self.rules = rules
    }

    /// What a scan must bring for all its rules.
    package var needs: ScanRequest {
        var request = ScanRequest()
        for rule in rules { request.need(rule.needs) }
        for breakdown in by { request.need(breakdown.formula.term.needs) }
        return request
    }
}

/// A breakdown: its name in `indicator_value`, and what gives its value (a column, a word, a lookup; no bounds of windows).
package struct Breakdown: Sendable, Equatable {
    package var name: String
    package var formula: Formula

    package init(_ name: String, _ formula: Formula) {
        self.name = name
        self.formula = formula
    }
}
