import Domain
import Indicators
import Mapping
import Reports
import Warehouse

/// The end of every run that loads: the values of what was touched, the checks, and how it ended.
enum RunEnd {
    static func finish(_ session: Session, _ rules: Rules, _ report: inout RunReport, _ options: ImportOptions) throws {
        guard let run = report.run else { return }
        let outcome = try RecomputeStep.run(session, rules, run: run)
        report.computed = outcome.computed
        report.valuesChanged = outcome.changed
        report.warnings += try RunWarnings.groups(outcome, session)
        report.checks = try RunChecks.reports(session, rules, options.language)
        report.indicators = try session.newestValues(units: outcome.units)
    }

    /// Notes the exit code, last of all.
    static func close(_ session: Session, _ report: RunReport) throws {
        guard let run = report.run else { return }
        try session.endRun(run, exitCode: report.exitCode, at: LocalTime.now)
    }

    /// The same of a night: what it did, and what others did that were cut off, is told with it.
    static func closeNight(_ session: Session, _ report: RunReport) throws {
        guard let run = report.run else { return }
        try session.endNight(run, exitCode: report.exitCode, at: LocalTime.now)
    }
}
