import Records

/// Rows of the sheets of an OpenDocument, from the bytes of its `content.xml`. Line and row are the row's number as the
/// spreadsheet shows it.
///
/// Rows and cells are written once for many that are alike. Empty ones are counted only; rows with text are given as often as
/// they are, a batch at a time. Of merged cells the first has the text.
final class OpenDocumentReader: DocumentReader {
    /// What a path below a sheet, row or column is.
    private enum Role {
        case other, name, visibility, columns, rows, nullDate
        case cell, covered, repeated, spanned, paragraph
        case type, value, date, time, boolean, string
    }

    private static let roles: [String: Role] = [
        "@name": .name, "@date-value": .nullDate, "@visibility": .visibility, "@number-columns-repeated": .columns,
        "@number-rows-repeated": .rows, "table-cell": .cell, "covered-table-cell": .covered,
        "table-cell/@number-columns-repeated": .repeated, "covered-table-cell/@number-columns-repeated": .repeated,
        "table-cell/@number-rows-spanned": .spanned, "table-cell/p": .paragraph, "table-cell/@value-type": .type,
        "table-cell/@value": .value,
        "table-cell/@date-value": .date, "table-cell/@time-value": .time, "table-cell/@boolean-value": .boolean,
        "table-cell/@string-value": .string,
    ]
    /// LibreOffice writes the type of a value again, in a namespace of its own.
    private static let foreign = "calc"

    private(set) var tables: [String] = []
    private(set) var serialOffset = 0
    private let choice: TableChoice
    private let limits: ReadLimits
    private let laid: LaidRows<Role>
    /// The next of the laid elements.
    private var at = 0
    private var notes = SheetNotes()
    private var given = 0
    private var lastRow = 0
    private var lastColumn = 0
    /// The row that is given, how often still, and whether it is hidden.
    private var row = RepeatedRow()
    private var waiting = 0
    private var isHidden = false

    init(_ choice: TableChoice, limits: ReadLimits = ReadLimits()) {
        self.choice = choice
        self.limits = limits
        let sink = XMLSink(
            records: ["//table-row", "//table-column"].compactMap { RecordPath($0) },
            around: ["table", "calculation-settings/null-date"].compactMap {
                RecordPath("document-content/body/spreadsheet/\($0)")
            },
            wanted: Set(Self.roles.keys),
            flat: FlatText(paths: ["table-cell/p"], parts: ParagraphText.parts), skip: [], limits: limits)
        laid = LaidRows(sink, .utf8) { path in
            if path.steps.last?.namespace.contains(Self.foreign) == true { return .other }
            return Self.roles[path.steps.map(\.name).joined(separator: "/")] ?? .other
        }
    }

    var warnings: [ReadWarning] { notes.warnings }

    func look(at columns: Set<Int>, behind header: Int) { notes.look(at: columns, behind: header) }

