import Records

/// The row that is begun: its cells are put in their columns, what is between them is empty.
struct SheetRow {
    /// Rows and columns that a sheet has at most.
    static let most = 1_048_576
    static let mostColumns = 16_384

    private let limits: ReadLimits
    private let firstCell: Int
    private let firstByte: Int
    private var fault: RecordFault.Cause?

    init(_ batch: borrowing RecordBatch, limits: ReadLimits) {
        self.limits = limits
        firstCell = batch.cells.count
        firstByte = batch.bytes.count
    }

    /// Whether nothing of it will be kept.
    var isFaulty: Bool { fault != nil }

    /// Puts what was appended from `start` on into a column; `isNumber` where the cell is a number and no text.
    mutating func place(_ column: Int, from start: Int, isNumber: Bool = false, in batch: inout RecordBatch) {
        let length = batch.bytes.count - start
        if column >= limits.cells {
            fault = fault ?? .tooManyCells
        } else if length > limits.stringText || batch.bytes.count - firstByte > limits.recordBytes {
            fault = fault ?? .recordTooLong
        } else if batch.bytes[start...].contains(0) {
            fault = fault ?? .nulByte
        }
        if fault != nil {
            batch.bytes.removeLast(length)
            return
        }
        while batch.cells.count - firstCell < column { add(0, at: start, &batch) }
        add(length, at: start, isNumber: isNumber, &batch)
    }

    private func add(_ length: Int, at start: Int, isNumber: Bool = false, _ batch: inout RecordBatch) {
        batch.cells.append(
            Cell(
                name: Int32(truncatingIfNeeded: batch.cells.count - firstCell),
                parent: isNumber ? Cell.number : -1,
                start: UInt32(truncatingIfNeeded: start),
                length: UInt32(truncatingIfNeeded: length)))
    }

    /// Makes it a record, of a table where several are read at once; false where nothing stands in it.
    func end(_ number: Int, of place: Int = -1, in batch: inout RecordBatch) -> Bool {
        if let fault {
            batch.cells.removeLast(batch.cells.count - firstCell)
            batch.bytes.removeLast(batch.bytes.count - firstByte)
            batch.faults.append(RecordFault(cause: fault, line: number))
        } else if batch.cells.count == firstCell {
            return false
        }
        batch.heads.append(
            RecordHead(
                firstCell: Int32(truncatingIfNeeded: firstCell), endCell: Int32(truncatingIfNeeded: batch.cells.count),
                line: Int32(truncatingIfNeeded: number), row: Int32(truncatingIfNeeded: number),
                fault: fault == nil ? -1 : Int32(truncatingIfNeeded: batch.faults.count - 1),
                place: Int32(truncatingIfNeeded: place)))
        return true
    }
}
