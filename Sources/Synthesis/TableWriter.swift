/// Writes the rows of a CSV file, cell by cell, quoted where a cell must be; CR LF at the end of a row.
package final class TableWriter {
    private let sink: ByteSink
    private let delimiter: UInt8
    /// How many cells a row has.
    package let width: Int
    private var cells = 0
    private var limit: Int

    /// A writer of rows of `width` cells.
    package init(_ sink: ByteSink, delimiter: UInt8, width: Int) {
        self.sink = sink
        self.delimiter = delimiter
        self.width = width
        limit = width
    }

    /// Text, in quotes where the delimiter, a quote or a line feed is in it.
    package func cell(_ text: String) {
        guard next() else { return }
        let needsQuotes = text.utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return sink.text(text) }
        sink.byte(0x22)
        for unit in text.utf8 {
            if unit == 0x22 { sink.byte(0x22) }
            sink.byte(unit)
        }
        sink.byte(0x22)
    }

    /// Bytes as they stand.
    package func raw(_ bytes: [UInt8]) {
        guard next() else { return }
        sink.raw(bytes)
    }

    /// `dd/MM/yyyy`, with ` HH:mm` where a minute is given; nothing for no day.
    package func day(_ day: CivilDay?, minute: Int? = nil) {
        guard next(), let day else { return }
        sink.slashed(day)
        if let minute { sink.clock(minute: minute) }
    }

    /// Digits.
    package func number(_ value: Int) {
        guard next() else { return }
        sink.number(value)
    }

    /// Digits in groups of three.
    package func amount(_ value: Int) {
        guard next() else { return }
        sink.grouped(value)
    }

    /// Ends the row; a row that is too short stays so only where it was spoilt.
    package func endRow() {
        while cells < width, next() {}
        // The cell too many holds something: one that is empty at the end of a row is no fault.
        while next() { sink.text("thừa") }
        if limit == width { precondition(cells == width, "a row of another width than its header") }
        sink.raw([0x0D, 0x0A])
        cells = 0
        limit = width
    }

    /// A whole row; cells that are not given are empty.
    package func row(_ texts: [String]) {
        for text in texts { cell(text) }
        endRow()
    }

    /// A row with text at some columns only.
    package func row(at places: [Int: String]) {
        for column in 0..<width { cell(places[column] ?? "") }
        endRow()
    }

    /// Makes the row to come two cells too short or one too long, where that is the kind.
    package func spoil(_ kind: SpoiltKind?) {
        if kind == .widthShort { limit = width - 2 }
        if kind == .widthLong { limit = width + 1 }
    }

    /// What a spoilt line has in its cell of free text, or nil where the kind spoils something else.
    package static func spoiltNote(_ kind: SpoiltKind?) -> [UInt8]? {
        switch kind {
        case .quoteUnclosed: Array("\"Thiếu giấy tờ".utf8)
        case .textAfterQuote: Array("\"Đã gọi\" hai lần".utf8)
        case .quoteInCell: Array("Đã gọi \"02 lần\" chưa gặp".utf8)
        case .encodingInvalid: Array("Ghi ch".utf8) + [0xFF, 0xFE]
        case .nulByte: Array("Ghi".utf8) + [0] + Array("chú".utf8)
        default: nil
        }
    }

    private func next() -> Bool {
        guard cells < limit else { return false }
        if cells > 0 { sink.byte(delimiter) }
        cells += 1
        return true
    }
}
