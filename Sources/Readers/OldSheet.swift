import Records

/// The rows of a sheet of Excel 97 to 2003. Programs write its cells in any order: first all are found, eight bytes each, then they
/// are read row by row.
final class OldSheet: RecordStream {
    /// A cell: its row and column, and the record that it stands in.
    private struct Place {
        var key: UInt32
        var start: UInt32
    }

    private let stream: BiffStream
    private let styles: CellStyles
    private let text: (Int) -> ArraySlice<UInt8>?
    private let limits: ReadLimits
    private let most: Int
    private var places: [Place] = []
    private var at = 0
    private var given = 0
    private var notes = SheetNotes()
    /// Whether the cell that was appended last is a number.
    private var isNumber = false
    private var hiddenRows: Set<Int> = []
    /// Whether some program calculated the formulas: it says so, or one of them came to something.
    private var isCalculated: Bool
    private static let errors: [Int: String] = [
        0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    ]

    init(
        _ stream: BiffStream, _ styles: CellStyles, text: @escaping (Int) -> ArraySlice<UInt8>?, limits: ReadLimits,
        most: Int, isCalculated: Bool
    ) {
        self.isCalculated = isCalculated
        self.stream = stream
        self.styles = styles
        self.text = text
        self.limits = limits
        self.most = most
    }

    var warnings: [ReadWarning] { notes.warnings }

    /// Merged cells in these columns are looked at, behind so many rows.
    func look(at columns: Set<Int>, behind header: Int) { notes.look(at: columns, behind: header) }

    /// Finds the cells. Throws `truncated`, and `damagedSheet` where no sheet begins there.
    func index(from start: Int) throws(ReadFailure) {
        var record = try stream.record(at: start)
        guard record.kind == BiffStream.Kind.begin else {
            throw ReadFailure(.damagedSheet)
        }
        // Charts in a sheet have a beginning and an end of their own.
        var depth = 1
        var isSorted = true
        while depth > 0 {
            record = try stream.record(at: record.body.upperBound)
            switch record.kind {
            case BiffStream.Kind.begin: depth += 1
            case BiffStream.Kind.end: depth -= 1
            case _ where depth > 1: continue
            case BiffStream.Kind.row: takeRow(record)
            case BiffStream.Kind.columns:
                guard stream.number(record.body.lowerBound + 8, 2) & 1 != 0 else { continue }
                notes.hide(
                    columns: stream.number(record.body.lowerBound, 2),
                    to: stream.number(record.body.lowerBound + 2, 2) + 1)
            case BiffStream.Kind.merged: takeMerged(record)
            case BiffStream.Kind.smalls:
                let count = max(0, (record.body.count - 6) / 6)
                for index in 0..<count { take(record, column: index, &isSorted) }
            case BiffStream.Kind.number, BiffStream.Kind.small, BiffStream.Kind.shared, BiffStream.Kind.label,
                BiffStream.Kind.richLabel, BiffStream.Kind.formula, BiffStream.Kind.fixed:
                if record.kind == BiffStream.Kind.formula, !isBlankResult(record) { isCalculated = true }
                if record.body.count >= 6 { take(record, column: 0, &isSorted) }
            default: break
            }
        }
        guard !isSorted else { return }
        // Of two records of one cell the later one holds, as in Excel.
        places.sort { ($0.key, $0.start) < ($1.key, $1.start) }
    }

    private func takeRow(_ record: BiffStream.Record) {
        guard record.body.count >= 14, stream.number(record.body.lowerBound + 12, 2) & 0x20 != 0 else { return }
        hiddenRows.insert(stream.number(record.body.lowerBound, 2))
    }

    /// A count, then first and last row and first and last column of each.
    private func takeMerged(_ record: BiffStream.Record) {
        let from = record.body.lowerBound
        for index in 0..<min(stream.number(from, 2), max(0, (record.body.count - 2) / 8)) {
            let at = from + 2 + 8 * index
            notes.merge(
                rows: stream.number(at, 2) + 1, to: stream.number(at + 2, 2) + 1, column: stream.number(at + 4, 2))
        }
    }

    private func take(_ record: BiffStream.Record, column: Int, _ isSorted: inout Bool) {
        let from = record.body.lowerBound
        let column = stream.number(from + 2, 2) + column
        guard column <= 0xFFFF else { return }
        let key = UInt32(stream.number(from, 2) << 16 | column)
        if let last = places.last, last.key >= key { isSorted = false }
        places.append(Place(key: key, start: UInt32(truncatingIfNeeded: record.start)))
    }

