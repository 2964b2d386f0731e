package import Domain

/// What `check` found in the rules, and in the configuration of the nightly job.
package struct RulesReport: Sendable, JSONReport {
    /// One mistake, or a warning.
    package struct Finding: Sendable, Encodable {
        package var level: String
        package var file: String
        /// From 1; 0 where the whole file is meant.
        package var line: Int
        package var column: Int
        package var message: String

        package init(_ diagnostic: Diagnostic, _ language: Language) {
            level = diagnostic.level.rawValue
            file = diagnostic.file
            line = diagnostic.line
            column = diagnostic.column
            message = language.pick(diagnostic.vi, diagnostic.en)
        }
    }

    package var errors: Int
    package var warnings: Int
    package var findings: [Finding]

    package init(_ diagnostics: [Diagnostic], _ language: Language) {
        findings = diagnostics.map { Finding($0, language) }
        errors = diagnostics.count { $0.level == .error }
        warnings = diagnostics.count - errors
    }
}
