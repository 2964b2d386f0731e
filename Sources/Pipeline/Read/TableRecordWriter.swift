import Records

/// Rows of a table: `{"line":n,"cells":[…]}`, or the row in RFC 4180 with commas.
struct TableRecordWriter: RecordWriter {
    private let format: PrintRecords.Format

    init(_ format: PrintRecords.Format) {
        self.format = format
    }

    func text(of batch: borrowing RecordBatch) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(batch.bytes.count + batch.cells.count * 3)
        for head in batch.heads where head.fault < 0 {
            let cells = batch.cells[Int(head.firstCell)..<Int(head.endCell)]
            if format == .ndjson { out.append(contentsOf: "{\"line\":\(head.line),\"cells\":[".utf8) }
            for (index, cell) in cells.enumerated() {
                let text = batch.bytes[Int(cell.start)..<Int(cell.start) + Int(cell.length)]
                if index > 0 { out.append(44) }
                if format == .ndjson {
                    CellText.json(text, to: &out)
                } else {
                    CellText.csv(text, isAlone: cells.count == 1, to: &out)
                }
            }
            out.append(contentsOf: format == .ndjson ? "]}\n".utf8 : "\r\n".utf8)
        }
        return out
    }
}
