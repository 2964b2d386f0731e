/// One line of a case's `cmd`: the arguments of the program, or something that the runner does before the next line.
///
/// ```
/// import main-job --warehouse kho.db        arguments; "…" and '…' hold blanks together
/// import - --as-of 2026-05-05 < input.csv   standard input from a file
/// @quietly import main-job …                runs without its output being kept
/// @lock kho.db                              holds the warehouse's lock until the case ends
/// @grow input.csv                           lets the file grow while the next line runs
/// @fill input.xml 1000 <a>                  appends a text so many times, where a limit wants a large file
/// ```
package enum CommandLineText: Equatable, Sendable {
    /// A run of the program; a quiet one prepares what the others look at.
    case run(arguments: [String], input: String?, isQuiet: Bool = false)
    /// Holds the lock of a warehouse.
    case lock(String)
    /// Appends to a file while the next run goes on.
    case grow(String)
    /// Appends a text to a file so many times.
    case fill(String, count: Int, text: String)

    /// The lines of a `cmd`; blank ones and those that begin with `#` say nothing.
    package static func lines(_ text: String) -> [CommandLineText] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = words(line)
            guard let first = words.first, !first.hasPrefix("#") else { return nil }
            switch first {
            case "@lock": return .lock(words.last ?? "")
            case "@fill" where words.count == 4:
                return .fill(words[1], count: Int(words[2]) ?? 1, text: words[3])
            case "@grow": return .grow(words.last ?? "")
            case "@quietly": return .run(arguments: Array(words.dropFirst()), input: nil, isQuiet: true)
            default:
                guard let arrow = words.firstIndex(of: "<"), arrow + 1 < words.count else {
                    return .run(arguments: words, input: nil)
                }
                return .run(arguments: Array(words[..<arrow]), input: words[arrow + 1])
            }
        }
    }

    private static func words(_ line: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var isOpen = false
        var quote: Character?
        for character in line {
            if let mark = quote {
                if character == mark { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isOpen = true
            } else if character == " " {
                if isOpen || !word.isEmpty { words.append(word) }
                word = ""
                isOpen = false
            } else {
                word.append(character)
            }
        }
        if isOpen || !word.isEmpty { words.append(word) }
        return words
    }
}
