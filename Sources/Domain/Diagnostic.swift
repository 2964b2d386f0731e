/// A mistake, or something worth a word, in `Mappings/`: where it is, what is wrong, what is nearest right.
package struct Diagnostic: Sendable, Equatable, Comparable {
    /// Whether the rules can be used all the same.
    package enum Level: String, Sendable {
        case error
        case warning
    }

    package var level: Level
    /// Path below `Mappings/`.
    package var file: String
    /// From 1; 0 where the whole file is meant.
    package var line: Int
    package var column: Int
    package var vi: String
    package var en: String

    package init(_ level: Level = .error, file: String, line: Int = 0, column: Int = 0, vi: String, en: String) {
        self.level = level
        self.file = file
        self.line = line
        self.column = column
        self.vi = vi
        self.en = en
    }

    /// By place.
    package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
        (a.file, a.line, a.column, a.en) < (b.file, b.line, b.column, b.en)
    }

    /// `sources/x.yaml:3:5: …`
    package func text(_ language: Language) -> String {
        let place = line == 0 ? file : "\(file):\(line):\(column)"
        let mark = level == .error ? language.pick("lỗi", "error") : language.pick("cảnh báo", "warning")
        return "\(place): \(mark): \(language.pick(vi, en))"
    }
}
