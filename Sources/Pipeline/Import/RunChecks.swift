import Domain
import Mapping
import Reports
import Warehouse

/// The checks of a run: those that are queries are run last, when the values are there; what holds is told.
enum RunChecks {
    /// Runs the queries, in the transaction of the values.
    static func run(_ session: Session, _ rules: Rules, run: Int64) throws {
        for check in rules.checks {
            if case .query(let text) = check.form { try session.runCheck(check.id, text.sql, run: run) }
        }
    }

    /// What holds in the warehouse as it stands.
    static func reports(_ session: Session, _ rules: Rules, _ language: Language) throws -> [CheckReport] {
        try session.checkResults().compactMap { result in
            guard let check = rules.checks.first(where: { $0.id == result.check }) else { return nil }
            return CheckReport(
                check: check.id, severity: check.severity.rawValue, title: language.pick(check.title, check.titleEn),
                count: result.count,
                examples: result.examples.map {
                    CheckReport.Example(file: $0.file, line: $0.line, row: $0.row, text: $0.text)
                }, advice: language.pick(check.advice, check.adviceEn))
        }
    }
}
