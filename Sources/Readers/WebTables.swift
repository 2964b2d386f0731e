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

    /// Elements of the messages that a server's program writes before the page itself.
    private static let strays: Set = ["br", "b", "p", "strong", "i", "pre", "span", "hr", "link", "base", "small"]
    /// Lines of text before the page.
    private static let mostLines = 20

    /// Whether a page with a table stands behind something that is none: `<br />\n<b>Notice</b>: …`, or lines of text. Its first tag
    /// must then begin a line, so that HTML in the cells of a table does not make a page of it.
    static func isPage(_ text: ArraySlice<UInt8>, behind start: MarkupStart?) -> Bool {
        guard text.contains(UInt8(ascii: "<")) else { return false }
        let lower = text.map { (65...90).contains($0) ? $0 | 0x20 : $0 }[...]
        func has(_ tag: String) -> Bool {
            lower.indices.contains { lower[$0] == UInt8(ascii: "<") && lower[$0...].starts(with: tag.utf8) }
        }
        guard has("<table"), has("<tr") else { return false }
        if let start { return !start.hasXMLDeclaration && strays.contains(start.root.lowercased()) }
        let before = lower.prefix { $0 != UInt8(ascii: "<") }
        // An open quote is a cell of several lines.
        guard before.count(where: { $0 == 34 }) % 2 == 0, before.count(where: { $0 == 10 }) <= mostLines,
            before.reversed().first(where: { $0 != 32 && $0 != 9 && $0 != 13 }) == 10
        else { return false }
        let tag = lower[before.endIndex...].dropFirst().prefix { (97...122).contains($0) || $0 == UInt8(ascii: "!") }
        let name = String(decoding: tag, as: UTF8.self)
        return name == "!doctype" || roots.contains(name) || strays.contains(name)
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
