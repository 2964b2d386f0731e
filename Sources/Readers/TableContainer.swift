package import Records

/// A file that holds tables by name, as a workbook its sheets. It is opened anew on each thread that reads it.
package protocol TableContainer {
    /// The tables' names, in the order of the file.
    var tables: [String] { get }
    /// The rows of a table; only the first ones where `most` says how many.
    func rows(of table: Int, most: Int?) throws(ReadFailure) -> any RecordStream
    /// All rows of a table of which only some columns are read; what stands in others may be `?`, but is not empty.
    func rows(of table: Int, reading columns: Set<Int>) throws(ReadFailure) -> any RecordStream
}

extension TableContainer {
    /// All of every row, where leaving out saves nothing.
    package func rows(of table: Int, reading columns: Set<Int>) throws(ReadFailure) -> any RecordStream {
        try rows(of: table, most: nil)
    }
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
    /// What people call it.
    package let name: String
    let signatures: [[UInt8]]
    private let opening: @Sendable (SeekableBytes, ReadLimits) throws(ReadFailure) -> any TableContainer

    /// The list of them: a new format is a file of its own and a line here.
    static let all = [
        ContainerFormat("XLSX", [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]]) { (bytes, limits) throws(ReadFailure) in
            try Workbook(bytes, limits: limits)
        },
        ContainerFormat("XLS", [CompoundFile.signature]) { (bytes, limits) throws(ReadFailure) in
            try OldWorkbook(bytes, limits: limits)
        },
    ]

    private init(
        _ name: String, _ signatures: [[UInt8]],
        opening: @escaping @Sendable (SeekableBytes, ReadLimits) throws(ReadFailure) -> any TableContainer
    ) {
        self.name = name
        self.signatures = signatures
        self.opening = opening
    }

    /// Opens a file of the format; throws what refuses it.
    package func open(_ bytes: SeekableBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure)
        -> any TableContainer
    {
        try opening(bytes, limits)
    }

    /// Two formats of one name are the same.
    package static func == (a: ContainerFormat, b: ContainerFormat) -> Bool { a.name == b.name }
}
