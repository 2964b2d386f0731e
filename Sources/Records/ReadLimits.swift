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
    /// Entries of an archive.
    package var entries = 10_000
    /// Bytes of one entry of an archive, or of a compressed file, unpacked.
    package var entryBytes = 4_000_000_000
    /// Bytes of all entries of an archive of exports, unpacked.
    package var archiveBytes = 16_000_000_000
    /// Bytes of a workbook's shared strings, unpacked, above which the sheet is read twice, so that only those are held that the
    /// columns that are read need.
    package var heldStrings = 128 << 20
    /// How many times an entry or a compressed file may grow when it is unpacked, once it has more than `ratioFloor` bytes.
    package var ratio = 200
    /// Bytes of an entry up to which its ratio says nothing.
    package var ratioFloor = 8 << 20
    /// Bytes of an entry that are unpacked at a time: a cell of a few bytes can stand for a long shared string.
    package var entryChunk = 8 << 10
    /// Bytes of a row that a workbook writes once for many, as often as it stands there.
    package var repeated = 256 << 20
    /// Bytes of a part of a workbook that is no sheet: relationships, styles.
    package var partBytes = 64 << 20
    /// Shared strings of a workbook.
    package var strings = 16 << 20
    /// Bytes of all shared strings of a workbook.
    package var stringBytes = 256 << 20
    /// Bytes of the XML around them.
    package var stringPart = 1 << 30
    /// Bytes of one shared string: a cell of a spreadsheet has 32,767 characters.
    package var stringText = 128 << 10
    /// Bytes of standard input, or of what a compressed file or an archive holds, that are held in memory where a format is
    /// read from its end.
    package var heldInput = 64 << 20

    package init() {}
}

/// What decided which encoding a file is read in.
package enum EncodingReason: String, Sendable, Equatable {
    /// The command said it.
    case told
    /// The source says it of its files.
    case source
    /// The byte order mark.
    case mark
    /// The web page says it.
    case declared
    /// UTF-16 without a mark, by its zeros.
    case zeros
    /// The text itself: valid UTF-8, or Vietnamese in one encoding only.
    case text
    /// The headings of a source are found in one encoding only.
    case headings
}

/// The encodings that the readers take.
package enum TextEncoding: String, Sendable, Equatable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1258 = "windows-1258"
    /// The fonts of TCVN 5712, VN3 (ABC): toned capitals are made by another font, so that case may be lost.
    case tcvn3
    /// The fonts of VNI for Windows: a letter and its mark are two bytes.
    case vni

    /// How people call it.
    package var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .windows1258: "Windows-1258"
        case .tcvn3: "TCVN3 (ABC)"
        case .vni: "VNI"
        }
    }
}
