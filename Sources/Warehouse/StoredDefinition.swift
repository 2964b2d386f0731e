import GRDB

/// A definition as the warehouse keeps it, at its position among the cells of its kind.
package struct StoredDefinition: Sendable, Equatable {
    package var indicator: String
    package var rules: String
    package var title: String
    package var unitOfMeasure: String
    package var shape: String
    package var version: String
    package var formula: String
    package var validFrom: Int64?
    package var validTo: Int64?
    package var isDefault: Bool
    /// Kinds of period that it is counted for.
    package var windows: [String]
    package var ordinal: Int
    /// The form whose column it is, or "".
    package var form: String
    /// Whether there is no value where the denominator is 0: it is a ready-made figure that was not given.
    package var needsDenominator: Bool

    package init(
        indicator: String, rules: String, title: String, unitOfMeasure: String, shape: String, version: String,
        formula: String, validFrom: Int64?, validTo: Int64?, isDefault: Bool, windows: [String], ordinal: Int,
        form: String = "", needsDenominator: Bool = false
    ) {
        self.indicator = indicator
        self.rules = rules
        self.title = title
        self.unitOfMeasure = unitOfMeasure
        self.shape = shape
        self.version = version
        self.formula = formula
        self.validFrom = validFrom
        self.validTo = validTo
        self.isDefault = isDefault
        self.windows = windows
        self.ordinal = ordinal
        self.form = form
        self.needsDenominator = needsDenominator
    }
}

/// Why values were computed again.
package struct Cause: Sendable, Equatable {
    package var load: Int64?
    /// file, definition, plan, calendar, units
    package var word: String

    package init(load: Int64?, word: String) {
        self.load = load
        self.word = word
    }
}

extension Session {
    /// Indicators of a kind, with their rule set where it has a name, that had another meaning under the same dates when they
    /// were last computed.
    package func edited(_ kind: String, _ now: [StoredDefinition]) throws -> [String] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT indicator, rules, version, valid_from, valid_to FROM definition WHERE kind = ?",
            arguments: [kind])
        return now.filter { one in
            rows.contains { row in
                row["indicator"] == one.indicator && row["rules"] == one.rules && row["valid_from"] == one.validFrom
                    && row["valid_to"] == one.validTo && row["version"] != one.version
            }
        }.map { $0.rules.isEmpty ? $0.indicator : "\($0.indicator) (\($0.rules))" }
    }
}
