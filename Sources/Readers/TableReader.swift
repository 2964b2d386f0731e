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
package final class TableReader: RecordReader {
    private let limits: ReadLimits
    private let delimiter: UInt8
    private let parser: CSVParser
    private var stream: TextStream
    private var check = UTF8Check()
    /// The bytes of the record that is begun, from its first one, as far as they were parsed.
    private var raw: [UInt8] = []
    private var rawLines = LineEnds()
    /// The rest of a rejected line is still to come.
    private var isSkipping = false
    private static let piece = 64 << 10

    /// A reader of rows whose cells end at `delimiter`: an ASCII byte that is no quote, CR or LF.
    package init(delimiter: UInt8, encoding: TextEncoding, limits: ReadLimits = ReadLimits()) {
        precondition(Self.isDelimiter(delimiter), "a delimiter is one ASCII character, no quote and no line end")
        self.limits = limits
        self.delimiter = delimiter
        stream = TextStream(encoding)
        parser = CSVParser(delimiter: delimiter, limits: limits)
    }

    /// Whether cells can be told apart by this byte.
    package static func isDelimiter(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != 0 && byte != 10 && byte != 13 && byte != UInt8(ascii: "\"")
    }

    /// Quotes inside cells, so far.
    package var warnings: [ReadWarning] {
        let (count, line) = (parser.sink.stray, parser.sink.firstStray)
        return count == 0 ? [] : [ReadWarning(cause: .quoteInUnquotedCell, line: line, count: count)]
    }

    /// Takes the next bytes.
    package func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        try take(stream.text(chunk), into: &batch)
    }

    /// Takes the end of the file.
    package func finish(into batch: inout RecordBatch) throws(ReadFailure) {
        try take(stream.finish(), into: &batch)
        if !check.isWhole { parser.sink.isSuspicious = true }
        parser.sink.begin(at: batch.bytes.count)
        while !isSkipping {
            let isClosed = parser.finish()
            if isClosed, !parser.sink.isOver { break }
            // Each time round at least one line of the record is given up.
            let cause = parser.sink.isOver ? RejectedLine.limit(hitBy: raw.span, limits) : .unclosedQuote
            let rest = giveUp(raw, cause)
            try parseAll(rest)
        }
        raw = []
        parser.sink.flush(into: &batch)
    }

    private func take(_ utf8: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {
        parser.sink.begin(at: batch.bytes.count)
        var rest = utf8
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            rest = rest.dropFirst(piece.count)
            let isValid = unsafe piece.withUnsafeBufferPointer { unsafe check.accepts($0) }
            if !isValid { parser.sink.isSuspicious = true }
            try parseAll(piece)
            if raw.isEmpty { parser.sink.isSuspicious = false }
        }
        parser.sink.flush(into: &batch)
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
        // Those that the begun record holds in `raw` will be counted at its end, and are not in these bytes.
        parser.sink.newlines = -rawLines.bytes
        while true {
            if isSkipping {
                guard let end = lineEnd(in: work[place...]) else { return [] }
                parser.sink.endRejectedLine(by: work[end])
                isSkipping = false
                place = end + 1
                base = place
                parser.sink.newlines = 0
            }
            if place == work.endIndex { return try keep(work, from: base) }
            let taken = try parser.parse(work[place...])
            let over = parser.sink.isOver
            let stopped = place + taken < work.endIndex
            place += taken
            if !over && !stopped { return try keep(work, from: base) }
            if !over, parser.isAtStrayQuote {
                try parser.passQuote(work[place..<place + 1])
                place += 1
                continue
            }
            // Where the record stands that is given up.
            guard let start = recordStart(in: work, from: base) else {
                let whole = raw + work[base...]
                let parsed = raw.count + (place - base)
                return giveUp(whole, cause(of: whole[..<parsed], over))
            }
            let cause = cause(of: work[start..<place], over)
            forgetRaw()
            let end = reject(work[start...], cause)
            place = end ?? work.endIndex
            base = place
            parser.sink.newlines = 0
        }
    }

    /// Keeps the bytes of the record that is begun, and looks whether it is too long already.
    private func keep(_ work: ArraySlice<UInt8>, from base: Int) throws(ReadFailure) -> ArraySlice<UInt8> {
        if parser.isAtRowStart {
            forgetRaw()
            return []
        }
        var tail = work[base...]
        if parser.sink.newlines > 0 {
            forgetRaw()
            tail = work[lastStart(in: work, from: base)...]
        }
        raw.append(contentsOf: tail)
        rawLines.take(tail.span)
        if rawLines.count + 1 > limits.recordLines || parser.measure > limits.recordBytes + 1 {
            return giveUp(raw, RejectedLine.limit(hitBy: raw.span, limits))
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
        parser.sink.reject(
            cause, column: cause == .recordTooLong ? 0 : RejectedLine.openColumn(record, delimiter: delimiter))
        parser.restart()
        guard let end = lineEnd(in: record) else {
            isSkipping = true
            return nil
        }
        parser.sink.endRejectedLine(by: record[end])
        return end + 1
    }

    /// Rejects the first line of the record whose bytes `whole` begins with, and returns what is to be parsed anew.
    private func giveUp(_ whole: [UInt8], _ cause: RecordFault.Cause) -> ArraySlice<UInt8> {
        forgetRaw()
        return reject(whole[...], cause).map { whole[$0...] } ?? []
    }

    /// Why a record is given up whose bytes, as far as they were parsed, are these.
    private func cause(of parsed: ArraySlice<UInt8>, _ isOver: Bool) -> RecordFault.Cause {
        var lines = LineEnds()
        lines.take(parsed.span)
        if isOver || parser.measure > limits.recordBytes + 1 || lines.count + 1 > limits.recordLines {
            return RejectedLine.limit(hitBy: parsed.span, limits)
        }
        // The quote that was opened in the first line was closed by one of another line: it was never closed.
        return lines.count > 0 ? .unclosedQuote : .textAfterQuote
    }

    // MARK: places

    private func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.firstIndex { $0 == 10 || $0 == 13 }
    }

    /// Where the record that is begun starts in `work`, or nil when it began before.
    private func recordStart(in work: ArraySlice<UInt8>, from base: Int) -> Int? {
        var left = parser.sink.newlines
        if left <= 0 { return raw.isEmpty ? base : nil }
        var place = base
        while left > 0 {
            if work[place] == 10 || work[place] == 13 { left -= 1 }
            place += 1
        }
        return place
    }

    /// The same from the other end: behind as many line ends as the begun record holds.
    private func lastStart(in work: ArraySlice<UInt8>, from base: Int) -> Int {
        var inside = parser.newlinesInside
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
}
