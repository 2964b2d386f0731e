import Domain
import Records

extension CellReader {
    /// What may always be shown of a label that is in no list.
    func shownLabel(_ column: KindColumn, _ text: String) -> String {
        column.personal ? Shown.quoted(Mask.masked(text)) : Shown.label(text)
    }

    /// Whether the cell left or right of a field's is a label of the field's list: the row is shifted, and what stands in
    /// the field may be a person's name.
    func isShifted(
        _ rule: FieldRule, _ names: [Int], _ batch: borrowing RecordBatch, _ head: RecordHead, _ cellOf: [Int32]
    ) -> Bool {
        let list = plan.codes[rule.codes]
        let row = Int(head.firstCell)..<Int(head.endCell)
        return names.contains { name in
            let at = Int(cellOf[name])
            return at >= 0
                && [at - 1, at + 1].contains { index in
                    guard row.contains(index) else { return false }
                    let cell = batch.cells[index]
                    let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
                    return from < to && list.code(text(batch.bytes, from, to)) != nil
                }
        }
    }

    /// A label that may be shown when it is common; one with a number or an address of a person never is.
    func label(_ column: KindColumn, _ text: String) -> String {
        column.personal || Shown.withoutPersons(text) != text ? "" : text
    }
}