    func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        var failure: ReadFailure?
        do throws(ReadFailure) { try laid.feed(chunk) } catch { failure = error }
        _ = try more(into: &batch)
        // Also when it throws: which rows were whole must not depend on the chunks.
        if let failure { throw failure }
    }

    func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        try laid.finish()
        _ = try more(into: &batch)
    }

    func more(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
        guard waiting > 0 || at < laid.batch.heads.count else { return false }
        let (heads, bytes) = (batch.heads.count, batch.bytes.count)
        while batch.heads.count - heads < limits.batchRecords, batch.bytes.count - bytes < limits.batchBytes {
            if waiting > 0 {
                try put(&batch)
            } else if at < laid.batch.heads.count {
                try take(laid.batch.heads[at])
                at += 1
            } else {
                laid.removeAll()
                at = 0
                break
            }
        }
        return true
    }

    private func take(_ head: RecordHead) throws(ReadFailure) {
        switch laid.name(head) {
        case "table": try startSheet(head)
        case "table-column": takeColumn(head)
        case "null-date": takeNullDate(head)
        default: try takeRow(head)
        }
    }

    private func startSheet(_ head: RecordHead) throws(ReadFailure) {
        let name = laid.range(head).first { laid.role($0) == .name }.map { laid.text($0) } ?? ""
        if tables.count >= DocumentTables.most { throw ReadFailure(.recordTooLong) }
        tables.append(name)
        given = 0
        lastRow = 0
        lastColumn = 0
    }

    private func takeNullDate(_ head: RecordHead) {
        for index in laid.range(head) where laid.role(index) == .nullDate {
            serialOffset = SerialDate.offset(nullDate: laid.bytes(index)) ?? 0
        }
    }

    private var isWanted: Bool {
        if case .whole(let wanted) = choice { return wanted == tables.count - 1 }
        return given < DocumentTables.kept
    }

    // MARK: Rows and columns

    private func takeColumn(_ head: RecordHead) {
        var hides = false
        var count = 1
        for index in laid.range(head) {
            switch laid.role(index) {
            case .visibility: hides = !laid.bytes(index).elementsEqual("visible".utf8)
            case .columns: count = laid.count(index)
            default: break
            }
        }
        if hides, isWanted { notes.hide(columns: lastColumn, to: lastColumn + count) }
        lastColumn = min(lastColumn + count, SheetRow.mostColumns)
    }

    private func takeRow(_ head: RecordHead) throws(ReadFailure) {
        var count = 1
        isHidden = false
        row.removeAll()
        var at = Int(head.firstCell)
        let end = Int(head.endCell)
        let isWanted = isWanted
        var column = 0
        while at < end {
            switch laid.role(at) {
            case .rows: count = max(1, laid.count(at))
            case .visibility: isHidden = !laid.bytes(at).elementsEqual("visible".utf8)
            case .cell, .covered:
                let cell = cell(from: at, to: end)
                if isWanted {
                    append(cell, at: column)
                    if cell.rows > 1 { notes.merge(rows: lastRow + 1, to: lastRow + cell.rows, column: column) }
                }
                column += cell.count
                at = cell.end
                continue
            default: break
            }
            at += 1
        }
        guard !row.isEmpty else {
            // A million empty ones at the end of a sheet cost this.
            lastRow = min(lastRow + count, SheetRow.most)
            return
        }
        guard lastRow + count <= SheetRow.most else {
            throw ReadFailure(.damagedSheet, line: lastRow + 1)
        }
        if count > 1, row.weight > limits.repeated / count { throw ReadFailure(.ratioTooHigh, detail: "content.xml") }
        waiting = count
    }

    /// Gives the row once.
    private func put(_ batch: inout RecordBatch) throws(ReadFailure) {
        waiting -= 1
        lastRow += 1
        guard isWanted else {
            lastRow += waiting
            waiting = 0
            return
        }
        let isPut = row.put(
            lastRow, of: choice == .beginnings ? tables.count - 1 : -1, limits, &notes, into: &batch)
        guard isPut else { return }
        given += 1
        notes.endRow(lastRow, isHidden: isHidden)
    }

    // MARK: Cells

    private struct CellParts {
        var count = 1
        /// Rows that it is one over.
        var rows = 1
        var isCovered: Bool
        /// Where its parts stand among the cells of the XML, or -1.
        var type = -1
        var value = -1
        var string = -1
        var paragraphs: [Int] = []
        var end: Int
    }

    /// The parts of the cell whose element is at `start`.
    private func cell(from start: Int, to end: Int) -> CellParts {
        var cell = CellParts(isCovered: laid.role(start) == .covered, end: start + 1)
        while cell.end < end {
            switch laid.role(cell.end) {
            case .cell, .covered: return cell
            case .repeated: cell.count = max(1, laid.count(cell.end))
            case .spanned: cell.rows = laid.count(cell.end)
            case .type: cell.type = cell.end
            case .value, .date, .time, .boolean: cell.value = cell.end
            case .string: cell.string = cell.end
            case .paragraph: cell.paragraphs.append(cell.end)
            default: break
            }
            cell.end += 1
        }
        return cell
    }

    /// Appends a cell as often as it is there.
    private func append(_ cell: CellParts, at column: Int) {
        if cell.isCovered { return }
        row.add(column, cell.count) { out in
            let value = cell.value < 0 ? [] : laid.bytes(cell.value)
            switch cell.type < 0 || value.isEmpty ? "" : laid.text(cell.type) {
            case "float", "percentage", "currency":
                CellNumber.append(value, to: &out)
                return true
            case "date":
                OpenDocumentValue.append(date: value, to: &out)
                return false
            case "time": if OpenDocumentValue.append(time: value, to: &out) { return false }
            case "boolean":
                out.append(contentsOf: (value.elementsEqual("true".utf8) ? "TRUE" : "FALSE").utf8)
                return false
            default: break
            }
            for (index, paragraph) in cell.paragraphs.enumerated() {
                if index > 0 { out.append(10) }
                ParagraphText.append(laid.bytes(paragraph), to: &out)
            }
            if cell.paragraphs.isEmpty, cell.string >= 0 { out.append(contentsOf: laid.bytes(cell.string)) }
            return false
        }
    }
}
