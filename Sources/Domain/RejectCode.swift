/// The closed catalogue of what can be wrong with a file, a record or a field, and of what is only worth a warning.
///
/// Each has a stable code, a text and an advice in Vietnamese and English (`RejectCode+text.swift`), and a fixture that
/// reaches it (`Fixtures/rejects/`). HouseTests count both.
package enum RejectCode: String, Sendable, CaseIterable, Codable {
    // The file cannot be read.
    case fileEmpty = "file-empty"
    case notWellFormed = "not-well-formed"
    case fileTruncated = "file-truncated"
    case doctypeRefused = "doctype-refused"
    case depthExceeded = "depth-exceeded"
    case textExceeded = "text-exceeded"
    case attributesExceeded = "attributes-exceeded"
    case recordExceeded = "record-exceeded"
    case fileEncodingInvalid = "file-encoding-invalid"
    case encodingUnknown = "encoding-unknown"
    case encodingAmbiguous = "encoding-ambiguous"
    case encodingsMixed = "encodings-mixed"
    case inputOutput = "input-output"
    case notRegularFile = "not-regular-file"
    case cannotOpen = "cannot-open"
    case changedWhileRead = "changed-while-read"
    case workbookEncrypted = "workbook-encrypted"
    case workbookOld = "workbook-old"
    case noWorkbook = "no-workbook"
    case foreignDocument = "foreign-document"
    case foreignArchive = "foreign-archive"
    case webPage = "web-page"
    case sheetDamaged = "sheet-damaged"
    case archiveDamaged = "archive-damaged"
    case archiveTruncated = "archive-truncated"
    case archiveExceeded = "archive-exceeded"
    case archiveNested = "archive-nested"
    case archiveEmpty = "archive-empty"
    case entryEncrypted = "entry-encrypted"
    case entriesExceeded = "entries-exceeded"
    case entryExceeded = "entry-exceeded"
    case ratioExceeded = "ratio-exceeded"
    case stringsExceeded = "strings-exceeded"
    case inputExceeded = "input-exceeded"
    case sheetMissing = "sheet-missing"
    // The file can be read and is not taken.
    case sourceUnknown = "source-unknown"
    case fileBinary = "file-binary"
    case encodingDoubled = "encoding-doubled"
    case encodingTold = "encoding-told"
    case sourceAmbiguous = "source-ambiguous"
    case sheetUnknown = "sheet-unknown"
    case sheetAmbiguous = "sheet-ambiguous"
    case tableSplit = "table-split"
    case headingTwice = "heading-twice"
    case asOfMissing = "as-of-missing"
    case asOfFuture = "as-of-future"
    case copyOfOther = "copy-of-other"
    case tooManyRejects = "too-many-rejects"
    // The folder, or the operator, does not let it in.
    case sourceElsewhere = "source-elsewhere"
    case unitForeign = "unit-foreign"
    case listShorter = "list-shorter"
    case listRetires = "list-retires"
    case flagConstant = "flag-constant"
    case daysOutside = "days-outside"
    // A record that the reader could not take whole.
    case encodingInvalid = "encoding-invalid"
    case quoteUnclosed = "quote-unclosed"
    case textAfterQuote = "text-after-quote"
    case recordTooLong = "record-too-long"
    case tooManyCells = "too-many-cells"
    case nulByte = "nul-byte"
    case widthDiffers = "width-differs"
    // A cell that cannot be taken.
    case valueMissing = "value-missing"
    case cellError = "cell-error"
    case textLost = "text-lost"
    case keyShape = "key-shape"
    case dateUnreadable = "date-unreadable"
    case dateNotInCalendar = "date-not-in-calendar"
    case periodUnreadable = "period-unreadable"
    case codeUnknown = "code-unknown"
    case numberUnreadable = "number-unreadable"
    case timeUnreadable = "time-unreadable"
    case identityShape = "identity-shape"
    case identityLost = "identity-lost"
    case identityPlaceholder = "identity-placeholder"
    case procedureCodeShape = "procedure-code-shape"
    case markSeveral = "mark-several"
    case markMissing = "mark-missing"
    case markUnknown = "mark-unknown"
    case unitUnknown = "unit-unknown"
    case valueTwice = "value-twice"
    // Taken, and worth a word.
    case procedureCodePadded = "procedure-code-padded"
    case identityPadded = "identity-padded"
    case quoteInCell = "quote-in-cell"
    case contentSkipped = "content-skipped"
    case rowsHidden = "rows-hidden"
    case columnsHidden = "columns-hidden"
    case cellsMerged = "cells-merged"
    case nameEnding = "name-ending"
    case sheetIgnored = "sheet-ignored"
    case trailingBytes = "trailing-bytes"
    case entriesPassedOver = "entries-passed-over"
    case joinedDiffers = "joined-differs"
    case unitUnlisted = "unit-unlisted"
    case keyUnreadable = "key-unreadable"
    case listEmpty = "list-empty"
    case calendarMissing = "calendar-missing"
    case definitionEdited = "definition-edited"
    case formUnequal = "form-unequal"
    case closedPeriod = "closed-period"
    case personForgotten = "person-forgotten"

    /// What a code costs.
    package enum Severity: String, Sendable, Codable, CaseIterable {
        /// The whole file: nothing of it is loaded.
        case file
        /// The record.
        case record
        /// The field: the record is loaded and the field is unknown.
        case field
        /// Nothing: it is counted and said.
        case warning
    }

    /// What the code costs where nothing else decides; a bad cell costs what `records/` says of its field.
    package var severity: Severity {
        guard let order = Self.allCases.firstIndex(of: self) else { preconditionFailure("a code outside its own list") }
        if order < Self.ordinal(.encodingInvalid) { return .file }
        return order < Self.ordinal(.procedureCodePadded) ? .record : .warning
    }

    private static func ordinal(_ code: RejectCode) -> Int {
        guard let order = allCases.firstIndex(of: code) else { preconditionFailure("a code outside its own list") }
        return order
    }
}
