import Domain
import Records

/// The quick ways of the common forms.
extension CellReader {
    /// The value of a field where one of the quick ways reads it, or nil.
    @inline(__always)
    mutating func quick(
        _ step: FieldStep, _ batch: borrowing RecordBatch, _ cellOf: [Int32], _ facts: inout FactBatch
    ) -> Int64? {
        if step.name < 0 { return nil }
        let index = Int(cellOf[step.name])
        if index < 0 { return step.empty == Fact.unknown ? nil : step.empty }
        let cell = batch.cells[index]
        let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
        if from == to { return step.empty == Fact.unknown ? nil : step.empty }
        switch step.way {
        case .long: return nil
        case .remembered:
            guard let known = memo[step.field].value(batch.bytes, from, to), known < Self.paddedBit else { return nil }
            return known
        case .unit:
            unitCell = (from, to)
            return Fact.none
        case .dayFirst: return QuickRead.dayFirst(batch.bytes, from, to)
        case .stamp: return QuickRead.stamp(batch.bytes, from, to)
        case .number(let group):
            return QuickRead.number(batch.bytes, from, to, group: cell.parent == Cell.number ? 0 : group)
        case .identity:
            guard QuickRead.isTwelveDigits(batch.bytes, from, to), let pseudonymizer,
                !placeholders[step.column].have(batch.bytes[from..<to])
            else { return nil }
            pseudonymizer.append(batch.bytes[from..<to], to: &facts)
            return Int64(facts.pseudonyms.count / Pseudonymizer.length - 1)
        case .dossier:
            guard let parts = DossierCode.read(batch.bytes, from, to),
                let agency = agencies.value(batch.bytes, parts.agency.lowerBound, parts.agency.upperBound)
            else { return nil }
            return DossierKey.pack(unit: agency, day: parts.day, width: parts.width, sequence: parts.sequence)
        }
    }
}
