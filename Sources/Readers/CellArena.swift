import Records

/// The text and the cells of a table's records: whole ones, and the one that is begun.
///
/// Raw memory and not arrays, because a cell is two appends of a few bytes and an array's checks would be half of
/// their price. A batch takes the whole records over in one copy a feed.
@safe
struct CellArena {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteRoom = 1 << 17
    private var used = 0
    private var cells: UnsafeMutablePointer<Cell>
    private var cellRoom = 1 << 13
    private var cellCount = 0
    /// Where the begun record begins.
    private var recordStart = 0
    private var recordCell = 0
    /// Bytes of the batch before ours.
    private var base = 0

    init() {
        unsafe bytes = .allocate(capacity: byteRoom)
        unsafe cells = .allocate(capacity: cellRoom)
    }

    func free() {
        unsafe bytes.deallocate()
        unsafe cells.deallocate()
    }

    /// Where the begun record's first cell is, or would be.
    var nextRecord: Int32 { Int32(truncatingIfNeeded: recordCell) }

    /// Adds a cell to the begun record, and returns its text as it lies here until the next one is added.
    @inline(__always)
    mutating func append(_ text: UnsafeRawPointer?, _ length: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
        if used + length > byteRoom { growBytes(by: length) }
        if cellCount == cellRoom { growCells() }
        let start = unsafe bytes + used
        if length > 0, let text = unsafe text {
            unsafe UnsafeMutableRawPointer(start).copyMemory(from: text, byteCount: length)
        }
        let cell = Cell(
            name: Int32(truncatingIfNeeded: column), parent: -1, start: UInt32(truncatingIfNeeded: base + used),
            length: UInt32(truncatingIfNeeded: length))
        unsafe (cells + cellCount).initialize(to: cell)
        cellCount += 1
        used += length
        return unsafe UnsafeBufferPointer(start: start, count: length)
    }

    /// Makes the begun record a whole one, and returns its cells.
    mutating func endRecord() -> (first: Int32, end: Int32) {
        let first = nextRecord
        recordStart = used
        recordCell = cellCount
        return (first, nextRecord)
    }

    /// Lets go of the begun record.
    mutating func rollBack() {
        used = recordStart
        cellCount = recordCell
    }

    /// Says where in the batch what comes now will stand.
    mutating func begin(at count: Int) {
        precondition(count < Int(UInt32.max) - (64 << 20), "a batch was fed 4 GiB and never handed on")
        if count == base { return }
        for index in recordCell..<cellCount {
            unsafe cells[index].start = UInt32(truncatingIfNeeded: Int(cells[index].start) - base + count)
        }
        base = count
    }

    /// Hands the whole records to the batch and keeps the begun one.
    mutating func flush(into batch: inout RecordBatch) {
        unsafe batch.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: recordStart))
        unsafe batch.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: recordCell))
        unsafe bytes.update(from: bytes + recordStart, count: used - recordStart)
        unsafe cells.update(from: cells + recordCell, count: cellCount - recordCell)
        used -= recordStart
        cellCount -= recordCell
        // The begun record's cells keep their distance to the batch's end, which grew by what was handed over.
        base += recordStart
        recordStart = 0
        recordCell = 0
    }

    /// Whether a byte below 32 is in the text, eight at a time.
    @inline(__always)
    static func hasControl(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return false }
        let raw = unsafe UnsafeRawPointer(start)
        var found: UInt64 = 0
        var index = 0
        while index + 8 <= text.count {
            let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            found |= (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
            index += 8
        }
        var tail: UInt8 = 0
        while index < text.count {
            tail |= unsafe start[index] < 32 ? 1 : 0
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
