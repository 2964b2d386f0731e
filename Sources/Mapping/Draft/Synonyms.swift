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
    /// By field: the words of its headings that tell, one set a heading.
    private var telling: [Int: Set<Set<String>>] = [:]
    /// By field: words that its headings have or lack: "hồ sơ" of "Ngày tiếp nhận hồ sơ".
    private var spare: [Int: Set<String>] = [:]
    /// Fields by their titles, with and without what stands in brackets, and by their names; folded.
    private(set) var titles: [String: Set<Int>] = [:]
    /// What is like a known heading and is none.
    let near: NearHeadings

    /// Of a kind's own fields, or of a list of its children.
    init(_ rules: Rules, kind: Int, child: Int? = nil, initials: [String: [String]]) {
        let columns = child.map { rules.kinds[kind].children[$0].columns } ?? rules.kinds[kind].columns
        var words: [Int: [Set<String>]] = [:]
        var headings: [Int: [String]] = [:]
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
                        if strength != .part {
                            headings[rule.column, default: []].append(name.steps.last?.name ?? name.written)
                        }
                        if strength == .own { words[rule.column, default: []].append(Set(Self.words(name))) }
                    }
                }
            }
        }
        near = NearHeadings(headings, columns, initials: initials)
        for (column, sets) in words {
            var spare: Set<String> = []
            for a in sets {
                for b in sets where a.count > 1 && a.isStrictSubset(of: b) { spare.formUnion(b.subtracting(a)) }
            }
            self.spare[column] = spare
            telling[column] = Set(sets.map { $0.subtracting(spare) }.filter { $0.count > 1 })
        }
        for (index, column) in columns.enumerated() {
            let bare = column.title.prefix { $0 != "(" }
            for key in Set([Fold.key(column.title), Fold.key(bare), Fold.key(column.name)]) {
                titles[key, default: []].insert(index)
            }
        }
    }

    /// The fields of which a known heading has the same telling words.
    func fields(words: Set<String>) -> [Int] {
        telling.keys.filter { column in
            telling[column]?.contains(words.subtracting(spare[column] ?? [])) == true
        }
        .sorted()
    }

    /// A rule that reads the field from a heading of its own.
    func rule(of field: Int) -> FieldRule? {
        uses.sorted { $0.key < $1.key }.lazy.flatMap(\.value).first { $0.column == field && $0.strength == .own }?.rule
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
            // Two fields out of one column.
            case .time(let names, _): names.map { ($0, .part) }
            case .choose, .mark, .sum: rule.names.map { ($0, .part) }
            case .constant, .covers: []
            }
        return own + rule.otherwise.map { ($0, .second) }
    }
}
