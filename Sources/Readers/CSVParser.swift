private import CLibCSV
import Records

/// One libcsv parser in strict mode, and the sink of its callbacks.
///
/// Nine cells of ten hold no quote, and end where the next delimiter or line end is: such *plain* cells are cut here, eight bytes
/// at a time, and libcsv is told in which state they leave it. Everything about quotes, mistakes, and cells that go on in
/// the next bytes is libcsv's, which goes through a state machine byte by byte.
@safe
final class CSVParser {
    private let parser: UnsafeMutablePointer<csv_parser>
    private let target: UnsafeMutablePointer<TableSink>
    private let delimiter: UInt8
    private static let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
    /// States of libcsv's machine, as its structure shows them.
    private static let atRowStart: Int32 = 0
    private static let atCellStart: Int32 = 1
    private static let inCell: Int32 = 2
    private static let behindQuote: Int32 = 3

    init(delimiter: UInt8, limits: ReadLimits) {
        self.delimiter = delimiter
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: csv_parser())
        unsafe target = .allocate(capacity: 1)
        unsafe target.initialize(to: TableSink(limits: limits))
        start()
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
        unsafe target.pointee.free()
        unsafe target.deinitialize(count: 1)
        unsafe target.deallocate()
    }

    /// What the callbacks fill.
    var sink: TableSink {
        _read { yield unsafe target.pointee }
        _modify { yield unsafe &target.pointee }
    }

    /// Whether no record is begun.
    var isAtRowStart: Bool { unsafe parser.pointee.pstate == Self.atRowStart }

    /// Whether libcsv stopped at a quote inside an unquoted cell; otherwise at text behind a closing quote.
    var isAtStrayQuote: Bool { unsafe parser.pointee.pstate == Self.inCell && parser.pointee.quoted == 0 }

    /// Bytes of the begun record so far, as `TableSink.measure` counts. A closing quote that is not known to be one yet
    /// is among them: one byte more than the limit is not too many.
    var measure: Int { unsafe target.pointee.measure + parser.pointee.entry_pos }

    /// CR and LF bytes inside the begun record.
    var newlinesInside: Int {
        let (inside, isQuoted) = unsafe (target.pointee.newlinesInside, parser.pointee.quoted != 0)
        if !isQuoted { return inside }
        let open = unsafe UnsafeBufferPointer(start: parser.pointee.entry_buf, count: parser.pointee.entry_pos)
        return unsafe inside + open.count { $0 == 10 || $0 == 13 }
    }

    /// Parses bytes and returns how many were taken: fewer where libcsv stopped at a mistake.
    func parse(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) -> Int {
        let taken = unsafe bytes.withUnsafeBufferPointer { buffer in
            var at = 0
            while at < buffer.count {
                unsafe at = takePlainCells(buffer, from: at)
                let rest = unsafe UnsafeBufferPointer(rebasing: buffer[at...])
                if rest.isEmpty { break }
                let wanted = unsafe reach(of: rest)
                let taken = unsafe csv_parse(parser, rest.baseAddress, wanted, onCell, onRow, target)
                at += taken
                if taken < wanted { break }
            }
            return at
        }
        if taken < bytes.count, unsafe csv_error(parser) != CSV_EPARSE {
            throw ReadFailure(.inputOutput, detail: "out of memory")
        }
        return taken
    }

    /// Takes cells without quotes and control characters that end in these bytes, as long as the parser is between two cells
    /// and nothing is in doubt. Returns the place behind them.
    private func takePlainCells(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var state = unsafe parser.pointee.pstate
        if state > Self.atCellStart || sink.isSuspicious || sink.isOver { return start }
        var at = start
        while true {
            let end = unsafe PlainCell.end(bytes, from: at, delimiter: delimiter)
            if end == bytes.count { break }
            let stop = unsafe bytes[end]
            if stop == delimiter {
                unsafe target.pointee.plainCell(bytes.baseAddress.map { unsafe $0 + at }, end - at)
                state = Self.atCellStart
            } else if stop == 10 || stop == 13 {
                if end > at || state == Self.atCellStart {
                    unsafe target.pointee.plainCell(bytes.baseAddress.map { unsafe $0 + at }, end - at)
                }
                unsafe target.pointee.row(endedBy: Int32(stop))
                state = Self.atRowStart
            } else {
                break
            }
            at = end + 1
            if sink.isOver { break }
        }
        unsafe parser.pointee.pstate = state
        return at
    }

    /// How many of the bytes libcsv is given at once: no further than a cell can end, where plain ones may follow.
    private func reach(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if sink.isSuspicious || sink.isOver { return bytes.count }
        switch unsafe (parser.pointee.pstate, parser.pointee.quoted != 0) {
        case (Self.behindQuote, _): return 1
        case (Self.inCell, true): return unsafe (bytes.firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1) + 1
        case (Self.atRowStart, _), (Self.atCellStart, _):
            if unsafe bytes.first == UInt8(ascii: "\"") { return 1 }
        default: break
        }
        let end = unsafe bytes.firstIndex { $0 == delimiter || $0 == 10 || $0 == 13 }
        return (end ?? bytes.count - 1) + 1
    }

    /// Takes a quote inside an unquoted cell, where libcsv has stopped, as text: by one byte without strictness.
    func passQuote(_ quote: ArraySlice<UInt8>) throws(ReadFailure) {
        unsafe target.pointee.strayQuote()
        _ = unsafe csv_set_opts(parser, Self.options & ~UInt8(CSV_STRICT))
        let taken = try parse(quote)
        _ = unsafe csv_set_opts(parser, Self.options)
        precondition(taken == 1, "libcsv stops at a quote although it is not strict")
    }

    /// Ends the table; false when a quote is open.
    func finish() -> Bool { unsafe csv_fini(parser, onCell, onRow, target) == 0 }

    /// Forgets the begun record.
    func restart() {
        unsafe csv_free(parser)
        start()
    }

    private func start() {
        // Fails only for a missing parser.
        _ = unsafe csv_init(parser, Self.options)
        unsafe csv_set_delim(parser, delimiter)
        // Nothing is white space: cells keep theirs, and a closing quote ends its cell.
        unsafe csv_set_space_func(parser) { _ in 0 }
        unsafe csv_set_blk_size(parser, 4 << 10)
    }
}

private let onCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    text, length, sink in
    guard let sink = unsafe sink else { return }
    unsafe sink.assumingMemoryBound(to: TableSink.self).pointee.cell(text, length)
}

private let onRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { byte, sink in
    guard let sink = unsafe sink else { return }
    unsafe sink.assumingMemoryBound(to: TableSink.self).pointee.row(endedBy: byte)
}
