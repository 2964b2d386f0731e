package import Domain
import Foundation
package import Reports
import Indicators
import Mapping
import Warehouse

/// The command `recompute`: values anew after changed rules, or all of them.
package struct RecomputeRun {
    private let warehouse: String
    private let mappings: String
    private let all: Bool
    private let language: Language

    package init(warehouse: String, mappings: String, all: Bool, language: Language) {
        self.warehouse = warehouse
        self.mappings = mappings
        self.all = all
        self.language = language
    }

    /// Computes; what stops the run is thrown.
    package func callAsFunction() throws -> RunReport {
        let began = Date()
        var report = RunReport(command: "recompute", warehouse: warehouse, isDryRun: false)
        let rules = try Rules.load(mappings, language)
        do {
            try WarehouseStep.writing(warehouse) { session in
                try session.synchronise(rules.image(version: ImportRun.version))
                let run = try session.startRun(command: "recompute", version: ImportRun.version, at: LocalTime.now)
                report.run = run
                if all { try session.transaction { try session.touchAll() } }
                let outcome = try RecomputeStep.run(session, rules, run: run)
                report.computed = outcome.computed
                report.valuesChanged = outcome.changed
                report.warnings = try RunWarnings.groups(outcome, session)
                report.checks = try RunChecks.reports(session, rules, language)
                report.indicators = try session.newestValues(units: outcome.units)
                try session.endRun(run, exitCode: 0, at: LocalTime.now)
            }
        } catch {
            throw RunFailure(any: error, language)
        }
        report.seconds = Date().timeIntervalSince(began)
        return report
    }
}
