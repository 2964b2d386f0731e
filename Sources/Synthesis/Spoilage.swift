package import Domain

/// One kind of spoiling as it befell a record: the code it must give, what that costs, and the field, where it is one.
package struct Spoilage: Sendable, Equatable {
    /// What was done.
    package var kind: SpoiltKind
    /// What must be said.
    package var code: RejectCode
    /// What it costs: the record, the field, or nothing but a warning.
    package var severity: RejectCode.Severity
    /// The project's field, or "" where the line as a whole is at fault.
    package var field: String
    /// Whether the record's key can still be read in its place.
    package var keyReadable: Bool

    /// A spoilage in full.
    package init(
        _ kind: SpoiltKind, code: RejectCode, severity: RejectCode.Severity, field: String, keyReadable: Bool
    ) {
        self.kind = kind
        self.code = code
        self.severity = severity
        self.field = field
        self.keyReadable = keyReadable
    }
}
