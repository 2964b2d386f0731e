/// A check that holds somewhere in the warehouse, for people and programs.
package struct CheckReport: Sendable, Encodable {
    /// Where it holds.
    package struct Example: Sendable, Encodable {
        /// "" where a query's row has no file.
        package var file: String
        /// Physical line; 0 where there is none.
        package var line: Int
        /// Row as a spreadsheet shows it; 0 where there is none.
        package var row: Int
        package var text: String

        package init(file: String, line: Int, row: Int, text: String) {
            self.file = file
            self.line = line
            self.row = row
            self.text = text
        }
    }

    package var check: String
    package var severity: String
    package var title: String
    package var count: Int
    /// The first few.
    package var examples: [Example]
    package var advice: String

    package init(
        check: String, severity: String, title: String, count: Int, examples: [Example], advice: String
    ) {
        self.check = check
        self.severity = severity
        self.title = title
        self.count = count
        self.examples = examples
        self.advice = advice
    }
}
