import Records

/// What libcsv's callbacks fill: the cells of whole records and of the one that is begun, and where they stand.
///
/// Nothing here throws or allocates for a cell: a cell is one copy of bytes into the arena and one entry. Lines are counted
/// here too, because libcsv tells neither bytes nor lines: every CR and LF is either reported as the end of a row
/// (CSV_REPALL_NL) or stands inside a cell.
struct TableSink {
    private let limits: ReadLimits
    private var arena = CellArena()
    private var heads: [RecordHead] = []
    private var faults: [RecordFault] = []
    /// Physical line and row of the record that is begun, or comes next.
    private(set) var line = 1
    private var row = 1
    /// Whether the byte before was a CR that ended a line: an LF is then the second half of it.
    private var afterReturn = false
    /// CR and LF bytes before the record that is begun, since the reader set it to 0.
    var newlines = 0
    /// Whether cells must be checked one by one: a mistake of encoding is somewhere in what is being parsed.
    var isSuspicious = false
    /// A limit was hit by the record that is begun; libcsv cannot be stopped, so what it still says is not heard.
    private(set) var isOver = false

    // The record that is begun.
    /// Cells so far, those beyond the limit too.
    private(set) var column = 0
    /// Bytes of the cells so far, one for each end of a cell included.
    private(set) var measure = 0
    /// Line ends inside the record's cells so far, and the bytes of them.
    private var lineEnds = 0
    private(set) var newlinesInside = 0
    private var fault: RecordFault?
    private var strayCells = 0
    private var strayColumn = -1
    private var strayLine = 0

    /// Quotes inside unquoted cells: how many cells, and where first.
    private(set) var stray = 0
    private(set) var firstStray = 0

    init(limits: ReadLimits) {
        self.limits = limits
    }

    func free() { arena.free() }

    // MARK: what libcsv says

    mutating func cell(_ text: UnsafeRawPointer?, _ length: Int) {
        guard let stored = unsafe store(text, length) else { return }
        if unsafe isSuspicious || CellArena.hasControl(stored) { unsafe look(at: stored) }
    }

    /// A cell without control characters, of text that is not in doubt.
    @inline(__always)
    mutating func plainCell(_ text: UnsafeRawPointer?, _ length: Int) { _ = unsafe store(text, length) }

    /// Puts a cell into the arena; nil where it is one too many.
    @inline(__always)
    private mutating func store(_ text: UnsafeRawPointer?, _ length: Int) -> UnsafeBufferPointer<UInt8>? {
        if isOver { return nil }
        column += 1
        measure += length + 1
        if measure > limits.recordBytes {
            isOver = true
            return nil
        }
        if column > limits.cells {
            fault = fault ?? RecordFault(cause: .tooManyCells, line: line)
            unsafe count(UnsafeRawBufferPointer(start: text, count: length))
            return nil
        }
        return unsafe arena.append(text, length, column: column - 1)
    }

    /// The end of a row: the byte that ended it, or -1 for the end of the file.
    mutating func row(endedBy byte: Int32) {
        if isOver { return }
        if column == 0 {
            newlines += 1
            if byte == 10, afterReturn {
                afterReturn = false
                return
            }
            line += 1
            row += 1
            afterReturn = byte == 13
            return
        }
        if lineEnds + 1 > limits.recordLines {
            isOver = true
            return
        }
        if let fault {
            arena.rollBack()
            add(fault)
        } else {
            let (first, end) = arena.endRecord()
            heads.append(
                RecordHead(firstCell: first, endCell: end, line: Int32(clamping: line), row: Int32(clamping: row)))
        }
        if strayCells > 0 {
            if stray == 0 { firstStray = strayLine }
            stray += strayCells
        }
        newlines += newlinesInside + (byte < 0 ? 0 : 1)
        line += lineEnds + (byte < 0 ? 0 : 1)
        row += 1
        afterReturn = byte == 13
        beginRecord()
    }

    /// A quote inside an unquoted cell: the cell that is being read.
    mutating func strayQuote() {
        if strayColumn == column { return }
        if strayCells == 0 { strayLine = line + lineEnds }
        strayColumn = column
        strayCells += 1
    }

    // MARK: what the reader says

    /// Gives up the record that is begun and puts a fault in its place, at its first line.
    mutating func reject(_ cause: RecordFault.Cause, column: Int) {
        arena.rollBack()
        add(RecordFault(cause: cause, line: line, column: column))
        beginRecord()
    }

    /// The rejected line ends here.
    mutating func endRejectedLine(by byte: UInt8) {
        line += 1
        row += 1
        afterReturn = byte == 13
    }

    /// Says where in the batch what comes now will stand.
    mutating func begin(at count: Int) { arena.begin(at: count) }

    /// Hands the whole records to the batch and keeps the one that is begun.
    mutating func flush(into batch: inout RecordBatch) {
        if heads.isEmpty { return }
        let firstCell = Int32(truncatingIfNeeded: batch.cells.count)
        let firstFault = Int32(truncatingIfNeeded: batch.faults.count)
        arena.flush(into: &batch)
        batch.faults.append(contentsOf: faults)
        for var head in heads {
            head.firstCell += firstCell
            head.endCell += firstCell
            if head.fault >= 0 { head.fault += firstFault }
            batch.heads.append(head)
        }
        heads.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
    }

    // MARK: inside

    private mutating func beginRecord() {
        isOver = false
        column = 0
        measure = 0
        lineEnds = 0
        newlinesInside = 0
        fault = nil
        strayCells = 0
        strayColumn = -1
    }

    private mutating func add(_ fault: RecordFault) {
        let place = arena.nextRecord
        heads.append(
            RecordHead(
                firstCell: place, endCell: place, line: Int32(clamping: line), row: Int32(clamping: row),
                fault: Int32(truncatingIfNeeded: faults.count)))
        faults.append(fault)
    }

    /// Line ends and NUL bytes of a cell, and its encoding where that is in doubt.
    private mutating func look(at text: UnsafeBufferPointer<UInt8>) {
        if fault == nil {
            var place = unsafe text.firstIndex(of: 0)
            var cause = RecordFault.Cause.nulByte
            if isSuspicious, let bad = unsafe UTF8Check.firstInvalid(text), bad < place ?? .max {
                place = bad
                cause = .invalidEncoding
            }
            if let place {
                let (ends, inside) = (lineEnds, newlinesInside)
                unsafe count(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<place]))
                fault = RecordFault(cause: cause, line: line + lineEnds, column: column)
                (lineEnds, newlinesInside) = (ends, inside)
            }
        }
        unsafe count(UnsafeRawBufferPointer(text))
    }

    private mutating func count(_ text: UnsafeRawBufferPointer) {
        var returned = false
        for index in 0..<text.count {
            let byte = unsafe text[index]
            if byte == 10 {
                newlinesInside += 1
                if !returned { lineEnds += 1 }
            } else if byte == 13 {
                newlinesInside += 1
                lineEnds += 1
            }
            returned = byte == 13
        }
    }
}
