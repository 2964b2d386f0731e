import Records

/// The tables of a web page, which offices' systems give as ".xls": each `<table>` is one, called by its number.
enum WebTables {
    /// Elements that pages and pieces of pages begin with.
    private static let roots: Set = [
        "html", "head", "body", "meta", "title", "style", "script", "table", "center", "div", "form", "font", "h1",
        "h2", "h3",
    ]

    /// Whether a document is a page: by its DOCTYPE, or by its first element where it does not say that it is XML.
    static func isRoot(_ start: MarkupStart) -> Bool {
        if start.doctype == "html" { return true }
        let root = start.root.lowercased()
        return start.hasXMLDeclaration ? root == "html" : roots.contains(root)
    }

    /// A page without tables, or with a field for a password, is refused as one that is no export.
    static func open(_ bytes: SeekableBytes, _ encoding: TextEncoding, _ limits: ReadLimits) -> any TableContainer {
        DocumentTables(
            open: { () throws(ReadFailure) in bytes.chunks(of: limits.chunk) },
            reader: { HTMLReader($0, encoding: encoding, limits: limits) }
        ) { (reader) throws(ReadFailure) in
            guard let reader = reader as? HTMLReader, reader.isExport else { throw ReadFailure(.webPage) }
        }
    }
}
