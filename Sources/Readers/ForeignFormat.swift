import Records

/// What people give in place of an export, told by its first bytes or its parts, so that the refusal says what it is.
enum ForeignFormat {
    private static let documents: [(name: String, signature: [UInt8])] = [
        ("PDF", Array("%PDF-".utf8)), ("RTF (Word)", Array("{\\rtf".utf8)), ("PNG", [0x89, 0x50, 0x4E, 0x47, 13, 10]),
        ("JPEG", [0xFF, 0xD8, 0xFF]), ("GIF", Array("GIF8".utf8)), ("TIFF", [0x49, 0x49, 0x2A, 0]),
        ("TIFF", [0x4D, 0x4D, 0, 0x2A]),
    ]
    private static let archives: [(name: String, signature: [UInt8])] = [
        ("RAR", Array("Rar!".utf8) + [0x1A, 7]), ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ("XZ", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), ("BZIP2", Array("BZh".utf8)), ("ZSTD", [0x28, 0xB5, 0x2F, 0xFD]),
    ]
    /// Parts of packages (ECMA-376) and streams of compound files that are no workbook's.
    private static let parts = [
        ("DOCX (Word)", "word/document.xml"), ("PPTX (PowerPoint)", "ppt/presentation.xml"),
    ]
    private static let streams = [("DOC (Word)", "WordDocument"), ("PPT (PowerPoint)", "PowerPoint Document")]
    /// Where a tape archive has its mark (POSIX, ustar).
    private static let tapeMark = 257

    /// Why a file that begins with these bytes is refused, or nil.
    static func refusal(_ start: ArraySlice<UInt8>) -> ReadFailure? {
        if let found = documents.first(where: { start.starts(with: $0.signature) }) {
            return ReadFailure(.foreignDocument, detail: found.name)
        }
        if let found = archives.first(where: { start.starts(with: $0.signature) }) {
            // The level and the mark of the first block (bzip2); three letters alone could begin a cell.
            if found.name == "BZIP2", !start.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) { return nil }
            return ReadFailure(.foreignArchive, detail: found.name)
        }
        return start.dropFirst(tapeMark).starts(with: "ustar".utf8) ? ReadFailure(.foreignArchive, detail: "TAR") : nil
    }

    /// Why a package without a workbook is refused.
    static func refusal(package archive: ZipArchive) throws(ReadFailure) -> ReadFailure {
        for (name, part) in parts where try archive.entry(part) != nil {
            return ReadFailure(.foreignDocument, detail: name)
        }
        return ReadFailure(.noWorkbook)
    }

    /// Why a compound file without a workbook is refused.
    static func refusal(compound file: CompoundFile) -> ReadFailure {
        streams.first { file.has($0.1) }.map { ReadFailure(.foreignDocument, detail: $0.0) } ?? ReadFailure(.noWorkbook)
    }
}
