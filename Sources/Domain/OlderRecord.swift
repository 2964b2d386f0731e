/// Where an older record of a key stands that still decides something, because the newest one's source does not have it.
package struct OlderRecord: Sendable, Equatable, Encodable {
    /// Name of the file.
    package var file: String
    /// Physical line.
    package var line: Int
    /// Row as a spreadsheet shows it.
    package var row: Int
    /// The columns, and lists of children, that it decides of those asked for.
    package var columns: [String]

    package init(file: String, line: Int, row: Int, columns: [String]) {
        self.file = file
        self.line = line
        self.row = row
        self.columns = columns
    }
}
