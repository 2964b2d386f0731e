package import Domain
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

    /// From `validFrom` to `validTo`.
    package var valid: Validity {
        Validity(from: validFrom.map { Day(number: $0) }, to: validTo.map { Day(number: $0) })
    }
}

extension Session {
    /// The definitions of a kind as they were last computed, by their positions.
    package func definitions(_ kind: String) throws -> [StoredDefinition] {
        try Row.fetchAll(db, sql: "SELECT * FROM definition WHERE kind = ? ORDER BY position", arguments: [kind]).map {
            row in
            StoredDefinition(
                indicator: row["indicator"], rules: row["rules"], title: row["title"],
                unitOfMeasure: row["unit_of_measure"], shape: row["shape"], version: row["version"],
                formula: row["formula"], validFrom: row["valid_from"], validTo: row["valid_to"],
                isDefault: row["is_default"],
                windows: (row["windows"] as String).split(separator: ",").map(String.init), ordinal: row["ordinal"],
                form: row["form"], needsDenominator: row["needs_denominator"])
        }
    }

    /// Indicators of a kind, with their rule set where it has a name, that had another meaning from the same day on when they
    /// were last computed. An end that is set, because another version follows, is no edit.
    package func edited(_ kind: String, _ now: [StoredDefinition]) throws -> [String] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT indicator, rules, version, valid_from FROM definition WHERE kind = ?",
            arguments: [kind])
        return now.filter { one in
            rows.contains { row in
                row["indicator"] == one.indicator && row["rules"] == one.rules && row["valid_from"] == one.validFrom
                    && row["version"] != one.version
            }
        }.map { $0.rules.isEmpty ? $0.indicator : "\($0.indicator) (\($0.rules))" }
    }
}
