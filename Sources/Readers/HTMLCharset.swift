import Records

/// What a web page says that it is in: `<meta charset=…>`, or `charset=` in the `content` of a `<meta http-equiv=…>`.
struct HTMLCharset {
    /// In small letters.
    let name: String

    /// Looks among the first characters of the page; nil where nothing is said.
    init?(_ text: ArraySlice<UInt8>) {
        let lower = text.map { (65...90).contains($0) ? $0 | 0x20 : $0 }[...]
        var rest = lower
        while let at = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[at...]
            let tag = rest.prefix { $0 != UInt8(ascii: ">") }
            rest = rest[tag.endIndex...]
            guard tag.starts(with: "<meta".utf8) else { continue }
            if let name = Self.name(in: tag) {
                self.name = name
                return
            }
        }
        return nil
    }

    /// The encoding; nil for one that no Vietnamese text is in, or that is not known.
    var encoding: TextEncoding? {
        switch name {
        case "utf-8", "utf8": .utf8
        case "windows-1258", "cp1258", "x-cp1258": .windows1258
        default: nil
        }
    }

    private static func name(in tag: ArraySlice<UInt8>) -> String? {
        let word = Array("charset".utf8)
        guard let at = tag.indices.first(where: { tag[$0...].starts(with: word) }) else { return nil }
        func isLayout(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
        var rest = tag[(at + word.count)...].drop(while: isLayout)
        guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
        rest = rest.drop { isLayout($0) || $0 == 34 || $0 == 39 }
        let name = rest.prefix { (97...122).contains($0) || (48...57).contains($0) || "-_.:".utf8.contains($0) }
        return (1...40).contains(name.count) ? String(decoding: name, as: UTF8.self) : nil
    }
}
