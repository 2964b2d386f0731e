/// One way to count an indicator: a named variant, or the only one (then its name is '').
package struct RuleSet: Sendable, Equatable {
    /// `so-ngay`, `qd766`, or ''.
    package let name: String
    package let shape: Shape
    package let denominator: Formula
    /// Counts only within the denominator.
    package let numerator: Formula
    /// The ready-made figure that is the denominator instead of a count, by its id (`dan-so-du-tuoi`), or "".
    package let population: String
    /// A version holds for the windows that begin in [validFrom, validTo]; nil: always did, always will.
    package let validFrom: Day?
    package let validTo: Day?
    /// Digest of what is counted, words expanded: 16 hexadecimal digits that move when the meaning moves, not when spaces do.
    package let version: String

    package init(
        name: String = "", shape: Shape, denominator: Formula, numerator: Formula, population: String = "",
        validFrom: Day? = nil, validTo: Day? = nil, schema: ExpressionSchema
    ) {
        self.name = name
        self.shape = shape
        self.denominator = denominator
        self.numerator = numerator
        self.population = population
        self.validFrom = validFrom
        self.validTo = validTo
        var lines = [schema.kind, shape.name]
        switch shape {
        // Which end is missing must tell: from alone and until alone are two things.
        case .stock(let from, let until): lines += [from?.term.sql(schema) ?? "", until?.term.sql(schema) ?? ""]
        case .opening(let from, let until): lines += [from.term.sql(schema), until?.term.sql(schema) ?? ""]
        case .flow, .span, .given: lines += shape.formulas.map { $0.term.sql(schema) }
        }
        lines += [denominator.term.sql(schema), numerator.term.sql(schema)]
        if !population.isEmpty { lines.append(population) }
        version = Digest64.hexadecimal(lines.joined(separator: "\n"))
    }

    /// From `validFrom` to `validTo`.
    package var valid: Validity { Validity(from: validFrom, to: validTo) }

    /// Whether this version is the one for a window: by the window's first day, so that a period that had begun when a
    /// formula changed keeps the formula that it began with.
    package func holds(for window: Window) -> Bool { valid.holds(on: window.first) }

    /// What a scan must bring for it.
    package var needs: ScanRequest {
        var request = ScanRequest()
        for formula in shape.formulas + [denominator, numerator] { request.need(formula.term.needs) }
        return request
    }
}
