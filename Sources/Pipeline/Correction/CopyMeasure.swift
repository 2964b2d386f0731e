import Mapping

/// How large a copy will be: its rows have to be known before the first is written.
struct CopyMeasure {
    /// Columns of the list; behind them stands the one of reasons.
    private(set) var width: Int
    /// The last row, as a spreadsheet counts.
    private(set) var lastRow = 0
    /// The last row of the header.
    private(set) var headerRow = 0
    /// How wide each column is, in characters.
    private(set) var columns: [Double] = []
    private var isTooLong = false

    /// Rows that decide how wide columns are.
    private static let looked = 2_000
    private static let narrowest = 6
    private static let widest = 48
    /// Characters of a heading, which may take two lines.
    private static let heading = 16

    init(_ rows: OriginalRows, _ binding: Binding) throws {
        width = binding.width
        var lengths = [Int](repeating: Self.narrowest, count: binding.width)
        var index = 0
        var (last, header, columns) = (0, 0, binding.width)
        var isTooLong = false
        try rows.each { row in
            index += 1
            last = max(last + 1, row.number)
            if index <= binding.headerEnd { header = last }
            for (column, text) in row.cells.enumerated() where !text.isEmpty {
                if text.utf8.count > CopyBook.mostText { isTooLong = true }
                columns = max(columns, column + 1)
                while lengths.count < columns { lengths.append(Self.narrowest) }
                // Titles stand across many columns.
                guard index >= binding.headerEnd, index < binding.headerEnd + Self.looked else { continue }
                let length = text.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
                lengths[column] = max(lengths[column], index == binding.headerEnd ? min(length, Self.heading) : length)
            }
        }
        width = columns
        lastRow = last
        headerRow = header
        self.isTooLong = isTooLong
        self.columns = lengths.map { Double(min($0, Self.widest) + 2) }
    }

    /// Whether a spreadsheet holds it.
    var fits: Bool { !isTooLong && lastRow <= SheetLimits.rows && width < SheetLimits.columns && headerRow > 0 }
}
