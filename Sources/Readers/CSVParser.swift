private import CLibCSV
import Records

/// One libcsv parser in strict mode, and the sink of its callbacks.
@safe
final class CSVParser {
    private let parser: UnsafeMutablePointer<csv_parser>
    private let target: UnsafeMutablePointer<TableSink>
    private let delimiter: UInt8
    private static let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
    /// States of libcsv's machine, as its structure shows them.
    private static let atRowStart: Int32 = 0
    private static let inCell: Int32 = 2

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
        let taken = unsafe bytes.withUnsafeBufferPointer {
            unsafe csv_parse(parser, $0.baseAddress, $0.count, onCell, onRow, target)
        }
        if taken < bytes.count, unsafe csv_error(parser) != CSV_EPARSE {
            throw ReadFailure(.inputOutput, detail: "out of memory")
        }
        return taken
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
