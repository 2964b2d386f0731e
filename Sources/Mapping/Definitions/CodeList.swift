package import Domain

/// A list of `codes/`: labels as offices write them, each with its code. Matched after folding; a code is its own label.
package struct CodeList: Sendable, Equatable {
    /// One line of the file.
    package struct Entry: Sendable, Equatable {
        package var label: String
        package var code: String
        package var note: String
        /// On which days a file may speak so.
        package var valid = Validity()
    }

    /// Name of the file without its ending.
    package var id: String
    package var entries: [Entry]
    /// Whether every code is a whole number, which is then kept as it is.
    package var isNumeric: Bool
    /// Lines that do not hold on the day for which the list was made.
    private var elsewhen: [Entry] = []
    private var byLabel: [String: Int]

    init(id: String, entries: [Entry]) {
        self.id = id
        self.entries = entries
        isNumeric = entries.allSatisfy { Int64($0.code) != nil }
        byLabel = [:]
        for (index, entry) in entries.enumerated() {
            if byLabel[CodeList.key(entry.label)] == nil { byLabel[CodeList.key(entry.label)] = index }
        }
        // A code is its own label only where no line says otherwise ("3" is 0 where a system writes 3 for "no").
        for (index, entry) in entries.enumerated() where byLabel[CodeList.key(entry.code)] == nil {
            byLabel[CodeList.key(entry.code)] = index
        }
    }

    /// The list as it holds for a file that speaks of a day.
    package func holding(on day: Day) -> CodeList {
        guard entries.contains(where: { !$0.valid.holds(on: day) }) else { return self }
        var list = CodeList(id: id, entries: entries.filter { $0.valid.holds(on: day) })
        list.isNumeric = isNumeric
        list.elsewhen = entries.filter { !$0.valid.holds(on: day) }
        return list
    }

    /// Folded; a label of signs alone ("✓") stays as it is.
    static func key(_ text: String) -> String {
        let folded = Fold.key(text)
        return folded.isEmpty ? text : folded
    }

    /// The code of a label in any spelling, or nil.
    package func code(_ label: String) -> String? { byLabel[Self.key(label)].map { entries[$0].code } }

    /// The first label of each code, for messages: "1 Mới đăng ký, 2 Được tiếp nhận".
    package var known: String { canonical.map { $0.label }.joined(separator: ", ") }

    /// What is expected instead of a label: the labels known, and the dates of its own where it holds on other days.
    func expected(insteadOf label: String) -> String {
        let key = Self.key(label)
        let own = elsewhen.filter { Self.key($0.label) == key || Self.key($0.code) == key }
        return ([known] + own.map { "\($0.label) (\($0.valid.text))" }).joined(separator: "; ")
    }

    /// The first entry of each code, in the order of the file.
    package var canonical: [Entry] {
        var met: Set<String> = []
        return entries.filter { met.insert($0.code).inserted }
    }
}
