/// How a format of several tables is told by a file's first bytes.
enum FormatMark: Sendable {
    /// The file begins with one of these.
    case bytes([[UInt8]])
    /// It is a zip archive, and one of these entries lies near its beginning.
    case entries(Set<String>)
    /// It is text that begins as markup whose start fits.
    case root(@Sendable (MarkupStart) -> Bool)

    /// Whether it is the mark of a file whose first bytes are these, text apart.
    func fits(_ start: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .bytes(let signatures): signatures.contains { start.starts(with: $0) }
        case .entries(let names): ZipExports.begins(start) && !names.isDisjoint(with: Self.entries(start))
        case .root: false
        }
    }

    /// Whether it is the mark of text that begins as this markup does.
    func fits(_ start: MarkupStart) -> Bool {
        if case .root(let isRoot) = self { return isRoot(start) }
        return false
    }

    /// The names in the local headers (APPNOTE, 4.3.7) that lie whole in the first bytes.
    private static func entries(_ start: ArraySlice<UInt8>) -> Set<String> {
        var names: Set<String> = []
        var at = start.startIndex
        while at + 30 <= start.endIndex {
            guard start[at] == 0x50, start[(at + 1)...].starts(with: [0x4B, 3, 4]) else {
                at += 1
                continue
            }
            let length = Int(start[at + 26]) | Int(start[at + 27]) << 8
            names.insert(String(decoding: start[(at + 30)...].prefix(length), as: UTF8.self))
            at += 30
        }
        return names
    }
}
