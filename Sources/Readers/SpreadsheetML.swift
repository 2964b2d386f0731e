import Records

/// A workbook of SpreadsheetML 2003 ("XML Spreadsheet"), which systems of offices give as ".xls" or ".xml".
enum SpreadsheetML {
    private static let namespace = "urn:schemas-microsoft-com:office:spreadsheet"

    static func isRoot(_ start: MarkupStart) -> Bool { start.local == "Workbook" && start.mentions(namespace) }

    /// Its sheets.
    static func open(_ bytes: SeekableBytes, _ encoding: TextEncoding, _ limits: ReadLimits) -> any TableContainer {
        DocumentTables(
            open: { () throws(ReadFailure) in bytes.chunks(of: limits.chunk) },
            reader: { SpreadsheetMLReader($0, encoding: encoding, limits: limits) }
        ) { (reader) throws(ReadFailure) in
            if reader.tables.isEmpty { throw ReadFailure(.noWorkbook) }
        }
    }
}

/// Rows of the sheets of SpreadsheetML 2003. Line and row are the row's number as the spreadsheet shows it.
final class SpreadsheetMLReader: DocumentReader {
    /// What a path below a sheet, row or column is.
    private enum Role {
        case other, name, index, hidden, span
        case cell, cellIndex, merged, mergedDown, type, data
    }

    private static let roles: [String: Role] = [
        "@Name": .name, "@Index": .index, "@Hidden": .hidden, "@Span": .span, "Cell": .cell,
        "Cell/@Index": .cellIndex, "Cell/@MergeAcross": .merged,
        "Cell/@MergeDown": .mergedDown, "Cell/Data": .data, "Cell/Data/@Type": .type,
    ]

    private(set) var tables: [String] = []
    private(set) var serialOffset = 0
    private let choice: TableChoice
    private let limits: ReadLimits
    private let rows: LaidRows<Role>
    private var notes = SheetNotes()
    private var given = 0
    /// The last row and column of the sheet, and one behind those that they stand for.
    private var lastRow = 0
    private var nextRow = 1
    private var nextColumn = 1

    init(_ choice: TableChoice, encoding: TextEncoding, limits: ReadLimits = ReadLimits()) {
        self.choice = choice
        self.limits = limits
        let sink = XMLSink(
            records: ["Row", "Column"].compactMap { RecordPath("Workbook/Worksheet/Table/\($0)") },
            around: ["Workbook/Worksheet", "Workbook/ExcelWorkbook/Date1904"].compactMap { RecordPath($0) },
            wanted: Set(Self.roles.keys),
            flat: FlatText(paths: ["Cell/Data"]), skip: [], limits: limits)
        rows = LaidRows(sink, encoding) { path in
            Self.roles[path.steps.map(\.name).joined(separator: "/")] ?? .other
        }
    }

    var warnings: [ReadWarning] { notes.warnings }

    func look(at columns: Set<Int>, behind header: Int) { notes.look(at: columns, behind: header) }

