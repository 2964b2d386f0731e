package import Domain
import GRDB

/// The rules as far as the warehouse holds them.
package struct RulesImage: Sendable {
    package var kinds: [Kind]
    /// First label of each code of each list.
    package var codes: [(list: String, code: String, label: String)]
    package var units: [UnitImage]
    package var targets: [TargetImage]
    package var successions: [SuccessionStep]
    package var forms: [FormDefinition]
    package var checks: [CheckDefinition]
    /// Changes whenever anything above does, or the program.
    package var digest: String

    package init(
        kinds: [Kind], codes: [(list: String, code: String, label: String)], units: [UnitImage], targets: [TargetImage],
        successions: [SuccessionStep], forms: [FormDefinition], checks: [CheckDefinition],
        digest: String
    ) {
        self.kinds = kinds
        self.codes = codes
        self.units = units
        self.targets = targets
        self.successions = successions
        self.forms = forms
        self.checks = checks
        self.digest = digest
    }
}

/// A unit of `codes/don_vi.csv`.
package struct UnitImage: Sendable {
    package var code: String
    package var name: String
    package var level: String
    /// Code of the parent, or "".
    package var parent: String
    package var area: String
    package var beginsOn: Int64?
    package var endsOn: Int64?
    package var successor: String

    package init(
        code: String, name: String, level: String, parent: String, area: String, beginsOn: Int64?, endsOn: Int64?,
        successor: String
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
        self.area = area
        self.beginsOn = beginsOn
        self.endsOn = endsOn
        self.successor = successor
    }
}

/// A line of a plan.
package struct TargetImage: Sendable {
    package var plan: String
    package var title: String
    package var unit: String
    package var year: Int
    package var number: String
    package var indicator: String
    package var rules: String
    package var text: String
    package var comparison: String?
    package var target: Double?
    package var lead: String
    package var supporting: String
    package var unitOfMeasure: String
    package var weight: Double?
    /// Days between which it is in force for the periods that begin then.
    package var validFrom: Int64?
    package var validTo: Int64?

    package init(
        plan: String, title: String, unit: String, year: Int, number: String, indicator: String, rules: String,
        text: String,
        comparison: String?, target: Double?, lead: String, supporting: String, unitOfMeasure: String, weight: Double?,
        validFrom: Int64?, validTo: Int64?
    ) {
        self.plan = plan
        self.title = title
        self.unit = unit
        self.year = year
        self.number = number
        self.indicator = indicator
        self.rules = rules
        self.text = text
        self.comparison = comparison
        self.target = target
        self.lead = lead
        self.supporting = supporting
        self.unitOfMeasure = unitOfMeasure
        self.weight = weight
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

extension Session {
    func synchronise(targets: [TargetImage]) throws {
        for (position, target) in targets.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO plan_target (plan, position, title, unit, year, tt, indicator, rules, chi_tieu, don_vi_tinh,
                     comparison, target, lead, supporting, weight, valid_from, valid_to)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    target.plan, position, target.title, target.unit, target.year, target.number, target.indicator,
                    target.rules, target.text, target.unitOfMeasure, target.comparison, target.target, target.lead,
                    target.supporting, target.weight, target.validFrom, target.validTo,
                ])
        }
    }

    /// Target by plan, line, indicator and the day from which it holds.
    func targets() throws -> [(key: [String], name: String, target: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT plan, tt, indicator, rules, coalesce(valid_from, '') AS since,
                 coalesce(comparison || ' ' || printf('%g', target), '—') AS target FROM plan_target ORDER BY position
                """
        ).map { row in
            (
                [row["plan"], row["tt"], row["indicator"], row["rules"], "\(row["since"] as DatabaseValue)"],
                "plans/\(row["plan"] as String), TT \(row["tt"] as String)", row["target"]
            )
        }
    }

    /// The lines that had another target from the same day on, each with both.
    static func edited(
        _ before: [(key: [String], name: String, target: String)],
        _ now: [(key: [String], name: String, target: String)]
    ) -> [String] {
        let old = Dictionary(before.map { ($0.key, $0.target) }) { first, _ in first }
        return now.compactMap { line in
            guard let target = old[line.key], target != line.target else { return nil }
            return "\(line.name): \(target) → \(line.target)"
        }
    }

    func synchronise(successions: [SuccessionStep]) throws {
        for step in successions {
            try db.execute(
                sql: "INSERT INTO succession VALUES (?, ?, ?, ?)",
                arguments: [step.unit, step.endsOn.number, step.successor, step.share])
        }
    }
}
