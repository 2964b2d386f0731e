/// A Swift source, parted into what is code and what is text for people. Lines keep their numbers.
struct SwiftText: CustomStringConvertible {
    /// Path from the top folder.
    let path: String
    /// As it stands.
    let whole: String
    /// Without comments, and with empty texts in its quotes.
    private(set) var code = ""
    /// Only what stands between quotes.
    private(set) var texts = ""

    var description: String { path }
    /// The floor: `Sources/{floor}/…`.
    var floor: String { String(path.split(separator: "/")[1]) }

    private var rest: Substring

    init(_ path: String, _ text: String) {
        self.path = path
        whole = text
        rest = Substring(text)
        scan(until: nil)
    }

    /// Reads code to the end, or to the bracket that closes an interpolation.
    private mutating func scan(until close: Character?) {
        var depth = 0
        while let next = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if next == "\"" {
                string()
            } else {
                if next == "(" { depth += 1 }
                if next == ")" {
                    if close != nil, depth == 0 { return }
                    depth -= 1
                }
                put(next, isCode: true)
                rest.removeFirst()
            }
        }
    }

    private mutating func string() {
        let isLong = rest.hasPrefix("\"\"\"")
        let quote = isLong ? "\"\"\"" : "\""
        rest = rest.dropFirst(quote.count)
        code += "\"\""
        texts += " "
        while let next = rest.first {
            if rest.hasPrefix(quote) {
                rest = rest.dropFirst(quote.count)
                return
            }
            if !isLong, next == "\n" { return }
            if rest.hasPrefix("\\(") {
                rest = rest.dropFirst(2)
                code += "("
                scan(until: ")")
                code += ")"
                rest = rest.dropFirst()
            } else if next == "\\" {
                texts += rest.prefix(2).replacing("\n", with: "")
                if rest.dropFirst().first == "\n" { put("\n", isCode: false) }
                rest = rest.dropFirst(2)
            } else {
                put(next, isCode: false)
                rest.removeFirst()
            }
        }
    }

    private mutating func put(_ character: Character, isCode: Bool) {
        if character == "\n" {
            code.append(character)
            texts.append(character)
        } else if isCode {
            code.append(character)
        } else {
            texts.append(character)
        }
    }
}
