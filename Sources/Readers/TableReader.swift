private import CLibCSV
package import Records

/// Rows of a table (CSV, or with another delimiter) by RFC 4180, through libcsv.
///
/// Every row is a record as it stands, title rows and header too; a blank line is none, and only counts for lines and
/// rows. Nothing is trimmed. A byte order mark is dropped. A quote inside an unquoted cell is text, with one warning.
///
/// **Recovery.** libcsv in strict mode stops at text behind a closing quote, and does not notice before the end of the
/// file that a quote was never closed. One rule mends all: *the first physical line of the record is rejected, and reading
/// goes on behind it.* For that the bytes of the record that is begun are kept (`raw`), no more than a record may have.
/// Reading again what was read before costs little: a line that opens a quote ends the quote that was open.
@safe
package final class TableReader: RecordReader {
    private let limits: ReadLimits
    private let delimiter: UInt8
    private let parser: UnsafeMutablePointer<csv_parser>
    private let sink: UnsafeMutablePointer<TableSink>
    private var stream: TextStream
    private var check = UTF8Check()
    /// The bytes of the record that is begun, from its first one, as far as they were parsed.
    private var raw: [UInt8] = []
    private var rawLines = LineEnds()
    /// The rest of a rejected line is still to come.
    private var isSkipping = false
    private static let piece = 64 << 10
    private static let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)

    /// A reader of rows whose cells end at `delimiter`: an ASCII byte that is no quote, CR or LF.
    package init(delimiter: UInt8, encoding: TextEncoding, limits: ReadLimits = ReadLimits()) {
        precondition(Self.isDelimiter(delimiter), "a delimiter is one ASCII character, no quote and no line end")
        self.limits = limits
        self.delimiter = delimiter
        stream = TextStream(encoding)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: csv_parser())
        unsafe sink = .allocate(capacity: 1)
        unsafe sink.initialize(to: TableSink(limits: limits))
        start()
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
        unsafe sink.pointee.free()
        unsafe sink.deinitialize(count: 1)
        unsafe sink.deallocate()
    }

    /// Whether cells can be told apart by this byte.
    package static func isDelimiter(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != 0 && byte != 10 && byte != 13 && byte != UInt8(ascii: "\"")
    }

    package var warnings: [ReadWarning] {
        let (count, line) = unsafe (sink.pointee.stray, sink.pointee.firstStray)
        return count == 0 ? [] : [ReadWarning(cause: .quoteInUnquotedCell, line: line, count: count)]
    }

    package func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        try take(stream.text(chunk), into: &batch)
    }

    package func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        try take(stream.finish(), into: &batch)
        if !check.isWhole { unsafe sink.pointee.isSuspicious = true }
        unsafe sink.pointee.begin(at: batch.bytes.count)
        while !isSkipping {
            let code = unsafe csv_fini(parser, onCell, onRow, sink)
            if code == 0, unsafe !sink.pointee.isOver { break }
            // Each time round at least one line of the record is given up.
            let cause = unsafe sink.pointee.isOver ? limit(hitBy: raw.span) : .unclosedQuote
            let rest = giveUp(raw, cause)
            try parseAll(rest)
        }
        raw = []
        unsafe sink.pointee.flush(into: &batch)
    }

    private func take(_ utf8: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        unsafe sink.pointee.begin(at: batch.bytes.count)
        var rest = utf8
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            rest = rest.dropFirst(piece.count)
            let isValid = unsafe piece.withUnsafeBufferPointer { unsafe check.accepts($0) }
            if !isValid { unsafe sink.pointee.isSuspicious = true }
            try parseAll(piece)
            if raw.isEmpty { unsafe sink.pointee.isSuspicious = false }
        }
        unsafe sink.pointee.flush(into: &batch)
    }

    /// Parses the bytes, and again what a recovery gives back.
    private func parseAll(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        var work = bytes
        while !work.isEmpty { work = try parse(work) }
    }

    // MARK: one piece

    /// Parses bytes that follow `raw`. Gives back bytes that must be parsed anew when a record that began before them
    /// was given up.
    private func parse(_ work: ArraySlice<UInt8>) throws(ReadFailure) -> ArraySlice<UInt8> {
        var place = work.startIndex
        // Where the count of line ends in the sink begins; behind a recovery also the start of a record.
        var base = place
        unsafe sink.pointee.newlines = 0
        while true {
            if isSkipping {
                guard let end = lineEnd(in: work[place...]) else { return [] }
                unsafe sink.pointee.endRejectedLine(by: work[end])
                isSkipping = false
                place = end + 1
                base = place
                unsafe sink.pointee.newlines = 0
            }
            if place == work.endIndex { return try keep(work, from: base) }
            let taken = libcsv(work[place...])
            let over = unsafe sink.pointee.isOver
            let stopped = place + taken < work.endIndex
            place += taken
            if !over && !stopped { return try keep(work, from: base) }
            if !over, unsafe csv_error(parser) != CSV_EPARSE { throw Self.outOfMemory }
            if !over, unsafe parser.pointee.pstate == Self.inCell, unsafe parser.pointee.quoted == 0 {
                try passQuote(work[place...])
                place += 1
                continue
            }
            // Where the record stands that is given up.
            guard let start = recordStart(in: work, from: base) else {
                let whole = raw + work[base...]
                let parsed = raw.count + (place - base)
                return giveUp(whole, cause(of: whole[..<parsed], over))
            }
            let end = reject(work[start...], cause(of: work[start..<place], over))
            place = end ?? work.endIndex
            base = place
            unsafe sink.pointee.newlines = 0
        }
    }

    /// States of libcsv's machine, as its structure shows them.
    private static let atRowStart: Int32 = 0
    private static let inCell: Int32 = 2

    private func libcsv(_ bytes: ArraySlice<UInt8>) -> Int {
        unsafe bytes.withUnsafeBufferPointer { unsafe csv_parse(parser, $0.baseAddress, $0.count, onCell, onRow, sink) }
    }

    /// A quote inside an unquoted cell, where strict libcsv has stopped: as text, by one byte without strictness.
    private func passQuote(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        unsafe sink.pointee.strayQuote()
        _ = unsafe csv_set_opts(parser, Self.options & ~UInt8(CSV_STRICT))
        let taken = libcsv(bytes.prefix(1))
        _ = unsafe csv_set_opts(parser, Self.options)
        if taken != 1 { throw Self.outOfMemory }
    }

    /// Keeps the bytes of the record that is begun, and looks whether it is too long already.
    private func keep(_ work: ArraySlice<UInt8>, from base: Int) throws(ReadFailure) -> ArraySlice<UInt8> {
        if unsafe parser.pointee.pstate == Self.atRowStart {
            forgetRaw()
            return []
        }
        var tail = work[base...]
        if unsafe sink.pointee.newlines > 0 {
            forgetRaw()
            tail = work[lastStart(in: work, from: base)...]
        }
        raw.append(contentsOf: tail)
        rawLines.take(tail.span)
        // A closing quote that is not known to be one yet counts as a byte of the cell: one more is allowed.
        let measure = unsafe sink.pointee.measure + parser.pointee.entry_pos
        if rawLines.count + 1 > limits.recordLines || measure > limits.recordBytes + 1 {
            return giveUp(raw, limit(hitBy: raw.span))
        }
        return []
    }

    private func forgetRaw() {
        raw.removeAll(keepingCapacity: raw.capacity <= Self.piece)
        rawLines = LineEnds()
    }

    // MARK: recovery

    /// Rejects the first line of `record` and returns the place behind it, or nil when the line goes on.
    private func reject(_ record: ArraySlice<UInt8>, _ cause: RecordFault.Cause) -> Int? {
        unsafe sink.pointee.reject(cause, column: cause == .recordTooLong ? 0 : faultColumn(record))
        unsafe csv_free(parser)
        start()
        guard let end = lineEnd(in: record) else {
            isSkipping = true
            return nil
        }
        unsafe sink.pointee.endRejectedLine(by: record[end])
        return end + 1
    }

    /// Rejects the first line of the record whose bytes `whole` begins with, and returns what is to be parsed anew.
    private func giveUp(_ whole: [UInt8], _ cause: RecordFault.Cause) -> ArraySlice<UInt8> {
        forgetRaw()
        return reject(whole[...], cause).map { whole[$0...] } ?? []
    }

    /// Why a record is given up whose bytes, as far as they were parsed, are these.
    private func cause(of parsed: ArraySlice<UInt8>, _ isOver: Bool) -> RecordFault.Cause {
        let measure = unsafe sink.pointee.measure + parser.pointee.entry_pos
        var lines = LineEnds()
        lines.take(parsed.span)
        if isOver || measure > limits.recordBytes + 1 || lines.count + 1 > limits.recordLines {
            return limit(hitBy: parsed.span)
        }
        // The quote that was opened in the first line was closed by one of another line: it was never closed.
        return lines.count > 0 ? .unclosedQuote : .textAfterQuote
    }

    /// Which limit the record meets first, so that the answer does not depend on the chunks.
    private func limit(hitBy bytes: Span<UInt8>) -> RecordFault.Cause {
        var lines = LineEnds()
        for index in bytes.indices {
            if index >= limits.recordBytes { return .recordTooLong }
            lines.take(bytes[index])
            if lines.count + 1 > limits.recordLines { return .unclosedQuote }
        }
        return .recordTooLong
    }

    /// The column of the cell that is open where the record's first line ends or its mistake stands.
    private func faultColumn(_ record: ArraySlice<UInt8>) -> Int {
        var column = 1
        var isQuoted = false
        var isAtStart = true
        var isAfterQuote = false
        for byte in record {
            if byte == 10 || byte == 13 { break }
            if isAfterQuote, byte != UInt8(ascii: "\""), byte != delimiter { break }
            if byte == UInt8(ascii: "\""), isAtStart || isQuoted || isAfterQuote {
                isAfterQuote = isQuoted && !isAfterQuote
                isQuoted = !isAfterQuote
                isAtStart = false
            } else if byte == delimiter, !isQuoted {
                column += 1
                isAtStart = true
                isAfterQuote = false
            } else {
                isAtStart = false
            }
        }
        return column
    }

    // MARK: places

    private func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.firstIndex { $0 == 10 || $0 == 13 }
    }

    /// Where the record that is begun starts in `work`, or nil when it began before.
    private func recordStart(in work: ArraySlice<UInt8>, from base: Int) -> Int? {
        var left = unsafe sink.pointee.newlines
        if left == 0 { return raw.isEmpty ? base : nil }
        var place = base
        while left > 0 {
            if work[place] == 10 || work[place] == 13 { left -= 1 }
            place += 1
        }
        return place
    }

    /// The same from the other end: behind as many line ends as the begun record holds.
    private func lastStart(in work: ArraySlice<UInt8>, from base: Int) -> Int {
        var inside = unsafe sink.pointee.newlinesInside
        if unsafe parser.pointee.quoted != 0 {
            let open = unsafe UnsafeBufferPointer(start: parser.pointee.entry_buf, count: parser.pointee.entry_pos)
            for unsafebyte in unsafe open where byte == 10 || byte == 13 { inside += 1 }
        }
        var place = work.endIndex
        while place > base {
            if work[place - 1] == 10 || work[place - 1] == 13 {
                if inside == 0 { break }
                inside -= 1
            }
            place -= 1
        }
        return place
    }

    // MARK: libcsv

    private func start() {
        // Fails only for a missing parser.
        _ = unsafe csv_init(parser, Self.options)
        unsafe csv_set_delim(parser, delimiter)
        // Nothing is white space: cells keep theirs, and a closing quote ends its cell.
        unsafe csv_set_space_func(parser) { _ in 0 }
        unsafe csv_set_blk_size(parser, 4 << 10)
    }

    private static var outOfMemory: ReadFailure { ReadFailure(.inputOutput, detail: "out of memory") }
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
