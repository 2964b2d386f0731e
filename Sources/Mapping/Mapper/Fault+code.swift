package import Domain
package import Records

extension RecordFault.Cause {
    /// The catalogue's code for a record that a reader could not take.
    package var code: RejectCode {
        switch self {
        case .invalidEncoding: .encodingInvalid
        case .unclosedQuote: .quoteUnclosed
        case .textAfterQuote: .textAfterQuote
        case .recordTooLong: .recordTooLong
        case .tooManyCells: .tooManyCells
        case .nulByte: .nulByte
        }
    }

    /// What fills the hole `{expected}` of the code's text.
    package func expected(_ limits: ReadLimits, _ encoding: TextEncoding) -> String {
        switch self {
        case .invalidEncoding: encoding.title
        case .recordTooLong: String(limits.recordBytes)
        case .tooManyCells: String(limits.cells)
        case .unclosedQuote, .textAfterQuote, .nulByte: ""
        }
    }
}

extension ReadFailure.Cause {
    /// The catalogue's code for a file that cannot be read.
    package var code: RejectCode {
        switch self {
        case .empty: .fileEmpty
        case .notWellFormed: .notWellFormed
        case .truncated: .fileTruncated
        case .doctype: .doctypeRefused
        case .tooDeep: .depthExceeded
        case .textTooLong: .textExceeded
        case .attributesTooMany: .attributesExceeded
        case .recordTooLong: .recordExceeded
        case .invalidEncoding: .fileEncodingInvalid
        case .encodingUnknown: .encodingUnknown
        case .encodingAmbiguous: .encodingAmbiguous
        case .encodingsMixed: .encodingsMixed
        case .inputOutput: .inputOutput
        case .notRegular: .notRegularFile
        case .cannotOpen: .cannotOpen
        case .changedWhileRead: .changedWhileRead
        case .encryptedWorkbook: .workbookEncrypted
        case .oldWorkbook: .workbookOld
        case .noWorkbook: .noWorkbook
        case .foreignDocument: .foreignDocument
        case .foreignArchive: .foreignArchive
        case .webPage: .webPage
        case .damagedSheet: .sheetDamaged
        case .damagedArchive: .archiveDamaged
        case .tooManyEntries: .entriesExceeded
        case .entryTooLarge: .entryExceeded
        case .ratioTooHigh: .ratioExceeded
        case .tooManyStrings: .stringsExceeded
        case .truncatedArchive: .archiveTruncated
        case .archiveTooLarge: .archiveExceeded
        case .encryptedEntry: .entryEncrypted
        case .nestedArchive: .archiveNested
        case .noExports: .archiveEmpty
        case .inputTooLarge: .inputExceeded
        case .sheetMissing: .sheetMissing
        }
    }

    /// The exit code that the failure alone would give: 66, 74 or 2.
    package var exitCode: Int32 {
        switch self {
        case .cannotOpen, .notRegular: 66
        case .inputOutput: 74
        default: 2
        }
    }
}

extension ReadFailure {
    /// The detail as it may be shown and kept: names of parts could be a person's.
    package var shownDetail: String {
        switch cause {
        case .entryTooLarge, .ratioTooHigh: Mask.fileName(detail)
        default: detail
        }
    }

    /// What fills the hole `{expected}` of the code's text.
    package func expected(_ limits: ReadLimits) -> String {
        switch cause {
        case .tooDeep: detail.isEmpty ? String(limits.depth) : detail
        case .textTooLong: String(limits.text)
        case .attributesTooMany: String(limits.attributes)
        case .recordTooLong: String(limits.elements)
        case .invalidEncoding: detail
        case .tooManyEntries: String(limits.entries)
        case .entryTooLarge: String(limits.entryBytes)
        case .archiveTooLarge: String(limits.archiveBytes)
        case .ratioTooHigh: String(limits.ratio)
        case .tooManyStrings: String(limits.strings)
        case .inputTooLarge: String(limits.heldInput)
        default: ""
        }
    }
}

extension ReadWarning.Cause {
    /// The catalogue's code, or nil for what is only said.
    package var code: RejectCode? {
        switch self {
        case .quoteInUnquotedCell: .quoteInCell
        case .skippedContent: .contentSkipped
        case .hiddenRows: .rowsHidden
        case .hiddenColumns: .columnsHidden
        case .mergedCells: .cellsMerged
        case .trailingBytes: .trailingBytes
        case .delimiterGuessed, .byteOrderMark: nil
        }
    }
}