    // MARK: Rows

    func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
        guard at < places.count, given < most else { return false }
        let number = Int(places[at].key >> 16)
        var row = SheetRow(batch, limits: limits)
        while at < places.count, Int(places[at].key >> 16) == number {
            let place = places[at]
            at += 1
            if at < places.count, places[at].key == place.key { continue }
            let column = Int(place.key & 0xFFFF)
            let start = batch.bytes.count
            try append(place, column, row: number + 1, to: &batch.bytes)
            if batch.bytes.count > start {
                row.place(column, from: start, isNumber: isNumber, in: &batch)
                notes.meet(column)
            }
        }
        if row.end(number + 1, in: &batch) {
            given += 1
            notes.endRow(number + 1, isHidden: hiddenRows.contains(number))
        }
        return true
    }

    private func append(_ place: Place, _ column: Int, row: Int, to out: inout [UInt8]) throws(ReadFailure) {
        isNumber = false
        let record = try stream.record(at: Int(place.start))
        let from = record.body.lowerBound
        let style = stream.number(from + 4, 2)
        switch record.kind {
        case BiffStream.Kind.number: append(stream.double(from + 6), style, to: &out)
        case BiffStream.Kind.small: append(stream.small(from + 6), style, to: &out)
        case BiffStream.Kind.smalls:
            let pair = from + 4 + 6 * (column - stream.number(from + 2, 2))
            append(stream.small(pair + 2), stream.number(pair, 2), to: &out)
        case BiffStream.Kind.shared:
            guard let text = text(stream.number(from + 6, 4)) else {
                throw ReadFailure(.damagedSheet, line: row)
            }
            out.append(contentsOf: text)
        case BiffStream.Kind.label, BiffStream.Kind.richLabel:
            var texts = try BiffText(stream, record, skipping: 6)
            try texts.append(lengthBytes: 2, to: &out)
        case BiffStream.Kind.fixed:
            append(stream.number(from + 6, 1), isError: stream.number(from + 7, 1) != 0, to: &out)
        default: try appendResult(record, style, to: &out)
        }
    }

    /// Whether a formula's result is an empty text, without what Excel notes beside it: so programs write it that do not calculate.
    private func isBlankResult(_ record: BiffStream.Record) -> Bool {
        let from = record.body.lowerBound + 6
        return stream.number(from + 6, 2) == 0xFFFF && stream.number(from, 1) == 3 && stream.number(from + 10, 4) == 0
    }

    /// What a formula came to when the workbook was saved.
    private func appendResult(_ record: BiffStream.Record, _ style: Int, to out: inout [UInt8]) throws(ReadFailure) {
        let from = record.body.lowerBound + 6
        guard stream.number(from + 6, 2) == 0xFFFF else { return append(stream.double(from), style, to: &out) }
        switch stream.number(from, 1) {
        case 0:
            // The text is in a record of its own, behind what an array or a shared formula says.
            var next = try stream.record(at: record.body.upperBound)
            if [0x0221, 0x04BC, 0x0236].contains(next.kind) { next = try stream.record(at: next.body.upperBound) }
            guard next.kind == BiffStream.Kind.text else { return }
            var texts = try BiffText(stream, next, skipping: 0)
            try texts.append(lengthBytes: 2, to: &out)
        case 1: append(stream.number(from + 2, 1), isError: false, to: &out)
        case 2: append(stream.number(from + 2, 1), isError: true, to: &out)
        default: if !isCalculated { out.append(contentsOf: "#CALC!".utf8) }
        }
    }

    private func append(_ value: Int, isError: Bool, to out: inout [UInt8]) {
        let text = isError ? Self.errors[value] ?? "#N/A" : value != 0 ? "TRUE" : "FALSE"
        out.append(contentsOf: text.utf8)
    }

    private func append(_ value: Double, _ style: Int, to out: inout [UInt8]) {
        guard value.isFinite else {
            out.append(contentsOf: "#NUM!".utf8)
            return
        }
        let isWhole = value == value.rounded() && abs(value) < 1e15
        let text = Array((isWhole ? String(Int64(value)) : value.description).utf8)[...]
        let shape = styles.shape(style)
        if shape != .number, SerialDate.append(text, shape, is1904: styles.is1904, to: &out) { return }
        isNumber = true
        CellNumber.append(text, to: &out)
    }
}
