/// What a code says to people, with the holes `{found}` and `{expected}`.
package struct RejectText: Sendable {
    /// What is wrong, in Vietnamese and English.
    package var vi: String
    package var en: String
    /// What to do about it.
    package var adviceVi: String
    package var adviceEn: String

    init(_ vi: String, _ en: String, do adviceVi: String, _ adviceEn: String) {
        self.vi = vi
        self.en = en
        self.adviceVi = adviceVi
        self.adviceEn = adviceEn
    }

    /// The sentence with its holes filled.
    package func sentence(_ language: Language, found: String, expected: String) -> String {
        Self.fill(language.pick(vi, en), found: found, expected: expected)
    }

    /// The advice with its holes filled.
    package func advice(_ language: Language, found: String, expected: String) -> String {
        Self.fill(language.pick(adviceVi, adviceEn), found: found, expected: expected)
    }

    private static func fill(_ template: String, found: String, expected: String) -> String {
        // One pass, so that a found text that looks like a hole stays as it is.
        var out = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            out += rest[..<open]
            if rest[open...].hasPrefix("{found}") {
                out += found
                rest = rest[open...].dropFirst("{found}".count)
            } else if rest[open...].hasPrefix("{expected}") {
                out += expected
                rest = rest[open...].dropFirst("{expected}".count)
            } else {
                out.append("{")
                rest = rest[open...].dropFirst()
            }
        }
        return out + rest
    }
}
