/// A list that is a plain table with a column of notes at its end: what each row says, cell by cell, and what that means.
protocol Sheet: Sendable {
    /// The row of an index by the day of the export, or nil where there is none. All rows have the same columns.
    func row(_ index: Int) -> SheetRow?
    /// Headings that a list of few columns lacks.
    var dispensable: Set<String> { get }
}

/// A row: its cells, and what is true of the record beyond them.
struct SheetRow {
    var cells: [SheetCell]
    var facts: [String: TrueFact] = [:]
    var lists: [String: [[String: TrueFact]]] = [:]
}

/// A cell under its heading, and the fact that it tells, where it tells one.
struct SheetCell {
    let heading: String
    let text: String
    var field: String?
    var fact = TrueFact.empty

    init(_ heading: String, _ text: String) {
        self.heading = heading
        self.text = text
    }

    /// Text that is kept as it stands.
    init(_ heading: String, _ text: String, is field: String) {
        self.init(heading, text)
        self.field = field
        fact = text.isEmpty ? .empty : .text(text)
    }

    /// A day, or none.
    init(_ heading: String, _ day: CivilDay?, is field: String) {
        self.init(heading, day?.slashed ?? "", is: field)
        fact = .dayOrEmpty(day)
    }

    /// A number; none is an empty cell.
    init(_ heading: String, _ number: Int?, is field: String) {
        self.init(heading, number.map { "\($0)" } ?? "", is: field)
        fact = number.map(TrueFact.number) ?? .empty
    }

    /// A flag, in one of the words that lists use.
    init(_ heading: String, _ flag: Bool, is field: String, _ random: inout SplitMix64) {
        self.init(heading, random.pick(flag ? Words.yes : Words.no), is: field)
        fact = .flag(flag)
    }

    /// A text that stands for a code.
    init(_ heading: String, _ text: String, is field: String, code: TrueFact) {
        self.init(heading, text, is: field)
        fact = code
    }
}
