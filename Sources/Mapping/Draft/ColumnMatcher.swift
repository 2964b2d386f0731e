import Domain

/// Places the columns of an unknown layout in the fields of a kind of record (or of a list of its children): by their
/// headings as other sources know them, and by what their values look like. Pure.
///
/// High confidence is a heading that every source of the kind reads into one and the same field, above values that the
/// field takes, and no other column that wants it. Whatever is less is said to be less.
struct ColumnMatcher {
    let rules: Rules
    let columns: [KindColumn]
    let synonyms: Synonyms
    let profiler: Profiler
    /// Names that hold for the whole list: what headings are called, by column; XML may leave away a path before them.
    let headings: [(index: Int, heading: String)]

    /// At most one placement a column; what nothing speaks for is left out.
    func placements() -> [Placement] {
        var out = headings.compactMap { place($0.index, $0.heading) }
        settle(&out)
        out += byValues(without: out)
        out += nearly(without: out)
        return out.sorted { $0.column < $1.column }
    }

    private func place(_ index: Int, _ heading: String) -> Placement? {
        let last = heading.split(separator: "/").last.map(String.init) ?? ""
        let whole = Fold.key(heading)
        for key in [whole, Fold.key(last)] + profiler.columns[index].lower where !key.isEmpty {
            guard let uses = synonyms.uses[key] else { continue }
            var found = exact(index, uses)
            // The last step of a path, or the lowest row of a heading, may mean another thing below another.
            if key != whole { found.confidence = min(found.confidence, .middle) }
            return found
        }
        if let fields = synonyms.titles[Fold.key(last)]?.sorted(), let field = fields.first {
            if fields.count > 1 {
                return Placement(column: index, field: field, confidence: .low, reason: .several(fields))
            }
            return judged(index, field, .middle, .title, synonyms.rule(of: field))
        }
        let fields = synonyms.fields(words: Set(KnownNames.words(last)))
        if let field = fields.first, fields.count == 1 {
            return judged(index, field, .middle, .words, synonyms.rule(of: field))
        }
        return nil
    }

    private func exact(_ index: Int, _ uses: [Synonyms.Use]) -> Placement {
        // Of several the one that takes the values is the likelier.
        let fields = Set(uses.map(\.column)).sorted { (takes(index, $0) ? 0 : 1, $0) < (takes(index, $1) ? 0 : 1, $1) }
        let own = uses.filter { $0.strength == .own }
        guard fields.count == 1, let use = own.first ?? uses.first(where: { $0.strength == .second }) else {
            return Placement(column: index, field: fields[0], confidence: .low, reason: .several(fields))
        }
        let sources = Set(uses.map(\.source)).count
        // Who says "only where another is missing" knows that it may mean another thing.
        let isSure = own.count == uses.count
        return judged(index, use.column, isSure ? .high : .middle, .heading(sources: sources), use.rule)
    }

    /// What the values say to it.
    private func judged(
        _ index: Int, _ field: Int, _ confidence: Placement.Confidence, _ reason: Placement.Reason, _ rule: FieldRule?
    ) -> Placement {
        let column = profiler.columns[index]
        let type = columns[field].type
        let list = bestList(field, column)
        var out = Placement(
            column: index, field: field, confidence: confidence, reason: reason, rule: rule,
            list: list == ownList(type) ? nil : list)
        var isFilled = false
        if case .filled? = rule?.how { isFilled = true }
        let split = rule.map { !$0.split.isEmpty } ?? false
        switch isFilled || split ? nil : column.fits(type, list: list, isBirthDay: rule?.ages.isEmpty == false) {
        case true?: break
        case false?:
            out.confidence = .low
            out.reason = .otherValues
        case nil:
            // Words are words, whatever they are; an empty column says nothing at all.
            if column.filled == 0 { out.confidence = min(out.confidence, .middle) }
            if type == .word, KnownNames.isOfPersons(column.heading), rule?.only.isEmpty != false {
                out.confidence = .low
            }
        }
        if type == .day { doubt(&out, column) }
        return out
    }

    /// Days with the month first would be read as others, or not at all; where no day of the file tells, nobody can be sure.
    private func doubt(_ out: inout Placement, _ column: ColumnProfile) {
        let (own, turned) = (column.orders[.dayFirst] ?? 0, column.orders[.monthFirst] ?? 0)
        if turned > own {
            out.confidence = .low
            out.reason = .monthFirst
        } else if own == 0, column.orders[.open] ?? 0 > 0, !profiler.isDayFirst {
            out.confidence = min(out.confidence, .middle)
            out.isOrderOpen = true
        }
    }

    private func ownList(_ type: ColumnType) -> Int? {
        switch type {
        case .code(let list), .codes(let list): rules.list(list)
        case .flag: rules.list("co_khong")
        default: nil
        }
    }

