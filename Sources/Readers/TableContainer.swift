package import Records

/// A file that holds tables by name, as a workbook its sheets. It is opened anew on each thread that reads it.
package protocol TableContainer {
    /// The tables' names, in the order of the file.
    var tables: [String] { get throws(ReadFailure) }
    /// By how many days serial days count later than in Excel's 1900 system: 1,462 where they begin in 1904.
    var serialOffset: Int { get throws(ReadFailure) }
    /// The rows of a table; only the first ones where `most` says how many.
    func rows(of table: Int, most: Int?) throws(ReadFailure) -> any RecordStream
    /// All rows of a table of which only some columns are read; what stands in others may be `?`, but is not empty. So many rows
    /// are header and what is above it.
    func rows(of table: Int, reading columns: Set<Int>, behind header: Int) throws(ReadFailure) -> any RecordStream
}

/// Records as they come, until there are no more.
package protocol RecordStream: AnyObject {
    /// Appends the next whole records, perhaps none; false at the end.
    func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool
    /// What was odd so far.
    var warnings: [ReadWarning] { get }
}

/// A format that holds tables, told by a file's first bytes.
package struct ContainerFormat: Sendable, Equatable {
    typealias Opening =
        @Sendable (SeekableBytes, TextEncoding, ReadLimits) throws(ReadFailure) -> any TableContainer

    /// What people call it.
    package let name: String
    let mark: FormatMark
    /// Its tables stand below each other on one page, and one list may be cut into several of them.
    package let isOnePage: Bool
    private let opening: Opening

    /// The list of them, the first that fits is it: a new format is a file of its own and a line here.
    static let all = [
        ContainerFormat("ODS", .entries(OpenDocument.entries), OpenDocument.open),
        ContainerFormat("XLSX", .bytes(ZipExports.signatures), Workbook.open),
        ContainerFormat("XLS", .bytes([CompoundFile.signature]), OldWorkbook.open),
        ContainerFormat("SpreadsheetML", .root(SpreadsheetML.isRoot), SpreadsheetML.open),
        webPage,
    ]

    /// The format of pages, which may stand behind text too.
    static let webPage = ContainerFormat("HTML", .root(WebTables.isRoot), WebTables.open, isOnePage: true)

    private init(_ name: String, _ mark: FormatMark, _ opening: @escaping Opening, isOnePage: Bool = false) {
        self.name = name
        self.mark = mark
        self.opening = opening
        self.isOnePage = isOnePage
    }

    /// Whether it is text, whose encoding matters.
    package var isText: Bool {
        if case .root = mark { return true }
        return false
    }

    /// Opens a file of the format; throws what refuses it.
    package func open(
        _ bytes: SeekableBytes, encoding: TextEncoding = .utf8, limits: ReadLimits = ReadLimits()
    ) throws(ReadFailure) -> any TableContainer {
        try opening(bytes, encoding, limits)
    }

    /// Two formats of one name are the same.
    package static func == (a: ContainerFormat, b: ContainerFormat) -> Bool { a.name == b.name }
}
