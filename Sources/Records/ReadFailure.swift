/// Why a whole file cannot be read. Nothing of it is loaded.
package struct ReadFailure: Error, Sendable, Equatable {
    /// Why nothing of a file can be taken.
    package enum Cause: Sendable, Equatable {
        /// No bytes at all, or nothing but a byte order mark and white space.
        case empty
        /// The XML parser's own word; `detail` is its message without the document's text.
        case notWellFormed
        /// The document ends before its root does.
        case truncated
        /// Any DOCTYPE is refused: entities and outside files come with it.
        case doctype
        /// Elements nested deeper than `ReadLimits.depth`.
        case tooDeep
        /// Text of one element longer than `ReadLimits.text`.
        case textTooLong
        /// One attribute longer, or more of them on one element, than the limits say.
        case attributesTooMany
        /// A record with more elements, or more bytes, than the limits say.
        case recordTooLong
        /// Bytes that are not valid in the declared or found encoding.
        case invalidEncoding
        /// An encoding that is declared but not supported; `detail` is its name.
        case encodingUnknown
        /// Several encodings fit; `detail` has their names and what the header line would be in each.
        case encodingAmbiguous
        /// Lines in one encoding and lines in another; `detail` has both and what the header line would be in each, `line` is the first
        /// that is no UTF-8 where the others are.
        case encodingsMixed
        /// The operating system could not read; `detail` is its word.
        case inputOutput
        /// No regular file (FIFO, device, socket, folder).
        case notRegular
        /// The file does not exist or cannot be opened; `detail` is the operating system's word.
        case cannotOpen
        /// The file changed its size or time while it was read.
        case changedWhileRead
        /// A workbook behind a password.
        case encryptedWorkbook
        /// A workbook in the binary form of Excel 95 and before, which is not read.
        case oldWorkbook
        /// An archive or a compound file that is no workbook.
        case noWorkbook
        /// A document or a picture, which holds no table that can be read; `detail` is its format.
        case foreignDocument
        /// An archive of a format that is not unpacked; `detail` is its name.
        case foreignArchive
        /// A web page that is no export: without tables, or with a field for a password.
        case webPage
        /// A sheet whose rows or cells are out of order, or that points to what is not there; `line` is the row.
        case damagedSheet
        /// An archive that cannot be unpacked; `detail` is the library's word.
        case damagedArchive
        /// More entries than `ReadLimits.entries`; `detail` is how many.
        case tooManyEntries
        /// An entry larger than `ReadLimits.entryBytes`.
        case entryTooLarge
        /// An entry that grows more than `ReadLimits.ratio` times.
        case ratioTooHigh
        /// More shared strings, or more bytes of them, than the limits say.
        case tooManyStrings
        /// A compressed file that ends before its content does.
        case truncatedArchive
        /// An archive whose entries are together larger than `ReadLimits.archiveBytes`; `detail` is how many bytes.
        case archiveTooLarge
        /// An entry of an archive that needs a password.
        case encryptedEntry
        /// An archive inside a compressed file or an archive.
        case nestedArchive
        /// An archive that holds nothing that could be an export.
        case noExports
        /// Standard input, or what a compressed file holds, that is too long to be held in memory.
        case inputTooLarge
        /// No sheet of the name that was asked for; `detail` are the names of those there are.
        case sheetMissing
    }

    package var cause: Cause
    /// Physical line, from 1, or 0 where there is none.
    package var line: Int
    /// Column in bytes, from 1, or 0.
    package var column: Int
    /// A word of explanation that can hold no data of a person.
    package var detail: String

    package init(_ cause: Cause, line: Int = 0, column: Int = 0, detail: String = "") {
        self.cause = cause
        self.line = line
        self.column = column
        self.detail = detail
    }
}
