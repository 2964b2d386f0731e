import Domain

/// The first line in which two texts differ, and where in it.
struct FirstDifference: Equatable {
    /// From 1.
    let line: Int
    let column: Int
    /// The lines from a little before the difference; nil where a text has no such line.
    let expected: String?
    let found: String?

    /// nil where the texts are the same.
    init?(expected: String, found: String) {
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let got = found.split(separator: "\n", omittingEmptySubsequences: false)
        let count = max(wanted.count, got.count)
        func line(_ lines: [Substring], _ index: Int) -> Substring? {
            lines.indices.contains(index) ? lines[index] : nil
        }
        guard let index = (0..<count).first(where: { line(wanted, $0) != line(got, $0) }) else { return nil }
        let a = line(wanted, index) ?? ""
        let b = line(got, index) ?? ""
        let same = zip(a, b).prefix { $0 == $1 }.count
        self.line = index + 1
        column = same + 1
        self.expected = line(wanted, index).map { Self.near($0, same) }
        self.found = line(got, index).map { Self.near($0, same) }
    }

    /// The piece of a line around a place.
    private static func near(_ line: Substring, _ place: Int) -> String {
        let before = 20
        let start = max(0, place - before)
        return (start > 0 ? "…" : "") + Mask.printable(String(line.dropFirst(start)), limit: 60)
    }

    /// The difference as a mistake at a file.
    func diagnostic(_ file: String) -> Diagnostic {
        Diagnostic(
            file: file, line: line, column: column,
            vi:
                "ca không đúng: mong đợi \(Self.quoted(expected, "không còn dòng nào")), có \(Self.quoted(found, "không còn dòng nào"))",
            en:
                "the case does not hold: expected \(Self.quoted(expected, "no more lines")), found \(Self.quoted(found, "no more lines"))"
        )
    }

    private static func quoted(_ text: String?, _ none: String) -> String { text.map { "«\($0)»" } ?? none }
}
