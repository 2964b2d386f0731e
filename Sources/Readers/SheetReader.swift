import Records

/// Rows of a sheet of a workbook, from the bytes of its XML.
///
/// The XML reader gives `<row>` elements laid flat; here each becomes a row of a table, its cells where their addresses
/// say. Line and row are the row's number as the spreadsheet shows it. What is empty at the end of a row is left out, a row
/// with nothing in it is none. Of merged cells the first has the text, as in a table that the spreadsheet writes as CSV.
final class SheetReader: RecordReader {
    /// What a path below a row or column is.
    private enum Role {
        case other, number, hidden, first, last
        case cell, address, style, type, value, text
    }

    private static let roles: [String: Role] = [
        "@r": .number, "@hidden": .hidden, "@min": .first, "@max": .last, "c": .cell, "c/@r": .address,
        "c/@s": .style, "c/@t": .type, "c/v": .value, "c/is/t": .text, "c/is/r/t": .text,
    ]
    private static let mostRows = SheetRow.most
    private static let mostColumns = SheetRow.mostColumns

    /// The highest number of a shared string that a cell has, or -1.
    private(set) var highestString = -1

    private let limits: ReadLimits
    /// Nil where only their numbers are asked for.
    private let strings: SharedStrings?
    private let styles: CellStyles
    private var xml: XMLReader?
    private var rows = RecordBatch()
    private var roleOf: [Role] = []
    private var isRow: [Bool] = []
    private var lastRow = 0
    private var hidden = HiddenCells()

    init(strings: SharedStrings?, styles: CellStyles, limits: ReadLimits = ReadLimits()) {
        self.strings = strings
        self.styles = styles
        self.limits = limits
    }

    var warnings: [ReadWarning] { hidden.warnings }

