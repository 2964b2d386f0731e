import Readers
import Records

/// A number that two lists share only when they have the same texts in the same cells.
struct CopyPrint: Equatable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    /// As a mark carries it.
    var text: String { String(state, radix: 16) }

    /// Takes a cell; an empty one is none.
    mutating func take(_ text: String, row: Int, column: Int) {
        if !text.isEmpty { take(Array(text.utf8)[...], row: row, column: column) }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, row: Int, column: Int) {
        add(UInt64(truncatingIfNeeded: row))
        add(UInt64(truncatingIfNeeded: column))
        for byte in bytes { add(UInt64(byte)) }
        add(.max)
    }

    /// FNV-1a.
    private mutating func add(_ value: UInt64) { state = (state ^ value) &* 0x100_0000_01B3 }

    /// Whether a file is a copy to correct with the rows that we wrote: untouched, or only saved again.
    static func isUntouched(_ path: String, _ mark: CopyMark) -> Bool {
        do { return try !mark.print.isEmpty && CopyPrint(reading: path).text == mark.print } catch {
            // What cannot be read as a copy is said when it is loaded.
            return false
        }
    }

    /// What a copy that was written gives to the reader of lists.
    init(reading path: String) throws {
        var file = try FileBytes(path: path)
        var start: [UInt8] = []
        if let chunk = try file.next() { start += chunk }
        let sniffed = try FormatSniffer(start[...])
        guard let format = sniffed.container else { throw ReadFailure(.noWorkbook) }
        let bytes = try file.hold(&start)
        let container = try format.open(bytes)
        let mark = try CopyMark(container)
        let reasons = WithoutReasons.column(in: try ContainedTable.firstRows(of: 0, in: container))
        let table = ContainedTable(
            format: format, bytes: bytes, encoding: .utf8, index: 0, serialOffset: 0, mark: mark, reasons: reasons)
        guard mark != nil, reasons != nil else { throw ReadFailure(.noWorkbook) }
        let stream = try table.records()
        var batch = RecordBatch()
        var goesOn = true
        while goesOn {
            goesOn = try stream.next(into: &batch)
            for head in batch.heads {
                for index in Int(head.firstCell)..<Int(head.endCell) where batch.cells[index].length > 0 {
                    let cell = batch.cells[index]
                    take(
                        batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], row: Int(head.row),
                        column: index - Int(head.firstCell))
                }
            }
            batch.removeAll()
        }
    }
}
