import Domain
import Records

/// What an unknown layout seems to be: the kind of record, and where its columns belong.
package struct Draft: Sendable {
    /// The kind, by index.
    package var kind: Int
    package var placements: [Placement]
    /// XML: lists of children.
    package var children: [DraftChild] = []

    /// A list of children: its place in the kind, the path of one child, its fields.
    package struct DraftChild: Sendable {
        package var child: Int
        package var path: String
        package var placements: [Placement]
    }

    /// Key columns, other than the unit's, that nothing fills.
    package func lacks(_ rules: Rules) -> [String] {
        lacking(rules) { _ in false }.map { rules.kinds[kind].columns[$0].title }
    }

    /// The kind whose fields the columns fill best. nil where nothing of them is known.
    package init?(_ profiler: Profiler, isXML: Bool, rules: Rules, names: KnownNames) {
        var best: (draft: Draft, score: Int)?
        var second = 0
        let initials = NearHeadings.initials(rules)
        for kind in rules.kinds.indices {
            let made = Draft(profiler, kind: kind, isXML: isXML, rules: rules, names, initials)
            let score = made.score(rules)
            if score > best?.score ?? 0 {
                second = best?.score ?? 0
                best = (made, score)
            } else {
                second = max(second, score)
            }
        }
        guard var draft = best?.draft, let score = best?.score else { return nil }
        let high = draft.placements.count { $0.confidence == .high || $0.isOrderOpen }
        let placed = draft.placements.count { $0.confidence > .low }
        // Where two kinds fit nearly alike, or hardly one does, the same heading may belong to another.
        if second * 4 >= score * 3 || high < 2 || placed < 3 || !draft.lacks(rules).isEmpty {
            draft.doubt { _ in true }
        } else if !draft.lacking(rules, { $0.empty == .required }).isEmpty {
            // A list without what every record must have is of another grain: only what several sources say holds.
            draft.doubt { if case .heading(sources: 1) = $0.reason { true } else { false } }
        }
        self = draft
    }

    /// Columns that are asked for and that nothing fills.
    private func lacking(_ rules: Rules, _ isWanted: (KindColumn) -> Bool) -> [Int] {
        let kind = rules.kinds[kind]
        let filled = Set(placements.filter { $0.confidence > .low }.map(\.field))
        return kind.columns.indices.filter {
            $0 != kind.unit && (kind.key.contains($0) || isWanted(kind.columns[$0])) && !filled.contains($0)
        }
    }

    private init(
        _ profiler: Profiler, kind: Int, isXML: Bool, rules: Rules, _ names: KnownNames, _ initials: [String: [String]]
    ) {
        self.kind = kind
        var free = profiler.shown.map { (index: $0, heading: profiler.columns[$0].heading) }
        if !isXML {
            // A heading that stands twice names no column, and one that may be a person's name is never written.
            let folded = Dictionary(free.map { (Fold.key($0.heading), 1) }, uniquingKeysWith: +)
            free.removeAll { folded[Fold.key($0.heading)] != 1 || !names.isShown($0.heading) }
        }
        children = []
        if isXML {
            let synonyms = rules.kinds[kind].children.indices.map {
                Synonyms(rules, kind: kind, child: $0, initials: initials)
            }
            for (path, isRepeated) in profiler.groups {
                let inner = free.filter { $0.heading.hasPrefix(path + "/") }.map {
                    (index: $0.index, heading: String($0.heading.dropFirst(path.count + 1)))
                }
                guard let made = Self.child(path, isRepeated, inner, profiler, kind, synonyms, rules) else { continue }
                if children.contains(where: { $0.child == made.child || path.hasPrefix($0.path + "/") }) { continue }
                children.append(made)
            }
            // What a record has several times is no field of its own.
            let several = profiler.groups.filter(\.isRepeated).map(\.path) + children.map(\.path)
            free.removeAll { one in several.contains { one.heading.hasPrefix($0 + "/") } }
        }
        placements =
            ColumnMatcher(
                rules: rules, columns: rules.kinds[kind].columns,
                synonyms: Synonyms(rules, kind: kind, initials: initials),
                profiler: profiler, headings: free
            ).placements()
    }

    /// The list of children that the elements at a path are, or nil.
    private static func child(
        _ path: String, _ isRepeated: Bool, _ inner: [(index: Int, heading: String)], _ profiler: Profiler, _ kind: Int,
        _ synonyms: [Synonyms], _ rules: Rules
    ) -> DraftChild? {
        var best: (child: DraftChild, sure: Int)?
        for (index, list) in rules.kinds[kind].children.enumerated() {
            let isKnown = rules.sources.contains { source in
                source.kind == kind
                    && source.children.contains { rule in
                        rule.child == index
                            && rule.records.contains { Fold.key($0.map(\.name).joined()) == Fold.key(path) }
                    }
            }
            guard isKnown || isRepeated else { continue }
            let placements =
                ColumnMatcher(
                    rules: rules, columns: list.columns, synonyms: synonyms[index],
                    profiler: profiler, headings: inner
                ).placements()
            let placed = placements.count { $0.confidence > .low }
            if placed > best?.sure ?? (isKnown ? 0 : 1) {
                best = (DraftChild(child: index, path: path, placements: placements), placed)
            }
        }
        return best?.child
    }

    /// Keys weigh most: a file without one is of another kind. Headings that are only near to known ones tell no kind.
    private func score(_ rules: Rules) -> Int {
        let fields = placements.reduce(0) {
            $0 + ($1.confidence == .high ? 3 : $1.confidence == .middle && !$1.isNear ? 1 : 0)
        }
        let isWanted: (KindColumn) -> Bool = { $0.empty == .required }
        let kind = rules.kinds[kind]
        let needed = kind.columns.indices.count {
            $0 != kind.unit && (kind.key.contains($0) || isWanted(kind.columns[$0]))
        }
        let lacks = lacking(rules, isWanted).count
        return lacks == 0 ? fields * 2 + children.count * 2 : lacks < needed ? fields : fields / 3
    }

    private mutating func doubt(_ isMeant: (Placement) -> Bool) {
        func lower(_ placements: inout [Placement]) {
            for index in placements.indices where isMeant(placements[index]) {
                placements[index].confidence = min(placements[index].confidence, .middle)
            }
        }
        lower(&placements)
        for child in children.indices { lower(&children[child].placements) }
    }
}