    func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        var failure: ReadFailure?
        do throws(ReadFailure) { try rows.feed(chunk) } catch { failure = error }
        try take(&batch)
        // Also when it throws: which rows were whole must not depend on the chunks.
        if let failure { throw failure }
    }

    func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        try rows.finish()
        try take(&batch)
    }

    private func take(_ batch: inout RecordBatch) throws(ReadFailure) {
        for index in rows.batch.heads.indices {
            let head = rows.batch.heads[index]
            switch rows.name(head) {
            case "Worksheet": try startSheet(head)
            case "Column": takeColumn(head)
            case "Date1904": serialOffset = SerialDate.offset1904
            default: try takeRow(head, into: &batch)
            }
        }
        rows.removeAll()
    }

    private func startSheet(_ head: RecordHead) throws(ReadFailure) {
        let name = rows.range(head).first { rows.role($0) == .name }.map { rows.text($0) } ?? ""
        if tables.count >= DocumentTables.most { throw ReadFailure(.recordTooLong) }
        tables.append(name)
        given = 0
        lastRow = 0
        nextRow = 1
        nextColumn = 1
    }

    private var isWanted: Bool {
        if case .whole(let wanted) = choice { return wanted == tables.count - 1 }
        return given < DocumentTables.kept
    }

    // MARK: Rows and columns

    private func takeColumn(_ head: RecordHead) {
        var hides = false
        var span = 0
        for index in rows.range(head) {
            switch rows.role(index) {
            case .index: nextColumn = rows.number(index) ?? nextColumn
            case .span: span = rows.number(index) ?? 0
            case .hidden: hides = rows.bytes(index).elementsEqual("1".utf8)
            default: break
            }
        }
        let first = nextColumn
        nextColumn = first + span + 1
        if hides, isWanted { notes.hide(columns: first - 1, to: nextColumn - 1) }
    }

    private func takeRow(_ head: RecordHead, into batch: inout RecordBatch) throws(ReadFailure) {
        var row = SheetRow(batch, limits: limits)
        var number = nextRow
        var hides = false
        var span = 0
        var column = 0
        var cell: (column: Int, merged: Int, down: Int, type: Int, data: Int)?
        let isWanted = isWanted
        func put() throws(ReadFailure) {
            guard let cell else { return }
            guard cell.column > column, cell.column <= SheetRow.mostColumns else {
                throw ReadFailure(.damagedSheet, line: number)
            }
            column = min(cell.column + cell.merged, SheetRow.mostColumns)
            guard isWanted, cell.data >= 0 else { return }
            let start = batch.bytes.count
            let isNumber = append(cell.data, type: cell.type, to: &batch.bytes)
            if batch.bytes.count == start { return }
            row.place(cell.column - 1, from: start, isNumber: isNumber, in: &batch)
            notes.meet(cell.column - 1)
            if cell.down > 0 { notes.merge(rows: number, to: number + cell.down, column: cell.column - 1) }
        }
        for index in rows.range(head) {
            switch rows.role(index) {
            case .index: number = rows.number(index) ?? 0
            case .hidden: hides = rows.bytes(index).elementsEqual("1".utf8)
            case .span: span = rows.number(index) ?? 0
            case .cell:
                try put()
                cell = (column + 1, 0, 0, -1, -1)
            case .cellIndex: cell?.column = rows.number(index) ?? 0
            case .merged: cell?.merged = rows.number(index) ?? 0
            case .mergedDown: cell?.down = rows.number(index) ?? 0
            case .type: cell?.type = index
            case .data: cell?.data = index
            case .name, .other: break
            }
        }
        try put()
        guard number > lastRow, number <= SheetRow.most else {
            throw ReadFailure(.damagedSheet, line: lastRow + 1)
        }
        lastRow = number
        nextRow = number + span + 1
        guard isWanted, row.end(number, of: choice == .beginnings ? tables.count - 1 : -1, in: &batch) else { return }
        given += 1
        notes.endRow(number, isHidden: hides)
    }

    /// Appends the text of a cell; whether it is a number.
    private func append(_ data: Int, type: Int, to out: inout [UInt8]) -> Bool {
        let value = rows.bytes(data)
        switch type < 0 ? "" : rows.text(type) {
        case "Number":
            CellNumber.append(value, to: &out)
            return true
        case "Boolean": out.append(contentsOf: (value.elementsEqual("1".utf8) ? "TRUE" : "FALSE").utf8)
        case "DateTime":
            // The time of a day is written as one of Excel's day 0.
            if value.starts(with: "1899-12-31T".utf8), value.count >= 19 {
                out.append(contentsOf: value.dropFirst(11).prefix(8))
            } else {
                SerialDate.appendISO(value, to: &out)
            }
        default: out.append(contentsOf: value)
        }
        return false
    }
}
