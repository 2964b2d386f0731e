import Domain
import Records

/// The verbs that look at several cells: `choose` and `mark`.
extension CellReader {
    func holds(
        _ choice: FieldRule.Choice, _ rule: FieldRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]
    ) -> Bool {
        choice.tests.allSatisfy { test in
            let place = bounds(test.name, rule, batch, cellOf)
            switch test.test {
            case .filled: return place != nil
            case .empty: return place == nil
            case .equals(let folded):
                return place.map { Fold.key(text(batch.bytes, $0.0, $0.1)) == folded } ?? folded.isEmpty
            case .valid:
                guard let (from, to) = place else { return false }
                return rule.dates.contains {
                    if case .day = $0.read(batch.bytes, from: from, to: to, serialOffset: plan.context.serialOffset) {
                        true
                    } else {
                        false
                    }
                }
            }
        }
    }

    mutating func mark(
        _ marks: [(name: Int, value: String)], _ rule: FieldRule, _ column: KindColumn, _ batch: borrowing RecordBatch,
        _ cellOf: [Int32], _ memo: inout ByteTable, _ facts: inout FactBatch
    ) -> Converted {
        var chosen: [Int] = []
        let headings = marks.map { plan.source.names[$0.name].written }
        let yes = plan.codes.first { $0.id == "co_khong" }
        for (index, mark) in marks.enumerated() {
            guard let (from, to) = bounds(mark.name, rule, batch, cellOf) else { continue }
            let text = text(batch.bytes, from, to)
            switch yes?.code(text) {
            case "1": chosen.append(index)
            case "0": continue
            default: return .fault(CellFault(code: .markUnknown, found: Shown.quoted(Mask.masked(text)), expected: "X"))
            }
        }
        let all = headings.joined(separator: ", ")
        guard let only = chosen.first else {
            return .fault(CellFault(code: .markMissing, found: "", expected: all))
        }
        guard chosen.count == 1 else {
            let found = chosen.map { headings[$0] }.joined(separator: ", ")
            return .fault(CellFault(code: .markSeveral, found: found, expected: all))
        }
        let bytes = Array(marks[only].value.utf8)
        return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
    }
}
