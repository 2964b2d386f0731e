package import Domain

/// Facts as lines of JSON, one object a taken record, for the cases in `Fixtures/` and for people who look.
///
/// Field names are those of `records/` in their order. Days are ISO texts, codes and words texts, sets of codes lists of
/// texts, flags and numbers numbers, a pseudonym "…", a list of children an array of objects. What is unknown is left
/// out, and so is what is known to be none (`Fixtures/README.md`).
package struct FactText: Sendable {
    private let kind: Kind
    private let codes: [CodeList]
    /// Which lists of children the file speaks of, by their index in the kind.
    private let lists: [Bool]
    private var words: [String] = []
    private var units: [String] = []

    package init(plan: LoadPlan) {
        kind = plan.kind
        codes = plan.codes
        lists = plan.kind.children.indices.map { plan.mask & plan.kind.bit(child: $0) != 0 }
    }

    /// The lines of a batch. Batches of one load come in their order, for the dictionaries grow with them.
    package mutating func lines(_ facts: borrowing FactBatch) -> [String] {
        words += facts.newWords
        units += facts.newUnits
        let stride = kind.columns.count
        var next = [Int](repeating: 0, count: kind.children.count)
        var lines: [String] = []
        for row in facts.rows.indices {
            var pairs = pairs(kind.columns, facts.values[row * stride..<(row + 1) * stride])
            for (list, child) in kind.children.enumerated() where lists[list] {
                let found = facts.children[list]
                var items: [String] = []
                while next[list] < found.parents.count, Int(found.parents[next[list]]) == row {
                    let base = next[list] * child.columns.count
                    let inner = self.pairs(child.columns, found.values[base..<base + child.columns.count])
                    items.append("{\(inner.joined(separator: ","))}")
                    next[list] += 1
                }
                pairs.append("\(JSONSchema.quoted(child.id)):[\(items.joined(separator: ","))]")
            }
            lines.append("{\(pairs.joined(separator: ","))}")
        }
        return lines
    }

    private func pairs(_ columns: [KindColumn], _ values: ArraySlice<Int64>) -> [String] {
        zip(columns, values).compactMap { column, value in
            guard value > Fact.unknown else { return nil }
            return "\(JSONSchema.quoted(column.name)):\(text(column.type, value))"
        }
    }

    private func text(_ type: ColumnType, _ value: Int64) -> String {
        switch type {
        case .day: JSONSchema.quoted(Day(number: value).iso)
        case .flag, .number: String(value)
        case .code(let list): JSONSchema.quoted(isNumeric(list) ? String(value) : words[Int(value)])
        case .codes:
            "["
                + (0..<62).filter { value & 1 << $0 != 0 }.map { JSONSchema.quoted(String(Int64(1) << $0)) }
                .joined(separator: ",") + "]"
        case .word, .procedureCode, .period: JSONSchema.quoted(words[Int(value)])
        case .identity: JSONSchema.quoted("…")
        case .dossierCode: JSONSchema.quoted(dossier(value))
        case .unit: JSONSchema.quoted(units[Int(value)])
        }
    }

    private func isNumeric(_ list: String) -> Bool { codes.first { $0.id == list }?.isNumeric ?? true }

    private func dossier(_ key: Int64) -> String {
        if DossierKey.isOdd(key) { return words[Int(DossierKey.word(key))] }
        let day = Day(number: DossierKey.day(key)).iso.replacing("-", with: "").dropFirst(2)
        let digits = String(DossierKey.sequence(key))
        let zeros = String(repeating: "0", count: max(0, DossierKey.width(key) - digits.count))
        return "\(units[Int(DossierKey.unit(key))])-\(day)-\(zeros)\(digits)"
    }
}
