/// Text as `man` reads it. Letters stay what they are (UTF-8); only what the formatter would take for its own is escaped.
enum Roff {
    /// Bytes after which `mandoc -Tlint` calls a line too long.
    private static let width = 80

    /// Text in which nothing is a command to the formatter, apart from what stands at a line's beginning.
    static func escaped(_ text: String) -> String {
        var out = ""
        for letter in text.unicodeScalars {
            switch letter {
            case "\\": out += "\\e"
            // A hyphen of the formatter's own is another letter than the one that a shell wants.
            case "-": out += "\\-"
            case "'": out += "\\(aq"
            case "`": out += "\\(ga"
            case "^": out += "\\(ha"
            case "~": out += "\\(ti"
            case "\"": out += "\\(dq"
            default: out.unicodeScalars.append(letter)
            }
        }
        return out
    }

    /// One line of output; a dot at its beginning would be a request.
    static func line(_ text: String) -> String {
        let escaped = escaped(text)
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    static func bold(_ text: String) -> String { "\\fB" + escaped(text) + "\\fR" }
    static func italic(_ text: String) -> String { "\\fI" + escaped(text) + "\\fR" }

    /// A paragraph, broken between words into lines that the linter takes.
    static func filled(_ text: String) -> [String] {
        filled(words: text.split(whereSeparator: \.isWhitespace).map { line(String($0)) })
    }

    /// The same of words that are escaped already.
    static func filled(words: [String]) -> [String] {
        var lines: [String] = []
        var length = 0
        for word in words {
            if !lines.isEmpty, length + 1 + cost(word) <= width {
                lines[lines.count - 1] += " " + word
                length += 1 + cost(word)
            } else {
                lines.append(word)
                length = cost(word)
            }
        }
        return lines
    }

    /// The linter counts a letter that is no ASCII as the formatter is given it: `\[u1EA1]`.
    private static func cost(_ word: String) -> Int {
        word.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
    }
}
