import Domain
import Mapping
import Readers
import Records

/// The rows of a table file, read again as its load read them, but whole: every column, title rows, rows that are no records.
struct OriginalRows {
    /// One row as texts; what a reader could not take whole comes as it stands.
    struct Row {
        /// As a spreadsheet shows it, from 1.
        var number: Int
        var line: Int
        var cells: [String]
        /// The cells that are numbers of a sheet: a point in them is the decimal mark.
        var numbers: Set<Int> = []
    }

    let item: InputFiles.Item
    let reading: MetFile.Reading
    /// By line: the texts of rows that the reader cannot take.
    private let damaged: [Int: String]
    /// Bytes of such rows that are held at most.
    private static let mostDamaged = 16 << 20

    /// Nil where the file cannot be had again as it was, or its damaged rows cannot be shown.
    init?(_ item: InputFiles.Item, _ reading: MetFile.Reading) throws {
        guard item.canReopen, try FileDigest.hexadecimal(item) == reading.digest else { return nil }
        self.item = item
        self.reading = reading
        var ranges: [ClosedRange<Int>] = []
        var open: Int?
        try Self.each(item, reading) { batch, index in
            let head = batch.heads[index]
            let line = Int(head.line)
            if let from = open { ranges.append(from...max(from, line - 1)) }
            open = head.fault >= 0 ? line : nil
        }
        if let from = open { ranges.append(from...from) }
        if ranges.isEmpty {
            damaged = [:]
            return
        }
        // Cells of a sheet that no limit bears cannot be written into another one.
        guard reading.head.table == nil else { return nil }
        var lines = PhysicalLines(reading.head.encoding, wanted: ranges, most: Self.mostDamaged)
        var file = try item.open()
        while let chunk = try file.next() { lines.feed(chunk) }
        lines.finish()
        guard lines.isWhole else { return nil }
        damaged = lines.texts
    }

    /// Gives each row, in the order of the file.
    func each(_ body: (Row) throws -> Void) throws {
        try Self.each(item, reading) { batch, index in
            let head = batch.heads[index]
            let cells: [String]
            var numbers: Set<Int> = []
            if head.fault >= 0 {
                cells = Self.parted(damaged[Int(head.line)] ?? "", by: reading.head.match.delimiter)
            } else {
                let all = batch.cells[Int(head.firstCell)..<Int(head.endCell)]
                for (column, cell) in all.enumerated() where cell.parent == Cell.number { numbers.insert(column) }
                cells = all.map { cell in
                    String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
                }
            }
            try body(
                Row(number: Int(head.row), line: Int(head.line), cells: cells.map(Self.writable), numbers: numbers))
        }
    }

    private static func each(
        _ item: InputFiles.Item, _ reading: MetFile.Reading, _ body: (borrowing RecordBatch, Int) throws -> Void
    ) throws {
        var batch = RecordBatch()
        func hand() throws {
            for index in batch.heads.indices { try body(batch, index) }
            batch.removeAll()
        }
        if let table = reading.head.table {
            let stream = try table.records()
            while try stream.next(into: &batch) { try hand() }
        } else {
            var file = try item.open()
            var reader = reading.plan.reader(reading.head)
            while let chunk = try file.next() {
                try reader.feed(chunk, into: &batch)
                try hand()
            }
            try reader.finish(into: &batch)
        }
        try hand()
    }

    /// The cells of a row that is no well-formed one: at the delimiters outside its quotes, where those are in pairs.
    private static func parted(_ text: String, by delimiter: UInt8) -> [String] {
        let bytes = Array(text.utf8)
        let areQuotesInPairs = bytes.count { $0 == UInt8(ascii: "\"") } % 2 == 0
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == delimiter, !(isQuoted && areQuotesInPairs) {
                cells.append([])
            } else {
                cells[cells.count - 1].append(byte)
            }
        }
        return cells.map { cell in
            var cell = cell[...]
            if cell.first == UInt8(ascii: "\"") { cell = cell.dropFirst() }
            if cell.last == UInt8(ascii: "\"") { cell = cell.dropLast() }
            return String(decoding: cell, as: UTF8.self)
        }
    }

    /// A text as a cell of a spreadsheet can hold it: lines end with a line feed, and nothing that XML forbids.
    private static func writable(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0xEF }
        if isPlain { return text }
        var out = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\n", afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = scalar == "\r"
            switch scalar.value {
            case 0x0D: out.append("\n")
            case 0x09, 0x0A: out.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
