package import Domain
import Foundation
import Mapping
package import Reports

/// The command `check`: every mistake in `Mappings/`, then the cases of its sources, indicators and checks.
package struct CheckRun {
    /// What was found.
    package struct Result: Sendable {
        package var messages: [String]
        package var summary: String
        package var report: RulesReport
        package var exitCode: Int32
    }

    private let mappings: String?
    private let config: String?
    private let fixtures: String?
    private let language: Language

    /// `mappings` nil: those of the configuration, else `Mappings`.
    package init(mappings: String?, config: String? = nil, fixtures: String?, language: Language) {
        self.mappings = mappings
        self.config = config
        self.fixtures = fixtures
        self.language = language
    }

    /// Checks the rules, then the cases, and the configuration of the nightly job where one is named.
    package func callAsFunction() throws -> Result {
        var nightly = try config.map { try ConfigStep.read($0, language) }
        let mappings = mappings ?? nightly?.config.mappings ?? "Mappings"
        let fixtures = fixtures ?? Self.beside(mappings)
        let compiler = RulesCompiler(folder: MappingFolder(at: mappings))
        var diagnostics = try compiler.allDiagnostics()
        // Names that the rules lack are said only of rules that compile.
        if !diagnostics.contains(where: { $0.level == .error }) { nightly?.check(against: compiler.rules) }
        diagnostics += nightly?.diagnostics ?? []
        // Cases are of rules that compile: a mistake would fail them all over again.
        // An installed program has no cases beside its rules.
        let hasCases = self.fixtures != nil || FileManager.default.fileExists(atPath: fixtures)
        if hasCases, !diagnostics.contains(where: { $0.level == .error }) {
            diagnostics += CaseRunner(rules: compiler.rules, fixtures: fixtures)()
        }
        let errors = diagnostics.count { $0.level == .error }
        let warnings = diagnostics.count - errors
        let rules = compiler.rules
        let summary = language.pick(
            """
            \(rules.kinds.count) loại bản ghi, \(rules.sources.count) mẫu, \(rules.codes.count) danh mục, \
            \(rules.indicators.count) chỉ tiêu, \(rules.plans.count) kế hoạch, \(rules.checks.count) đối chiếu: \(errors) lỗi, \(warnings) cảnh báo
            """,
            """
            \(rules.kinds.count) kinds of record, \(rules.sources.count) sources, \(rules.codes.count) code lists, \
            \(rules.indicators.count) indicators, \(rules.plans.count) plans, \(rules.checks.count) checks: \(errors) mistakes, \(warnings) warnings
            """)
        return Result(
            messages: diagnostics.map { $0.text(language) }, summary: summary,
            report: RulesReport(diagnostics, language), exitCode: errors > 0 ? 78 : 0)
    }

    private static func beside(_ mappings: String) -> String {
        let trimmed = mappings.hasSuffix("/") ? String(mappings.dropLast()) : mappings
        guard let slash = trimmed.lastIndex(of: "/") else { return "Fixtures" }
        return trimmed[..<slash] + "/Fixtures"
    }
}