    /// Of the lists that some source of the kind reads the field with, the one that takes most of the cells.
    private func bestList(_ field: Int, _ column: ColumnProfile) -> Int? {
        guard let own = ownList(columns[field].type) else { return nil }
        let others = synonyms.uses.values.lazy.joined().filter { $0.column == field && $0.rule.codes >= 0 }
            .map(\.rule.codes)
        return ([own] + Set(others).sorted()).reduce(own) { best, list in
            column.share(ofList: list) > column.share(ofList: best) ? list : best
        }
    }

    /// Two columns cannot fill one field: the surer one has it, and between equals neither is sure.
    private func settle(_ placements: inout [Placement]) {
        for field in Set(placements.map(\.field)) {
            let rivals = placements.indices.filter {
                placements[$0].field == field && placements[$0].confidence > .low
            }
            guard rivals.count > 1 else { continue }
            let surest = rivals.map { placements[$0].confidence }.max() ?? .low
            let first = rivals.first { placements[$0].confidence == surest } ?? rivals[0]
            let isEven = rivals.count { placements[$0].confidence == surest } > 1
            for index in rivals where index != first {
                placements[index].confidence = .low
                placements[index].reason = .taken(placements[first].column)
            }
            if isEven { placements[first].confidence = .middle }
        }
        // A heading of several fields, of which all but one are filled surely, is of the last.
        let sure = Set(placements.filter { $0.confidence == .high }.map(\.field))
        for index in placements.indices {
            guard case .several(let fields) = placements[index].reason else { continue }
            let free = fields.filter { !sure.contains($0) }
            guard free.count == 1, fields.count > 1 else { continue }
            let rule = synonyms.uses.values.lazy.joined().first { $0.column == free[0] && $0.strength != .part }?.rule
            guard let rule else { continue }
            let found = judged(placements[index].column, free[0], .middle, .words, rule)
            let isFree = !placements.contains { $0.field == free[0] && $0.confidence > .low }
            if isFree, found.confidence > .low { placements[index] = found }
        }
    }

    /// Columns with unknown headings whose values only one field can take, where no other column has such values.
    private func byValues(without placements: [Placement]) -> [Placement] {
        let placed = Set(placements.map(\.column))
        let filled = Set(placements.filter { $0.confidence > .low }.map(\.field))
        var out: [Placement] = []
        for (field, column) in columns.enumerated() where !filled.contains(field) {
            let isTelling: Bool
            switch column.type {
            case .dossierCode, .procedureCode, .identity: isTelling = true
            case .code: isTelling = true
            default: isTelling = false
            }
            guard isTelling, columns.count(where: { $0.type == column.type }) == 1 else { continue }
            let found = headings.filter { !placed.contains($0.index) && isOf(column.type, $0.index) }
            guard found.count == 1, let one = found.first else { continue }
            out.append(judged(one.index, field, .middle, .values, nil))
        }
        return out.filter { $0.confidence > .low }
    }

    /// What is left, where words of its heading are those of fields that take its values: taken where one field is clear, and else offered.
    private func nearly(without placements: [Placement]) -> [Placement] {
        let placed = Set(placements.map(\.column))
        let filled = placements.filter { $0.confidence > .low }.map(\.field)
        var out = headings.filter { !placed.contains($0.index) }.compactMap { near($0.index, $0.heading) }
        // Two columns that want one field are both left to a person.
        let wanted = Dictionary(
            (filled + out.filter { $0.confidence > .low }.map(\.field)).map { ($0, 1) }, uniquingKeysWith: +)
        for index in out.indices where wanted[out[index].field] ?? 0 > 1 { out[index].confidence = .low }
        return out
    }

    private func near(_ index: Int, _ heading: String) -> Placement? {
        let column = profiler.columns[index]
        let last = heading.split(separator: "/").last.map(String.init) ?? heading
        let found = synonyms.near.fields(last, of: columns.indices.filter { takes(index, $0) })
        guard let field = found.fields.first else { return nil }
        let isClear = found.isClear && column.filled > 0
        return judged(index, field, isClear ? .middle : .low, .near(found.fields), synonyms.rule(of: field))
    }

    /// Whether nothing of a column's values speaks against a field.
    private func takes(_ index: Int, _ field: Int) -> Bool {
        let column = profiler.columns[index]
        return column.fits(columns[field].type, list: bestList(field, column), isBirthDay: false) != false
    }

    private func isOf(_ type: ColumnType, _ index: Int) -> Bool {
        switch (type, profiler.found(index).type) {
        case (.dossierCode, .dossierCode), (.procedureCode, .procedureCode), (.identity, .identity): true
        // Two labels at least: one word may be anything.
        case (.code(let list), .code(let found)):
            rules.list(list) == found && profiler.columns[index].distinct >= 2
        default: false
        }
    }
}
