import Domain
import Records

/// Cells that are codes and numbers of the trade, and the unit of a record.
extension CellReader {
    mutating func identity(
        _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ facts: inout FactBatch
    ) -> Converted {
        switch IdentityNumber.read(bytes, from, to) {
        case .digits(let digits, let padded):
            guard let pseudonymizer else {
                preconditionFailure("a load with identity numbers has a key")
            }
            if PlaceholderNumbers(column.placeholders).have(digits[...]) {
                guard column.empty != .required else {
                    return .fault(CellFault(code: .identityPlaceholder, found: "", expected: ""))
                }
                warnings.append((.identityPlaceholder, 1))
                return .value(Fact.none)
            }
            if padded { warnings.append((.identityPadded, 1)) }
            let index = Int64(facts.pseudonyms.count / Pseudonymizer.length)
            pseudonymizer.append(digits[...], to: &facts)
            return .value(index)
        case .lost:
            return .fault(
                CellFault(code: .identityLost, found: Mask.masked(text(bytes, from, to)), expected: "12"))
        case .otherShape:
            let whole = CleanText.clean(bytes[from..<to])
            if let pseudonymizer, KeyPattern.fits(whole, oneOf: plan.source.keyPatterns) {
                let index = Int64(facts.pseudonyms.count / Pseudonymizer.length)
                pseudonymizer.append(Array(whole.uppercased().utf8)[...], to: &facts)
                return .value(index)
            }
            return .fault(
                CellFault(code: .identityShape, found: Mask.masked(text(bytes, from, to)), expected: "12"))
        }
    }

    mutating func dossier(
        _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        if let value = dossierCode(bytes, from, to) { return .value(value) }
        let whole = CleanText.clean(bytes[from..<to])
        // What nobody sees in a code is no part of it.
        let plain = Array(whole.utf8)
        if plain.count < to - from, let value = dossierCode(plain, 0, plain.count) { return .value(value) }
        if KeyPattern.fits(whole, oneOf: plan.source.keyPatterns) {
            return .value(DossierKey.odd(word: word(whole)))
        }
        return .fault(keyShape(column, whole))
    }

    private mutating func dossierCode(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int64? {
        if let parts = DossierCode.read(bytes, from, to) {
            var agency: Int64
            if let known = agencies.value(bytes, parts.agency.lowerBound, parts.agency.upperBound) {
                agency = known
            } else {
                agency = unit(text(bytes, parts.agency.lowerBound, parts.agency.upperBound).uppercased())
                agencies.set(bytes, parts.agency.lowerBound, parts.agency.upperBound, agency)
            }
            if let key = DossierKey.pack(unit: agency, day: parts.day, width: parts.width, sequence: parts.sequence) {
                return key
            }
            unitText = text(bytes, parts.agency.lowerBound, parts.agency.upperBound).uppercased()
            return DossierKey.odd(word: word(text(bytes, from, to).uppercased()))
        }
        return nil
    }

    /// A key that has none of the shapes of keys.
    func keyShape(_ column: KindColumn, _ text: String) -> CellFault {
        let shapes = ([column.example] + plan.source.keyPatterns).filter { !$0.isEmpty }.joined(separator: ", ")
        return CellFault(
            code: .keyShape, found: Shown.quoted(Mask.masked(text)), expected: shapes.isEmpty ? column.title : shapes)
    }

    /// A word of the key: another text may not stand for it, so what would be masked in it is no key, unless the source
    /// declares the shape.
    mutating func keyWord(
        _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable
    ) -> Converted {
        let text = CleanText.clean(bytes[from..<to])
        let patterns = plan.source.keyPatterns
        guard patterns.isEmpty || KeyPattern.fits(text, oneOf: patterns), !Shown.isLikePerson(text) || isDeclared(text)
        else {
            return .fault(keyShape(column, text))
        }
        let value = word(text)
        memo.set(bytes, from, to, value)
        return .value(value)
    }

    /// Whether the source declares the shape, in more than "anything between a letter and a digit": what could be a person's
    /// number must be spelt out by the pattern.
    private func isDeclared(_ text: String) -> Bool {
        KeyPattern.fits(text, oneOf: plan.source.keyPatterns.filter { !$0.contains("*") })
    }

    mutating func procedure(_ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable) -> Converted {
        let value: Int64
        if let known = memo.value(bytes, from, to) {
            value = known
        } else {
            let text = CleanText.clean(bytes[from..<to])
            guard let (code, padded) = ProcedureCode.read(text) else {
                return .fault(
                    CellFault(
                        code: .procedureCodeShape, found: Shown.plainOrMasked(text), expected: ProcedureCode.shape))
            }
            value = word(code) | (padded ? Self.paddedBit : 0)
            memo.set(bytes, from, to, value)
        }
        if value & Self.paddedBit != 0 { warnings.append((.procedureCodePadded, 1)) }
        return .value(value & ~Self.paddedBit)
    }

    /// The record's unit: by its code, else its column, else the source's, else the load's (indicators.md, "Unit").
    mutating func unit(_ base: Int, _ batch: borrowing RecordBatch, _ facts: inout FactBatch) -> Converted {
        let at = base + unitColumn
        if dossierKey >= 0 {
            let code = facts.values[base + dossierKey]
            if code > Fact.unknown, !DossierKey.isOdd(code) {
                facts.values[at] = DossierKey.unit(code)
                return .value(0)
            }
        }
        if let unitCell, unitText.isEmpty { unitText = text(batch.bytes, unitCell.from, unitCell.to) }
        let isDossier = dossierKey >= 0
        var code = plan.units.match(unitText)
        if code == nil, !unitText.isEmpty, UnitCode.hasShape(unitText) { code = unitText.uppercased() }
        if code == nil, unitText.isEmpty || isDossier {
            code = [plan.source.unit, plan.context.unit].first { !$0.isEmpty }
            if code == nil, plan.kind.standing { code = "" }
        }
        guard let code else {
            return .fault(
                CellFault(
                    code: .unitUnknown, found: unitText.isEmpty ? "" : Shown.quoted(Mask.masked(unitText)),
                    expected: plan.kind.columns[plan.kind.unit].title))
        }
        facts.values[at] = unit(code)
        return .value(0)
    }
}
