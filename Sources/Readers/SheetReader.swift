import Records

/// Rows of a sheet of a workbook, from the bytes of its XML.
///
/// The XML reader gives `<row>` elements laid flat; here each becomes a row of a table, its cells where their addresses
/// say. Line and row are the row's number as the spreadsheet shows it. What is empty at the end of a row is left out, a row
/// with nothing in it is none. Of merged cells the first has the text, as in a table that the spreadsheet writes as CSV.
final class SheetReader: RecordReader {
    /// What a path below a row or column is.
    private enum Role {
        case other, number, hidden, first, last, reference
        case cell, address, style, type, value, text, formula
    }

    private static let roles: [String: Role] = [
        "@r": .number, "@hidden": .hidden, "@min": .first, "@max": .last, "@ref": .reference, "c": .cell,
        "c/@r": .address,
        "c/@s": .style, "c/@t": .type, "c/v": .value, "c/f": .formula, "c/is/t": .text, "c/is/r/t": .text,
    ]
    private static let mostRows = SheetRow.most
    private static let mostColumns = SheetRow.mostColumns

    /// The highest number of a shared string that a cell has, or -1.
    private(set) var highestString = -1
    /// Notes which shared strings are needed, where only some columns are.
    var use: StringUse?

    private let limits: ReadLimits
    /// Nil where only their numbers are asked for.
    private let strings: SharedStrings?
    private let styles: CellStyles
    private var laid: LaidRows<Role>?
    private var lastRow = 0
    private var notes = SheetNotes()
    /// Whether the cell that was appended last is a number.
    private var isNumber = false

    init(strings: SharedStrings?, styles: CellStyles, limits: ReadLimits = ReadLimits()) {
        self.strings = strings
        self.styles = styles
        self.limits = limits
    }

    var warnings: [ReadWarning] { notes.warnings }

    /// Merged cells in these columns are looked at, behind so many rows.
    func look(at columns: Set<Int>, behind header: Int) { notes.look(at: columns, behind: header) }

