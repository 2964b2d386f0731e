package import Domain

/// The records behind a value, or the values of one dossier.
package struct TraceReport: Sendable, JSONReport {
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
        package var others: [OlderRecord]
        /// In the order of `columns`; nil is unknown.
        package var facts: [String?]

        package init(
            key: String, unit: String, inNumerator: Bool, file: String, line: Int, row: Int, asOf: String,
            others: [OlderRecord] = [], facts: [String?]
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
    /// When a purge closed the period, whose records are gone since; nil where they are there.
    package var purged: String?

    package init(indicator: String, rules: String, unit: String, periodKind: String, period: String, breakdown: String)
    {
        self.indicator = indicator
        self.rules = rules
        self.unit = unit
        self.periodKind = periodKind
        self.period = period
        self.breakdown = breakdown
    }
}
