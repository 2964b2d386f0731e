import Domain
import Records

extension CellReader {
    /// A label that its list does not have, or not on the day at which the file speaks.
    func unlisted(_ column: KindColumn, _ text: String, _ list: CodeList) -> CellFault {
        let clean = CleanText.clean(Array(text.utf8)[...])
        return CellFault(
            code: .codeUnknown, found: shownLabel(column, clean), label: label(column, clean),
            expected: list.expected(insteadOf: text))
    }

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

    /// What an empty cell wants: the column's title, and the form or the first labels: "mã hồ sơ (H55.242-260415-0001)".
    func wanted(_ rule: FieldRule, _ column: KindColumn) -> String {
        let isWord = column.title.dropFirst().first?.isUppercase != true
        let title = isWord ? column.title.prefix(1).lowercased() + column.title.dropFirst() : column.title
        let form: String
        switch column.type {
        case .code, .flag, .codes:
            let labels = plan.codes[rule.codes].canonical.map(\.label)
            form = labels.prefix(5).joined(separator: ", ") + (labels.count > 5 ? ", …" : "")
        case .day, .number, .dossierCode, .procedureCode, .period: form = expectation(rule, column)
        default: form = column.example
        }
        return form.isEmpty || form == column.title ? title : "\(title) (\(form))"
    }

    func expectation(_ rule: FieldRule, _ column: KindColumn) -> String {
        switch column.type {
        case .day: rule.dates.first?.shown ?? "dd/MM/yyyy"
        case .code, .flag, .codes: plan.codes[rule.codes].known
        case .number:
            rule.numbers.group.map { "1\(Character(Unicode.Scalar($0)))234\(Character(Unicode.Scalar($0)))567" }
                ?? "1234567"
        case .dossierCode: column.example.isEmpty ? column.title : column.example
        case .procedureCode: ProcedureCode.shape
        case .period: "2026-04, Quý II/2026, 6 tháng đầu năm 2026, 2026"
        default: column.title
        }
    }

    /// A label that may be shown when it is common; one with a number or an address of a person never is.
    func label(_ column: KindColumn, _ text: String) -> String {
        column.personal || Shown.withoutPersons(text) != text ? "" : text
    }
}
