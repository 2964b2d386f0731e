import Domain
import Records

/// What the sources of one kind of record call its fields: by folded heading or path, each use of it.
struct Synonyms: Sendable {
    /// A source reads a heading into a field.
    struct Use: Sendable {
        /// How sure the source is of it.
        enum Strength: Sendable {
            /// Its own column.
            case own
            /// Only where another is missing, or stands beside.
            case second
            /// A case among others, a sum, a mark: no column of one field.
            case part
        }

        var source: Int
        var column: Int
        var strength: Strength
        /// The rule, for what goes with the heading: list, ages, texts that are kept.
        var rule: FieldRule
    }

    /// By folded heading; of XML by the folded path and by its last step alone.
    private(set) var uses: [String: [Use]] = [:]
    /// By the words that tell, in order of the alphabet: those that only some of a field's headings have are left out.
    private(set) var byWords: [String: Set<Int>] = [:]
    /// Words that a field's headings have or lack: "hồ sơ" of "Ngày tiếp nhận hồ sơ".
    private var spare: Set<String> = []
    /// Titles and names of the kind's columns, folded.
    private(set) var titles: [String: Int] = [:]

    /// Of a kind's own fields, or of a list of its children.
    init(_ rules: Rules, kind: Int, child: Int? = nil) {
        let columns = child.map { rules.kinds[kind].children[$0].columns } ?? rules.kinds[kind].columns
        var words: [Int: [Set<String>]] = [:]
        for (index, source) in rules.sources.enumerated() where source.kind == kind {
            let lists: [(names: [SourceName], fields: [FieldRule])] =
                child.map { child in
                    source.children.filter { $0.child == child }.map { ($0.names, $0.fields) }
                } ?? [(source.names, source.fields)]
            for list in lists {
                for rule in list.fields {
                    for (name, strength) in Self.names(rule) {
                        let name = list.names[name]
                        let use = Use(source: index, column: rule.column, strength: strength, rule: rule)
                        for key in Self.keys(name) { uses[key, default: []].append(use) }
                        if strength == .own { words[rule.column, default: []].append(Set(Self.words(name))) }
                    }
                }
            }
        }
        for sets in words.values {
            for a in sets {
                for b in sets where a.count > 1 && a.isStrictSubset(of: b) { spare.formUnion(b.subtracting(a)) }
            }
        }
        for (column, sets) in words {
            for set in sets { byWords[key(set), default: []].insert(column) }
        }
        for (index, column) in columns.enumerated() {
            for key in [Fold.key(column.title), Fold.key(column.name)] where titles[key] == nil { titles[key] = index }
        }
    }

    /// The words of a heading that tell, as a key; "" where there are fewer than two.
    func key(_ words: Set<String>) -> String {
        let telling = words.subtracting(spare)
        return telling.count < 2 ? "" : telling.sorted().joined(separator: " ")
    }

    private static func words(_ name: SourceName) -> [String] {
        KnownNames.words(name.steps.last?.name ?? name.written)
    }

    /// Folded forms of a name: the whole path, and its last step.
    private static func keys(_ name: SourceName) -> Set<String> {
        guard let last = name.steps.last else { return [name.folded] }
        return [Fold.key(name.steps.map(\.name).joined()), Fold.key(last.name)]
    }

    private static func names(_ rule: FieldRule) -> [(Int, Use.Strength)] {
        let own: [(Int, Use.Strength)] =
            switch rule.how {
            case .cell(let names), .filled(let names), .firstOf(let names):
                names.map { ($0, rule.beside == nil ? .own : .second) }
            case .choose, .mark, .sum: rule.names.map { ($0, .part) }
            case .constant, .covers: []
            }
        return own + rule.otherwise.map { ($0, .second) }
    }
}
