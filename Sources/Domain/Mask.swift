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
            let isControl = character.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x200B...0x200F).contains($0.value)
                    || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
            }
            out.append(isControl ? "�" : character)
        }
        return out
    }
}
