package import Domain
import Mapping

/// The command `check`: every mistake in `Mappings/`, then the cases of its sources, indicators and checks.
package struct CheckRun {
    /// What was found.
    package struct Result: Sendable {
        package var messages: [String]
        package var summary: String
        package var exitCode: Int32
    }

    private let mappings: String
    private let fixtures: String
    private let language: Language

    package init(mappings: String, fixtures: String?, language: Language) {
        self.mappings = mappings
        self.fixtures = fixtures ?? Self.beside(mappings)
        self.language = language
    }

    /// Checks the rules, then the cases.
    package func callAsFunction() throws -> Result {
        let compiler = RulesCompiler(folder: MappingFolder(at: mappings))
        var diagnostics = try compiler.allDiagnostics()
        // Cases are of rules that compile: a mistake would fail them all over again.
        if !diagnostics.contains(where: { $0.level == .error }) {
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
            messages: diagnostics.map { $0.text(language) }, summary: summary, exitCode: errors > 0 ? 78 : 0)
    }

    private static func beside(_ mappings: String) -> String {
        let trimmed = mappings.hasSuffix("/") ? String(mappings.dropLast()) : mappings
        guard let slash = trimmed.lastIndex(of: "/") else { return "Fixtures" }
        return trimmed[..<slash] + "/Fixtures"
    }
}
