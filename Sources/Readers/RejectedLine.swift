import Records

/// What is said of the first line of a record that is given up.
enum RejectedLine {
    /// Which limit the record meets first, so that the answer does not depend on the chunks.
    static func limit(hitBy bytes: Span<UInt8>, _ limits: ReadLimits) -> RecordFault.Cause {
        var lines = LineEnds()
        for index in bytes.indices {
            if index >= limits.recordBytes { return .recordTooLong }
            lines.take(bytes[index])
            if lines.count + 1 > limits.recordLines { return .unclosedQuote }
        }
        return .recordTooLong
    }

    /// The column of the cell that is open where the record's first line ends or its mistake stands.
    static func openColumn(_ record: ArraySlice<UInt8>, delimiter: UInt8) -> Int {
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
}
