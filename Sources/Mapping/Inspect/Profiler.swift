package import Domain
package import Records

/// Profiles of all columns of a table, or of all paths below an XML record, from batches of records: memory does not grow
/// with the file.
package struct Profiler: Sendable {
    package private(set) var columns: [ColumnProfile]
    /// Records that were whole and not blank.
    package private(set) var records = 0
    /// Records that the reader could not take.
    package private(set) var faults = 0
    /// Rows that number the columns behind the header.
    package private(set) var numbering = 0
    /// XML: the columns that hold others and no text.
    private var containers: Set<Int> = []
    private var byPath: [String: Int] = [:]
    private let probe: CellProbe
    private let isXML: Bool
    /// Different texts of all columns together.
    private static let mostTexts = 100_000
    /// Rows that are not looked at: the header, and what stands above it.
    private var toSkip: Int

    /// Of a table: its headings (and what else they answer to where they have several rows), and how many rows come before the first record.
    package init(headings: [String], lower: [[String]] = [], behind rows: Int, probe: CellProbe) {
        columns = headings.map(ColumnProfile.init)
        for (index, keys) in lower.enumerated() { columns[index].lower = keys }
        toSkip = rows
        isXML = false
        self.probe = probe
    }

    /// Of an XML document: paths come as they are met.
    package init(xml probe: CellProbe) {
        columns = []
        toSkip = 0
        isXML = true
        self.probe = probe
    }

    /// Takes the records of a batch.
    package mutating func take(_ batch: borrowing RecordBatch) {
        if isXML { learn(batch) }
        for head in batch.heads {
            if toSkip > 0 {
                toSkip -= 1
                continue
            }
            if head.fault >= 0 {
                faults += 1
                continue
            }
            take(batch, Int(head.firstCell)..<Int(head.endCell))
        }
    }

    private mutating func learn(_ batch: borrowing RecordBatch) {
        while columns.count < batch.paths.count {
            let steps = batch.paths[columns.count].steps.map(\.name)
            let path = steps.joined(separator: "/")
            if byPath[path] == nil { byPath[path] = columns.count }
            columns.append(ColumnProfile(heading: path))
            guard steps.count > 1 else { continue }
            let above = steps.dropLast().joined(separator: "/")
            if let parent = byPath[above] { containers.insert(parent) }
        }
    }

    private mutating func take(_ batch: borrowing RecordBatch, _ cells: Range<Int>) {
        if !isXML {
            var filled: [(column: Int, text: String)] = []
            for (column, index) in cells.enumerated() {
                let cell = batch.cells[index]
                let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
                if from == to { continue }
                // Only the first rows can number the columns.
                if records > 0 || numbering > 0 { return count(batch, cells) }
                filled.append((column, String(decoding: batch.bytes[from..<to], as: UTF8.self)))
            }
            if filled.isEmpty { return }
            if filled.count > 1, filled.enumerated().allSatisfy({ Self.isNumber($1.text, $0 + 1, $1.column + 1) }) {
                numbering += 1
                return
            }
        }
        count(batch, cells)
    }

    private mutating func count(_ batch: borrowing RecordBatch, _ cells: Range<Int>) {
        // Thousands of columns share the room of hundreds.
        let texts = min(ColumnProfile.mostTexts, max(10, Self.mostTexts / max(1, columns.count)))
        for (place, index) in cells.enumerated() {
            let cell = batch.cells[index]
            let column = isXML ? Int(cell.name) : place
            while column >= columns.count { columns.append(ColumnProfile(heading: "")) }
            columns[column].take(
                batch.bytes, Int(cell.start), Int(cell.start + cell.length), record: records, texts: texts, probe)
        }
        records += 1
    }

    /// (1), 1, or a letter in brackets: the number of a column.
    private static func isNumber(_ text: String, _ a: Int, _ b: Int) -> Bool {
        let inner = text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
        let isBracketed = inner != text
        return inner == String(a) || inner == String(b)
            || isBracketed && inner.count <= 8 && inner.first.map { $0.isNumber || $0.isUppercase } == true
    }

    /// The columns that people see: of XML those that hold text, and not the record's own where it has none.
    package var shown: [Int] {
        columns.indices.filter { index in
            let column = columns[index]
            if !isXML { return !column.heading.isEmpty || column.filled > 0 }
            return column.filled > 0 || !column.heading.isEmpty && !containers.contains(index)
        }
    }

    /// XML: the paths that hold others, and whether a record has them several times.
    package var groups: [(path: String, isRepeated: Bool)] {
        containers.sorted().map { (columns[$0].heading, columns[$0].isRepeated) }
    }

    /// The forms of the dates of a column, as sources write them, the most frequent first.
    package func forms(_ index: Int) -> [String] {
        let column = columns[index]
        return column.formats.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { probe.dates[$0.key].pattern }
    }

    /// Whether some column has days that can only be written day first, and none those with the month first.
    var isDayFirst: Bool {
        columns.contains { $0.orders[.dayFirst] ?? 0 > 0 } && !columns.contains { $0.orders[.monthFirst] ?? 0 > 0 }
    }

    /// The mark between groups of digits that most numbers of a column have, or nil.
    package func group(_ index: Int) -> Character? {
        columns[index].groups.max { ($0.value, $1.key) < ($1.value, $0.key) }.map {
            Character(UnicodeScalar($0.key))
        }
    }

    /// The shapes of a column's values, the most frequent first.
    package func shapes(_ index: Int) -> [CellShape] {
        columns[index].shapes.sorted { ($1.value, $0.key.text(.vi)) < ($0.value, $1.key.text(.vi)) }.map(\.key)
    }

    /// The values that cannot be a person's: labels of the list that the column was found to hold, and small numbers, the
    /// most frequent first.
    package func values(_ index: Int) -> [String] {
        let column = columns[index]
        if KnownNames.isOfPersons(column.heading) { return [] }
        let fits: (ColumnProfile.Known) -> Bool
        switch found(index).type {
        case .code(let list): fits = { $0.reading.lists & (1 << UInt64(list)) != 0 }
        case .number: fits = { $0.reading.isNumber && $0.text.utf8.count <= 3 }
        default: return []
        }
        return column.known.values.filter { !$0.text.isEmpty && fits($0) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }.map(\.text)
    }

    /// The first and the last day of a column of days, unless they may be days of birth.
    package func days(_ index: Int) -> (first: Day, last: Day)? {
        let column = columns[index]
        guard found(index).type == .day, !KnownNames.isOfPersons(column.heading), let first = column.first,
            let last = column.last, first >= Self.oldest.number
        else { return nil }
        return (Day(number: first), Day(number: last))
    }

    /// What happened before is no business of an office's list: the days may be of birth.
    private static let oldest = Day(iso: "2000-01-01") ?? Day(number: 0)

    /// The id of the list whose labels a column holds, or nil.
    package func list(_ index: Int) -> String? {
        guard case .code(let list) = found(index).type else { return nil }
        return probe.lists[list].id
    }

    /// The share of records in which a column is empty or missing.
    package func emptyShare(_ index: Int) -> Double {
        records == 0 ? 1 : 1 - Double(columns[index].filledRecords) / Double(records)
    }

    /// What a column was found to be.
    package func found(_ index: Int) -> (type: FoundType, share: Double) { columns[index].found(probe) }
}
