/// What people may see of a text that could be a person's: the first and last character at most, never its length, and
/// nothing of four characters or fewer (design.md, 2).
package enum Mask {
    /// "Nguyễn Văn A" gives "N…A"; "Lan" gives "…".
    package static func masked(_ text: String) -> String {
        guard text.count > 4, let first = text.first, let last = text.last else { return text.isEmpty ? "" : "…" }
        return printable("\(first)…\(last)")
    }

    /// The text without control characters, which a terminal would obey, and cut to a length that a message bears.
    package static func printable(_ text: String, limit: Int = 80) -> String {
        var out = ""
        for (index, character) in text.enumerated() {
            if index == limit { return out + "…" }
            out.append(character.unicodeScalars.contains(where: isControl) ? "�" : character)
        }
        return out
    }

    /// A name of a file, or of a part of one, as it may be shown and kept: whole, on one line, and without what a terminal
    /// would obey or what turns the direction of writing.
    package static func visible(_ name: String) -> String {
        guard name.unicodeScalars.contains(where: isControl) else { return name }
        return String(String.UnicodeScalarView(name.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isControl(_ scalar: UnicodeScalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return true
        default: return false
        }
    }
}
