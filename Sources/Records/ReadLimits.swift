/// Every bound of the readers, in one place. A limit that is hit is reported, never passed in silence.
package struct ReadLimits: Sendable, Equatable {
    /// Bytes of one record of a table, quotes and line feeds included.
    package var recordBytes = 1 << 20
    /// Lines of one record of a table: a quoted cell that goes on for longer was never closed.
    package var recordLines = 200
    /// Cells of one record.
    package var cells = 4_096
    /// Elements below an XML record.
    package var elements = 100_000
    /// Depth of XML elements from the root.
    package var depth = 64
    /// Bytes of the text of one XML element that is kept.
    package var text = 1 << 20
    /// Bytes of all kept text of one XML record.
    package var recordText = 8 << 20
    /// Bytes of one attribute's value.
    package var attribute = 64 << 10
    /// Attributes of one element.
    package var attributes = 256
    /// Different paths of elements and attributes in one XML document.
    package var paths = 16_384
    /// Bytes of one start tag of an XML document, all of its attributes together.
    package var tag = 256 << 10
    /// Bytes of one comment or processing instruction of an XML document.
    package var comment = 4 << 20
    /// Bytes that are read from the file at a time.
    package var chunk = 64 << 10
    /// Records of a batch before it is handed on.
    package var batchRecords = 4_096
    /// Bytes of a batch before it is handed on.
    package var batchBytes = 2 << 20

    package init() {}
}

/// The encodings that the readers take.
package enum TextEncoding: String, Sendable, Equatable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
}
