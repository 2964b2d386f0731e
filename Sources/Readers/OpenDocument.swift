import Records

/// A workbook of OpenDocument (ODF 1.2 and later): its sheets lie one behind the other in `content.xml`.
enum OpenDocument {
    /// Entries that only such an archive has; the first of them lies at its beginning.
    static let entries: Set = ["mimetype", "content.xml", "META-INF/manifest.xml"]

    /// Throws `noWorkbook`, and `encryptedWorkbook` where the manifest says that a part is.
    static func open(
        _ bytes: SeekableBytes, _: TextEncoding, _ limits: ReadLimits
    ) throws(ReadFailure) -> any TableContainer {
        let archive = try ZipArchive(bytes, limits: limits)
        if let manifest = try archive.entry("META-INF/manifest.xml") {
            try WorkbookPart.each(manifest, ["manifest/file-entry/encryption-data"], wanted: [], limits) {
                (_) throws(ReadFailure) in throw ReadFailure(.encryptedWorkbook)
            }
        }
        guard try archive.entry("content.xml") != nil else { throw ReadFailure(.noWorkbook) }
        return DocumentTables(
            open: { () throws(ReadFailure) in
                guard let entry = try archive.entry("content.xml") else { throw ReadFailure(.noWorkbook) }
                return { () throws(ReadFailure) in try entry.next() }
            },
            reader: { OpenDocumentReader($0, limits: limits) }
        ) { (reader) throws(ReadFailure) in
            if reader.tables.isEmpty { throw ReadFailure(.noWorkbook) }
        }
    }
}
