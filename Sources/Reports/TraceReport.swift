import Domain
import Foundation

/// The records behind a value, or the values of one dossier.
package struct TraceReport: Sendable, Encodable {
    /// One record, where it stands and what decided.
    package struct Record: Sendable, Encodable {
        package var key: String
        package var unit: String
        package var inNumerator: Bool
        package var file: String
        package var line: Int
        package var row: Int
        package var asOf: String
        /// Older records that still decide something.
        package var others: [Other]
        /// In the order of `columns`; nil is unknown.
        package var facts: [String?]

        package init(
            key: String, unit: String, inNumerator: Bool, file: String, line: Int, row: Int, asOf: String,
            others: [Other] = [], facts: [String?]
        ) {
            self.key = key
            self.unit = unit
            self.inNumerator = inNumerator
            self.file = file
            self.line = line
            self.row = row
            self.asOf = asOf
            self.others = others
            self.facts = facts
        }
    }

    /// An older record of the same key, and the columns that its file decides because the newest one's does not have them.
    package struct Other: Sendable, Encodable {
        package var file: String
        package var line: Int
        package var row: Int
        package var columns: [String]

        package init(file: String, line: Int, row: Int, columns: [String]) {
            self.file = file
            self.line = line
            self.row = row
            self.columns = columns
        }

        /// `phi_le_phi: dong-bo.xml:95 (hàng 4)`.
        func text(_ language: Language) -> String {
            "\(columns.joined(separator: ", ")): \(TraceText.place(file, line, row, language))"
        }
    }

    package var indicator: String
    package var rules: String
    package var unit: String
    package var periodKind: String
    package var period: String
    package var breakdown: String
    package var numerator = 0
    package var denominator = 0
    package var columns: [String] = []
    package var records: [Record] = []

    package init(indicator: String, rules: String, unit: String, periodKind: String, period: String, breakdown: String)
    {
        self.indicator = indicator
        self.rules = rules
        self.unit = unit
        self.periodKind = periodKind
        self.period = period
        self.breakdown = breakdown
    }

    /// One JSON document, keys in snake case and sorted.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
