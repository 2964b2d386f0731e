/// What stands at the beginning of a document of XML or HTML: its first element, behind declarations and comments.
struct MarkupStart {
    /// Whether there is an XML declaration.
    private(set) var hasXMLDeclaration = false
    /// The name behind `<!DOCTYPE`, in small letters, or "".
    private(set) var doctype = ""
    /// The first element's name as it is written, or "".
    private(set) var root = ""
    /// Its whole start tag, or what there is of it.
    private(set) var tag: ArraySlice<UInt8> = []

    /// Looks at the first characters; nil where they are no markup.
    init?(_ text: ArraySlice<UInt8>) {
        var rest = text.drop(while: Self.isSpace)
        guard rest.first == UInt8(ascii: "<") else { return nil }
        while rest.first == UInt8(ascii: "<") {
            if rest.starts(with: "<!--".utf8) {
                rest = Self.behind("-->", rest)
            } else if rest.starts(with: "<?".utf8) {
                hasXMLDeclaration = hasXMLDeclaration || rest.starts(with: "<?xml ".utf8)
                rest = Self.behind("?>", rest)
            } else if rest.starts(with: "<!".utf8) {
                let words = String(decoding: rest.prefix(60), as: UTF8.self).lowercased().split {
                    " \t\r\n>[".contains($0)
                }
                if words.first == "<!doctype", words.count > 1 { doctype = String(words[1]) }
                rest = Self.behind(">", rest)
            } else {
                tag = rest.prefix { $0 != UInt8(ascii: ">") }
                let name = tag.dropFirst().prefix { !Self.isSpace($0) && $0 != UInt8(ascii: "/") }
                root = String(decoding: name, as: UTF8.self)
                return
            }
            rest = rest.drop(while: Self.isSpace)
        }
    }

    /// The first element's name without its prefix.
    var local: String { root.split(separator: ":").last.map(String.init) ?? "" }

    /// Whether the first element's tag has this text in it.
    func mentions(_ text: String) -> Bool { tag.indices.contains { tag[$0...].starts(with: text.utf8) } }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    private static func behind(_ end: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let at = text.indices.first(where: { text[$0...].starts(with: end.utf8) }) else { return [] }
        return text[(at + end.utf8.count)...]
    }
}