    func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        if chunk.isEmpty { return }
        let rows: LaidRows<Role>
        if let laid { rows = laid } else { rows = try begin(chunk) }
        var failure: ReadFailure?
        do throws(ReadFailure) { try rows.feed(chunk) } catch { failure = error }
        try take(rows, into: &batch)
        // Also when it throws: which rows were whole must not depend on the chunks.
        if let failure { throw failure }
    }

    func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        guard let laid else { throw ReadFailure(.damagedSheet) }
        try laid.finish()
        try take(laid, into: &batch)
    }

    private func begin(_ chunk: ArraySlice<UInt8>) throws(ReadFailure) -> LaidRows<Role> {
        let xml = try WorkbookPart.reader(
            chunk, ["worksheet/sheetData/row", "worksheet/cols/col", "worksheet/mergeCells/mergeCell"],
            Set(Self.roles.keys), limits)
        let rows = LaidRows(xml) { path in Self.roles[path.steps.map(\.name).joined(separator: "/")] ?? .other }
        laid = rows
        return rows
    }

    // MARK: Rows

    private func take(_ rows: LaidRows<Role>, into batch: inout RecordBatch) throws(ReadFailure) {
        for index in rows.batch.heads.indices {
            let head = rows.batch.heads[index]
            switch rows.name(head) {
            case "row": try takeRow(head, rows, into: &batch)
            case "col": takeColumns(head, rows)
            default: takeMerged(head, rows)
            }
        }
        rows.removeAll()
    }

    private func takeColumns(_ head: RecordHead, _ rows: LaidRows<Role>) {
        var first = 0
        var last = 0
        var hides = false
        for index in rows.range(head) {
            switch rows.role(index) {
            case .first: first = rows.number(index) ?? 0
            case .last: last = rows.number(index) ?? 0
            case .hidden: hides = isTrue(index, rows)
            default: break
            }
        }
        if hides { notes.hide(columns: first - 1, to: last) }
    }

    /// `B2:B4`.
    private func takeMerged(_ head: RecordHead, _ rows: LaidRows<Role>) {
        for index in rows.range(head) where rows.role(index) == .reference {
            let corners = rows.bytes(index).split(separator: UInt8(ascii: ":"))
            guard corners.count == 2 else { continue }
            notes.merge(rows: Self.row(corners[0]), to: Self.row(corners[1]), column: Self.column(corners[0]))
        }
    }

    private func takeRow(_ head: RecordHead, _ rows: LaidRows<Role>, into batch: inout RecordBatch) throws(ReadFailure)
    {
        var row = SheetRow(batch, limits: limits)
        var number = lastRow + 1
        var hides = false
        var column = -1
        var at = Int(head.firstCell)
        let end = Int(head.endCell)
        while at < end {
            switch rows.role(at) {
            case .number: number = rows.number(at) ?? 0
            case .hidden: hides = isTrue(at, rows)
            case .cell:
                let cell = cell(from: at, to: end, behind: column, rows)
                guard cell.column > column, cell.column < Self.mostColumns else {
                    throw ReadFailure(.damagedSheet, line: number)
                }
                column = cell.column
                let start = batch.bytes.count
                try append(cell, rows, row: number, to: &batch)
                if batch.bytes.count > start {
                    if use != nil, !isShared(cell, rows) { use?.take() }
                    row.place(column, from: start, isNumber: isNumber, in: &batch)
                    notes.meet(column)
                }
                at = cell.end
                continue
            default: break
            }
            at += 1
        }
        guard number > lastRow, number <= Self.mostRows else {
            throw ReadFailure(.damagedSheet, line: lastRow + 1)
        }
        lastRow = number
        use?.endRow()
        if row.end(number, in: &batch) { notes.endRow(number, isHidden: hides) }
    }

    // MARK: Cells

    private struct CellParts {
        var column: Int
        var style = 0
        /// Where its type and value stand among the cells of the XML, or -1.
        var type = -1
        var value = -1
        /// Inline text, perhaps of several runs.
        var text = -1
        var hasFormula = false
        var end: Int
    }

    /// The parts of the cell whose element is at `start`.
    private func cell(
        from start: Int, to end: Int, behind column: Int, _ rows: LaidRows<Role>
    ) -> CellParts {
        var cell = CellParts(column: column + 1, end: start + 1)
        while cell.end < end, rows.role(cell.end) != .cell {
            switch rows.role(cell.end) {
            case .address: cell.column = Self.column(rows.bytes(cell.end))
            case .style: cell.style = rows.number(cell.end) ?? 0
            case .type: cell.type = cell.end
            case .value: cell.value = cell.end
            case .formula: cell.hasFormula = true
            case .text: if cell.text < 0 { cell.text = cell.end }
            default: break
            }
            cell.end += 1
        }
        return cell
    }

    /// Appends the text of a cell.
    private func append(
        _ cell: CellParts, _ rows: LaidRows<Role>, row: Int, to batch: inout RecordBatch
    ) throws(ReadFailure) {
        isNumber = false
        let type = cell.type < 0 ? [] : rows.bytes(cell.type)
        if type.elementsEqual("inlineStr".utf8) {
            guard cell.text >= 0 else { return }
            for index in cell.text..<cell.end where rows.role(index) == .text {
                EscapedText.append(rows.bytes(index), to: &batch.bytes)
            }
            return
        }
        let value = cell.value < 0 ? [] : rows.bytes(cell.value)
        if value.isEmpty {
            // Written by a program that does not calculate: what it comes to is unknown, not nothing. An empty text is `str`.
            if cell.hasFormula, !type.elementsEqual("str".utf8) { batch.bytes.append(contentsOf: "#CALC!".utf8) }
            return
        }
        switch type.first {
        case UInt8(ascii: "s") where type.count == 1:
            guard let index = rows.number(cell.value) else { throw Self.noString(row) }
            highestString = max(highestString, index)
            guard let strings, !strings.isPassedOver(index) else {
                use?.take(index, column: cell.column)
                batch.bytes.append(UInt8(ascii: "?"))
                return
            }
            guard let bounds = strings.bounds(index) else { throw Self.noString(row) }
            strings.append(bounds, to: &batch.bytes)
        case UInt8(ascii: "s"): EscapedText.append(value, to: &batch.bytes)
        case UInt8(ascii: "b"): batch.bytes.append(contentsOf: (isTrue(cell.value, rows) ? "TRUE" : "FALSE").utf8)
        // #N/A and its like: the mapper knows them for what they are.
        case UInt8(ascii: "e"): batch.bytes.append(contentsOf: value)
        case UInt8(ascii: "d"): SerialDate.appendISO(value, to: &batch.bytes)
        default:
            let shape = styles.shape(cell.style)
            if shape != .number,
                SerialDate.append(value, shape, is1904: styles.is1904, to: &batch.bytes)
            {
                return
            }
            isNumber = true
            CellNumber.append(value, to: &batch.bytes)
        }
    }

    private func isShared(_ cell: CellParts, _ rows: LaidRows<Role>) -> Bool {
        cell.type >= 0 && rows.bytes(cell.type).elementsEqual("s".utf8)
    }

    private static func noString(_ row: Int) -> ReadFailure {
        ReadFailure(.damagedSheet, line: row)
    }

    // MARK: What the XML has

    private func isTrue(_ index: Int, _ rows: LaidRows<Role>) -> Bool {
        let text = rows.bytes(index)
        return text.elementsEqual("1".utf8) || text.elementsEqual("true".utf8)
    }

    /// The column of an address, from 0 (`BC12` is 54), or -1.
    private static func column(_ address: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in address.prefix(4) {
            let letter = byte & 0xDF
            guard (65...90).contains(letter) else { break }
            value = value * 26 + Int(letter - 64)
        }
        return value - 1
    }

    /// The row of an address, or 0.
    private static func row(_ address: ArraySlice<UInt8>) -> Int {
        let digits = address.drop { !(48...57).contains($0) }
        guard (1...7).contains(digits.count) else { return 0 }
        return digits.reduce(0) { (48...57).contains($1) ? $0 * 10 + Int($1 - 48) : 0 }
    }
}
