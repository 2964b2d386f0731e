/// The parts of a command's help: what it says, its examples, and the meanings of exit codes where it lists them.
struct HelpText {
    /// Codes that share a meaning: "130, 143".
    struct Exit {
        var codes: String
        var meaning: String
    }

    let abstract: String
    private(set) var paragraphs: [String] = []
    private(set) var examples: [String] = []
    private(set) var exits: [Exit] = []

    /// A paragraph `Exit: 0 everything · 130, 143 stopped` lists codes; what stands behind `EXAMPLE:` is an example, to the end
    /// of its paragraph.
    init(_ command: ToolDump.Command) throws {
        let name = command.words.joined(separator: " ")
        guard var abstract = command.abstract, !abstract.isEmpty else {
            throw ManualPage.Missing(command: name, what: "abstract")
        }
        if abstract.hasSuffix(".") { abstract.removeLast() }
        self.abstract = abstract
        for paragraph in (command.discussion ?? "").split(separator: "\n\n") {
            let parts = paragraph.split(separator: "EXAMPLE:", omittingEmptySubsequences: false)
            let before = parts[0].trimmingPrefix(while: \.isWhitespace)
            if before.hasPrefix("Exit:") {
                exits = before.dropFirst("Exit:".count).split(separator: " · ").compactMap(Self.exit)
            } else if !before.isEmpty {
                paragraphs.append(String(before))
            }
            for part in parts.dropFirst() {
                examples += part.split(separator: "\n").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
            }
        }
        guard !examples.isEmpty else { throw ManualPage.Missing(command: name, what: "example (\"EXAMPLE:\")") }
    }

    private static func exit(_ text: Substring) -> Exit? {
        let words = text.split(whereSeparator: \.isWhitespace)
        let codes = words.prefix { $0.first?.isNumber == true }
        guard !codes.isEmpty else { return nil }
        return Exit(
            codes: codes.joined(separator: " "), meaning: words.dropFirst(codes.count).joined(separator: " "))
    }
}
