/// One record or field that was not taken, or a warning about one: a value, never an error.
package struct Reject: Sendable, Equatable {
    package var code: RejectCode
    package var severity: RejectCode.Severity
    /// Physical line, from 1; 0 where there is none.
    package var line: Int32
    /// Row as a spreadsheet shows it, from 1; 0 where there is none.
    package var row: Int32
    /// The column's heading as the file writes it, or the XML path; "" where there is none.
    package var heading: String
    /// Our field, or "".
    package var field: String
    /// What was found, already masked where it could be a person.
    package var found: String
    /// The label itself, to be shown when the file has it at least three times; "" where there is none. Never stored.
    package var label: String
    /// What was expected, as the advice says it.
    package var expected: String

    package init(
        code: RejectCode, severity: RejectCode.Severity, line: Int32 = 0, row: Int32 = 0, heading: String = "",
        field: String = "", found: String = "", label: String = "", expected: String = ""
    ) {
        self.code = code
        self.severity = severity
        self.line = line
        self.row = row
        self.heading = heading
        self.field = field
        self.found = found
        self.label = label
        self.expected = expected
    }
}
