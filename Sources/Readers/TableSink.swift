import Records

/// What libcsv's callbacks fill: the cells of whole records and of the one that is begun, and where they stand.
///
/// Nothing here throws or allocates for a cell: a cell is one copy of bytes into the arena and one entry. Lines are counted
/// here too, because libcsv tells neither bytes nor lines: every CR and LF is either reported as the end of a row
/// (CSV_REPALL_NL) or stands inside a cell.
@safe
struct TableSink {
    private let limits: ReadLimits
    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteRoom: Int
    private var used = 0
    private var cells: UnsafeMutablePointer<Cell>
    private var cellRoom: Int
    private var cellCount = 0
    private var heads: [RecordHead] = []
    private var faults: [RecordFault] = []
    /// Bytes of the batch before ours.
    private var base = 0

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
    private var recordStart = 0
    private var recordCell = 0
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
        byteRoom = 1 << 17
        unsafe bytes = .allocate(capacity: byteRoom)
        cellRoom = 1 << 13
        unsafe cells = .allocate(capacity: cellRoom)
    }

    func free() {
        unsafe bytes.deallocate()
        unsafe cells.deallocate()
    }

    // MARK: what libcsv says

    mutating func cell(_ text: UnsafeMutableRawPointer?, _ length: Int) {
        if isOver { return }
        column += 1
        measure += length + 1
        if measure > limits.recordBytes {
            isOver = true
            return
        }
        if column > limits.cells {
            fault = fault ?? RecordFault(cause: .tooManyCells, line: line)
            unsafe count(UnsafeRawBufferPointer(start: text, count: length))
            return
        }
        if used + length > byteRoom { growBytes(by: length) }
        if cellCount == cellRoom { growCells() }
        let start = unsafe bytes + used
        if length > 0, let text = unsafe text {
            unsafe UnsafeMutableRawPointer(start).copyMemory(from: text, byteCount: length)
            if unsafe isSuspicious || Self.hasControl(start, length) {
                unsafe look(at: UnsafeBufferPointer(start: start, count: length))
            }
        }
        let cell = Cell(
            name: Int32(truncatingIfNeeded: column - 1), start: UInt32(truncatingIfNeeded: base + used),
            length: UInt32(truncatingIfNeeded: length))
        unsafe (cells + cellCount).initialize(to: cell)
        cellCount += 1
        used += length
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
            rollBack()
            add(fault)
        } else {
            heads.append(
                RecordHead(
                    firstCell: Int32(truncatingIfNeeded: recordCell), endCell: Int32(truncatingIfNeeded: cellCount),
                    line: Int32(clamping: line), row: Int32(clamping: row)))
            recordStart = used
            recordCell = cellCount
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
        rollBack()
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
    mutating func begin(at count: Int) {
        precondition(count < Int(UInt32.max) - (64 << 20), "a batch was fed more than 4 GiB and never handed on")
        if count == base { return }
        for index in recordCell..<cellCount {
            unsafe cells[index].start = UInt32(
                truncatingIfNeeded: Int(cells[index].start) - base + count)
        }
        base = count
    }

    /// Hands the whole records to the batch and keeps the one that is begun.
    mutating func flush(into batch: inout RecordBatch) {
        if heads.isEmpty { return }
        let firstCell = Int32(truncatingIfNeeded: batch.cells.count)
        let firstFault = Int32(truncatingIfNeeded: batch.faults.count)
        unsafe batch.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: recordStart))
        unsafe batch.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: recordCell))
        batch.faults.append(contentsOf: faults)
        for var head in heads {
            head.firstCell += firstCell
            head.endCell += firstCell
            if head.fault >= 0 { head.fault += firstFault }
            batch.heads.append(head)
        }
        heads.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
        unsafe bytes.update(from: bytes + recordStart, count: used - recordStart)
        unsafe cells.update(from: cells + recordCell, count: cellCount - recordCell)
        used -= recordStart
        cellCount -= recordCell
        // The begun record's cells keep their distance to the batch's end: base grows by what was handed over.
        base += recordStart
        recordStart = 0
        recordCell = 0
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

    private mutating func rollBack() {
        used = recordStart
        cellCount = recordCell
    }

    private mutating func add(_ fault: RecordFault) {
        let place = Int32(truncatingIfNeeded: recordCell)
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
        for unsafebyte in unsafe text {
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

    /// Whether a byte below 32 is among them, eight at a time.
    @inline(__always)
    private static func hasControl(_ text: UnsafeMutablePointer<UInt8>, _ length: Int) -> Bool {
        let raw = UnsafeRawPointer(text)
        var found: UInt64 = 0
        var index = 0
        while index + 8 <= length {
            let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            found |= (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
            index += 8
        }
        var tail: UInt8 = 0
        while index < length {
            tail |= unsafe text[index] < 32 ? 1 : 0
            index += 1
        }
        return found != 0 || tail != 0
    }

    private mutating func growBytes(by length: Int) {
        let room = max(byteRoom * 2, used + length)
        let more = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
        unsafe more.update(from: bytes, count: used)
        unsafe bytes.deallocate()
        unsafe bytes = more
        byteRoom = room
    }

    private mutating func growCells() {
        let more = UnsafeMutablePointer<Cell>.allocate(capacity: cellRoom * 2)
        unsafe more.update(from: cells, count: cellCount)
        unsafe cells.deallocate()
        unsafe cells = more
        cellRoom *= 2
    }
}