    func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        if chunk.isEmpty { return }
        if xml == nil {
            xml = try WorkbookPart.reader(
                chunk, ["worksheet/sheetData/row", "worksheet/cols/col"], Set(Self.roles.keys), limits)
        }
        var failure: ReadFailure?
        do throws(ReadFailure) { try xml?.feed(chunk, into: &rows) } catch { failure = error }
        try takeRows(into: &batch)
        // Also when it throws: which rows were whole must not depend on the chunks.
        if let failure { throw failure }
    }

    func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        guard let xml else { throw ReadFailure(.damagedArchive, detail: "an empty sheet") }
        try xml.finish(into: &rows)
        try takeRows(into: &batch)
    }

    // MARK: Rows

    private func takeRows(into batch: inout RecordBatch) throws(ReadFailure) {
        while roleOf.count < rows.paths.count {
            let path = rows.paths[roleOf.count].steps.map(\.name).joined(separator: "/")
            roleOf.append(Self.roles[path] ?? .other)
        }
        while isRow.count < rows.places.count {
            let last = rows.places[isRow.count].split(separator: "/").last.map(String.init) ?? ""
            isRow.append(WorkbookPart.local(last) == "row")
        }
        for index in rows.heads.indices {
            let head = rows.heads[index]
            if isRow[Int(head.place)] { try takeRow(head, into: &batch) } else { takeColumns(head) }
        }
        rows.removeAll()
    }

    private func takeColumns(_ head: RecordHead) {
        var first = 0
        var last = 0
        var hides = false
        for index in Int(head.firstCell)..<Int(head.endCell) {
            switch role(index) {
            case .first: first = number(index) ?? 0
            case .last: last = number(index) ?? 0
            case .hidden: hides = isTrue(index)
            default: break
            }
        }
        if hides { hidden.hide(columns: first - 1, to: last) }
    }

    private func takeRow(_ head: RecordHead, into batch: inout RecordBatch) throws(ReadFailure) {
        var row = SheetRow(batch, limits: limits)
        var number = lastRow + 1
        var hides = false
        var column = -1
        var at = Int(head.firstCell)
        let end = Int(head.endCell)
        while at < end {
            switch role(at) {
            case .number: number = self.number(at) ?? 0
            case .hidden: hides = isTrue(at)
            case .cell:
                let cell = cell(from: at, to: end, behind: column)
                guard cell.column > column, cell.column < Self.mostColumns else {
                    throw ReadFailure(.notWellFormed, line: number, detail: "cells of a row are not in order")
                }
                column = cell.column
                let start = batch.bytes.count
                try append(cell, row: number, to: &batch)
                if batch.bytes.count > start {
                    row.place(column, from: start, in: &batch)
                    hidden.meet(column)
                }
                at = cell.end
                continue
            default: break
            }
            at += 1
        }
        guard number > lastRow, number <= Self.mostRows else {
            throw ReadFailure(.notWellFormed, line: lastRow + 1, detail: "rows of a sheet are not in order")
        }
        lastRow = number
        if row.end(number, in: &batch), hides { hidden.meet(row: number) }
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
        var end: Int
    }

    /// The parts of the cell whose element is at `start`.
    private func cell(from start: Int, to end: Int, behind column: Int) -> CellParts {
        var cell = CellParts(column: column + 1, end: start + 1)
        while cell.end < end, role(cell.end) != .cell {
            switch role(cell.end) {
            case .address: cell.column = self.column(cell.end)
            case .style: cell.style = number(cell.end) ?? 0
            case .type: cell.type = cell.end
            case .value: cell.value = cell.end
            case .text: if cell.text < 0 { cell.text = cell.end }
            default: break
            }
            cell.end += 1
        }
        return cell
    }

    /// Appends the text of a cell.
    private func append(_ cell: CellParts, row: Int, to batch: inout RecordBatch) throws(ReadFailure) {
        let type = cell.type < 0 ? [] : bytes(cell.type)
        if type.elementsEqual("inlineStr".utf8) {
            guard cell.text >= 0 else { return }
            for index in cell.text..<cell.end where role(index) == .text {
                EscapedText.append(bytes(index), to: &batch.bytes)
            }
            return
        }
        guard cell.value >= 0 else { return }
        let value = bytes(cell.value)
        if value.isEmpty { return }
        switch type.first {
        case UInt8(ascii: "s") where type.count == 1:
            guard let index = number(cell.value) else { throw Self.noString(row) }
            highestString = max(highestString, index)
            guard let strings else {
                batch.bytes.append(UInt8(ascii: "?"))
                return
            }
            guard let bounds = strings.bounds(index) else { throw Self.noString(row) }
            strings.append(bounds, to: &batch.bytes)
        case UInt8(ascii: "s"): EscapedText.append(value, to: &batch.bytes)
        case UInt8(ascii: "b"): batch.bytes.append(contentsOf: (isTrue(cell.value) ? "TRUE" : "FALSE").utf8)
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
            CellNumber.append(value, to: &batch.bytes)
        }
    }

    private static func noString(_ row: Int) -> ReadFailure {
        ReadFailure(.notWellFormed, line: row, detail: "a shared string that is not there")
    }

    // MARK: What the XML has

    private func role(_ index: Int) -> Role { roleOf[Int(rows.cells[index].name)] }

    private func bytes(_ index: Int) -> ArraySlice<UInt8> {
        let cell = rows.cells[index]
        return rows.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
    }

    private func isTrue(_ index: Int) -> Bool {
        let text = bytes(index)
        return text.elementsEqual("1".utf8) || text.elementsEqual("true".utf8)
    }

    /// Up to nine digits.
    private func number(_ index: Int) -> Int? {
        let text = bytes(index)
        guard (1...9).contains(text.count) else { return nil }
        var value = 0
        for byte in text {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }

    /// The column of an address, from 0 (`BC12` is 54), or -1.
    private func column(_ index: Int) -> Int {
        var value = 0
        for byte in bytes(index).prefix(4) {
            let letter = byte & 0xDF
            guard (65...90).contains(letter) else { break }
            value = value * 26 + Int(letter - 64)
        }
        return value - 1
    }
}
