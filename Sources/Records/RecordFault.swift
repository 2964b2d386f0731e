/// Why a reader could not take one record. The rest of the file goes on.
package struct RecordFault: Sendable, Equatable {
    /// What is wrong with the record.
    package enum Cause: Sendable, Equatable {
        /// Bytes that are not valid in the file's encoding; `column` is the cell.
        case invalidEncoding
        /// A quote that is never closed, or is closed too late (`ReadLimits.recordLines`); costs its own first line.
        case unclosedQuote
        /// Text behind a closing quote.
        case textAfterQuote
        /// More bytes than a record may have.
        case recordTooLong
        /// More cells than a record may have.
        case tooManyCells
        /// A NUL byte.
        case nulByte
    }

    package var cause: Cause
    /// Physical line, from 1.
    package var line: Int
    /// Column of the cell, from 1, or 0 where it is not known.
    package var column: Int

    package init(cause: Cause, line: Int, column: Int = 0) {
        self.cause = cause
        self.line = line
        self.column = column
    }
}

/// Something odd that was read all the same and should be said.
package struct ReadWarning: Sendable, Equatable {
    /// What is worth a word.
    package enum Cause: Sendable, Equatable {
        /// A quote inside an unquoted cell, kept as text.
        case quoteInUnquotedCell
        /// Content that a limit or the mapping said to skip (Base64); `count` is bytes.
        case skippedContent
        /// The delimiter was guessed (only `read` does that).
        case delimiterGuessed
        /// The encoding was found by its byte order mark.
        case byteOrderMark
        /// Rows of a sheet that are hidden and were read all the same.
        case hiddenRows
        /// Hidden columns of a sheet with cells that were read all the same.
        case hiddenColumns
        /// Cells that have nothing because they are merged with one above, whose value is that of its own row alone.
        case mergedCells
        /// Bytes behind the end of a compressed file, which are passed over; `count` is 1.
        case trailingBytes
    }

    package var cause: Cause
    /// First physical line where it was met.
    package var line: Int
    /// How often.
    package var count: Int
    /// What was found, in a few characters that can hold no data of a person (a delimiter, an encoding, an element).
    package var found: String
    /// Column of the cells, from 1, or 0 where it is of none.
    package var column: Int

    package init(cause: Cause, line: Int, count: Int = 1, found: String = "", column: Int = 0) {
        self.cause = cause
        self.line = line
        self.count = count
        self.found = found
        self.column = column
    }
}
