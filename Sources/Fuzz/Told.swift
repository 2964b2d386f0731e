import Readers
import Records

/// All that a reader told of a file, in a form that can be compared: the chunks in which it came must not matter.
struct Told: Equatable {
    private(set) var bytes: [UInt8] = []
    private(set) var marks: [Int32] = []
    private(set) var records = 0
    /// Which of two faults of a file is said first may depend on the chunks; that it is refused may not.
    private(set) var isRefused = false

    /// Feeds a reader with chunks of so many bytes.
    init(_ bytes: [UInt8], chunk: Int, by reader: any RecordReader) {
        var reader = reader
        var batch = RecordBatch()
        do throws(ReadFailure) {
            var from = 0
            while from < bytes.count {
                let to = min(bytes.count, from + chunk)
                try reader.feed(bytes[from..<to], into: &batch)
                from = to
                if batch.heads.count > 16 {
                    take(batch)
                    batch.removeAll()
                }
            }
            try reader.finish(into: &batch)
        } catch {
            isRefused = true
        }
        take(batch)
    }

    private mutating func take(_ batch: borrowing RecordBatch) {
        for head in batch.heads {
            records += 1
            marks += [head.line, head.row, head.fault < 0 ? 0 : 1, head.endCell - head.firstCell]
            for cell in batch.cells[Int(head.firstCell)..<Int(head.endCell)] {
                marks += [cell.name, cell.parent, Int32(cell.length)]
                bytes += batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
            }
        }
        precondition(String(validating: batch.bytes, as: UTF8.self) != nil, "text of a batch is not UTF-8")
    }
}
