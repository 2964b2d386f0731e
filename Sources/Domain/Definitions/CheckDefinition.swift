/// A cross check as `Mappings/checks/` defines it: what should not be, how bad it is, and what to do about it.
package struct CheckDefinition: Sendable, Equatable {
    /// How bad it is. No check changes an exit code.
    package enum Severity: String, Sendable, CaseIterable {
        /// Some figure is wrong.
        case error
        /// Some figure may be wrong.
        case warning
        /// Worth knowing.
        case info
    }

    /// What is asked.
    package enum Form: Sendable, Equatable {
        /// Records of a kind for which a condition holds.
        case records(over: String, condition: Formula)
        /// Files of a kind whose records hold a column in a share that cannot be.
        case files(over: String, FileCheck)
        /// Rows that a query over the views returns.
        case query(QueryText)
    }

    /// `finished-without-end`.
    package var id: String
    package var title: String
    /// The title in English, or the Vietnamese one.
    package var titleEn: String
    package var severity: Severity
    package var advice: String
    package var adviceEn: String
    package var form: Form
    /// Digest of what is counted, words expanded.
    package var version: String

    package init(
        id: String, title: String, titleEn: String, severity: Severity, advice: String, adviceEn: String, form: Form,
        version: String
    ) {
        self.id = id
        self.title = title
        self.titleEn = titleEn
        self.severity = severity
        self.advice = advice
        self.adviceEn = adviceEn
        self.form = form
        self.version = version
    }

    /// The kind of record whose scan counts it, or nil.
    package var over: String? {
        switch form {
        case .records(let kind, _), .files(let kind, _): kind
        case .query: nil
        }
    }

    /// Its expressions.
    package var formulas: [Formula] {
        switch form {
        case .records(_, let condition): [condition]
        case .files(_, let check): [check.among].compactMap { $0 } + check.counts.map(\.condition)
        case .query: []
        }
    }
}
