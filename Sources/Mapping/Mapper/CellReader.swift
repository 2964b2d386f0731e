import Domain
import Records

/// Reads the cells of one record into values, by the rule of each field. Keeps the load's dictionaries: a text that was met
/// before costs one look in a table of bytes.
struct CellReader: Sendable {
    private let plan: LoadPlan
    /// By field, and by list and field: texts as they stand, with their values.
    private var memo: [ByteTable]
    private var childMemo: [[ByteTable]]
    private var agencies = ByteTable()
    private var words: [String: Int64] = [:]
    private var units: [String: Int64] = [:]
    private var newWords: [String] = []
    private var newUnits: [String] = []
    private var unitText = ""
    /// Warnings of the record at hand.
    private(set) var warnings: [(RejectCode, Int)] = []
    /// Bits of a remembered value: a padded code is remembered with its warning.
    private static let paddedBit: Int64 = 1 << 61

    init(plan: LoadPlan) {
        self.plan = plan
        memo = plan.source.fields.map { _ in ByteTable() }
        childMemo = plan.source.children.map { $0.fields.map { _ in ByteTable() } }
    }

    /// Before each record.
    mutating func start(line: Int32) {
        if !warnings.isEmpty { warnings.removeAll() }
        unitText = ""
    }

    mutating func moveDictionaries(to facts: inout FactBatch) {
        facts.newWords += newWords
        facts.newUnits += newUnits
        newWords.removeAll(keepingCapacity: true)
        newUnits.removeAll(keepingCapacity: true)
    }

    // MARK: Fields

    /// A field of the record.
    mutating func field(
        _ index: Int, _ rule: FieldRule, _ column: KindColumn, _ batch: borrowing RecordBatch, _ cellOf: [Int32],
        _ facts: inout FactBatch
    ) -> Converted {
        let names = plan.binding.map { $0.reads[index] } ?? rule.names
        var table = ByteTable()
        swap(&table, &memo[index])
        defer { swap(&table, &memo[index]) }
        return read(rule, column, names, batch, cellOf, &table, &facts)
    }

    /// A field of a child.
    mutating func childField(
        _ list: Int, _ index: Int, _ rule: FieldRule, _ column: KindColumn, _ batch: borrowing RecordBatch,
        _ cellOf: [Int32], _ facts: inout FactBatch
    ) -> Converted {
        var table = ByteTable()
        swap(&table, &childMemo[list][index])
        defer { swap(&table, &childMemo[list][index]) }
        return read(rule, column, rule.names, batch, cellOf, &table, &facts)
    }

    /// Whether any cell of the rule is filled.
    func isFilled(_ rule: FieldRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]) -> Bool {
        rule.names.contains { bounds($0, rule, batch, cellOf) != nil }
    }

    private mutating func read(
        _ rule: FieldRule, _ column: KindColumn, _ names: [Int], _ batch: borrowing RecordBatch, _ cellOf: [Int32],
        _ memo: inout ByteTable, _ facts: inout FactBatch
    ) -> Converted {
        switch rule.how {
        case .cell, .firstOf:
            for name in names {
                if let (from, to) = bounds(name, rule, batch, cellOf) {
                    return convert(rule, column, batch.bytes, from, to, &memo, &facts)
                }
            }
            return blank(rule, column, &memo, &facts)
        case .filled:
            return .value(names.contains { bounds($0, rule, batch, cellOf) != nil } ? 1 : 0)
        case .constant(let text):
            let bytes = Array(text.utf8)
            return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
        case .mark(let marks): return mark(marks, rule, column, batch, cellOf, &memo, &facts)
        case .choose(let cases):
            for choice in cases where holds(choice, rule, batch, cellOf) {
                if let take = choice.take {
                    guard let (from, to) = bounds(take, rule, batch, cellOf) else {
                        return blank(rule, column, &memo, &facts)
                    }
                    return convert(rule, column, batch.bytes, from, to, &memo, &facts)
                }
                guard let value = choice.value, !value.isEmpty else { return .value(Fact.none) }
                let bytes = Array(value.utf8)
                return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
            }
            return blank(rule, column, &memo, &facts)
        }
    }

    /// The trimmed bounds of a name's cell, or nil where it is not there, empty, or blank by the rule.
    private func bounds(
        _ name: Int, _ rule: FieldRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]
    ) -> (Int, Int)? {
        let index = Int(cellOf[name])
        guard index >= 0 else { return nil }
        let cell = batch.cells[index]
        guard cell.length > 0 else { return nil }
        let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
        guard from < to else { return nil }
        if !rule.blank.isEmpty {
            let folded = Fold.key(text(batch.bytes, from, to))
            for pattern in rule.blank {
                if pattern == folded || (pattern.hasSuffix("*") && folded.hasPrefix(pattern.dropLast())) { return nil }
            }
        }
        return (from, to)
    }

    private mutating func blank(
        _ rule: FieldRule, _ column: KindColumn, _ memo: inout ByteTable, _ facts: inout FactBatch
    ) -> Converted {
        if let fallback = rule.fallback {
            let bytes = Array(fallback.utf8)
            return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
        }
        switch column.empty {
        case .none: return .value(Fact.none)
        case .value(let value): return .value(value)
        case .required:
            return .fault(CellFault(code: .valueMissing, found: "", expected: expectation(rule, column)))
        }
    }

    private func holds(
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
                    if case .day = $0.read(batch.bytes, from: from, to: to) { true } else { false }
                }
            }
        }
    }

    private mutating func mark(
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

    // MARK: Values

    private mutating func convert(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable,
        _ facts: inout FactBatch
    ) -> Converted {
        if !rule.ages.isEmpty { return age(rule, column, bytes, from, to) }
        switch column.type {
        case .day: return day(rule, column, bytes, from, to)
        case .code, .flag:
            if column.type == .flag, !rule.split.isEmpty {
                return codeSet(rule, column, bytes, from, to, &memo)
            }
            if let known = memo.value(bytes, from, to) { return .value(known) }
            let text = text(bytes, from, to)
            let list = plan.codes[rule.codes]
            guard let code = list.code(text) else {
                return .fault(
                    CellFault(
                        code: .codeUnknown, found: Shown.quoted(Mask.masked(CleanText.clean(bytes[from..<to]))),
                        label: column.personal ? "" : CleanText.clean(bytes[from..<to]), expected: list.known))
            }
            let value = list.isNumeric ? Int64(code) ?? 0 : word(code)
            memo.set(bytes, from, to, value)
            return .value(value)
        case .codes: return codeSet(rule, column, bytes, from, to, &memo)
        case .number:
            if let value = rule.numbers.read(CleanText.clean(bytes[from..<to])) { return .value(value) }
            return .fault(
                CellFault(
                    code: .numberUnreadable, found: found(column, bytes, from, to),
                    expected: expectation(rule, column)))
        case .word:
            if let known = memo.value(bytes, from, to) { return .value(known) }
            let value = word(
                rule.split.isEmpty
                    ? CleanText.clean(bytes[from..<to])
                    : Split.parts(of: text(bytes, from, to), at: rule.split).joined(separator: "; "))
            memo.set(bytes, from, to, value)
            return .value(value)
        case .identity: return identity(column, bytes, from, to, &facts)
        case .dossierCode: return dossier(bytes, from, to)
        case .procedureCode: return procedure(bytes, from, to, &memo)
        case .unit:
            unitText = text(bytes, from, to)
            return .value(Fact.none)
        }
    }

    private func day(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        var isNoDay = false
        for format in rule.dates {
            switch format.read(bytes, from: from, to: to) {
            case .day(let day): return .value(day)
            case .noSuchDay: isNoDay = true
            case .otherForm: continue
            }
        }
        let expected = rule.dates.first?.shown ?? ""
        if isNoDay {
            let shown = column.personal ? Mask.masked(text(bytes, from, to)) : text(bytes, from, to)
            return .fault(CellFault(code: .dateNotInCalendar, found: Shown.quoted(shown), expected: expected))
        }
        return .fault(CellFault(code: .dateUnreadable, found: found(column, bytes, from, to), expected: expected))
    }

    /// 1 where the person has the age that is asked for on the load's day, by the rule then in force (domain.md, 4).
    private func age(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int
    ) -> Converted {
        let born: Int64
        switch day(rule, column, bytes, from, to) {
        case .fault(let fault): return .fault(fault)
        case .value(let value): born = value
        }
        let asOf = plan.context.asOf
        guard let years = rule.ages.last(where: { $0.from <= asOf })?.years else { return .value(Fact.none) }
        let (year, month, dayOfMonth) = Day(number: born).civil
        // Born on 29 February: the birthday of other years is 1 March.
        let birthday =
            Day(year: year + years, month: month, day: dayOfMonth)
            ?? Day(year: year + years, month: 3, day: 1)
        return .value(birthday.map { $0.number <= asOf } == true ? 1 : 0)
    }

    private mutating func codeSet(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable
    ) -> Converted {
        if let known = memo.value(bytes, from, to) { return .value(known) }
        let list = plan.codes[rule.codes]
        let whole = text(bytes, from, to)
        var bits: Int64 = 0
        for part in Split.parts(of: whole, at: rule.split) {
            guard let code = list.code(part), let bit = Int64(code) else {
                return .fault(
                    CellFault(
                        code: .codeUnknown, found: Shown.quoted(Mask.masked(Header.trimmed(part))),
                        label: column.personal ? "" : CleanText.clean(Array(part.utf8)[...]), expected: list.known))
            }
            bits |= bit
        }
        memo.set(bytes, from, to, bits)
        return .value(bits)
    }

    private mutating func identity(
        _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ facts: inout FactBatch
    ) -> Converted {
        switch IdentityNumber.read(bytes, from, to) {
        case .digits(let digits, let padded):
            guard let pseudonymizer = plan.context.pseudonymizer else {
                preconditionFailure("a load with identity numbers has a key")
            }
            if padded { warnings.append((.identityPadded, 1)) }
            let index = Int64(facts.pseudonyms.count / Pseudonymizer.length)
            pseudonymizer.append(digits, to: &facts.pseudonyms)
            return .value(index)
        case .lost:
            return .fault(
                CellFault(code: .identityLost, found: Mask.masked(text(bytes, from, to)), expected: "12"))
        case .otherShape:
            return .fault(
                CellFault(code: .identityShape, found: Mask.masked(text(bytes, from, to)), expected: "12"))
        }
    }

    private mutating func dossier(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Converted {
        if let parts = DossierCode.read(bytes, from, to) {
            var agency: Int64
            if let known = agencies.value(bytes, parts.agency.lowerBound, parts.agency.upperBound) {
                agency = known
            } else {
                agency = unit(text(bytes, parts.agency.lowerBound, parts.agency.upperBound).uppercased())
                agencies.set(bytes, parts.agency.lowerBound, parts.agency.upperBound, agency)
            }
            if let key = DossierKey.pack(unit: agency, day: parts.day, width: parts.width, sequence: parts.sequence) {
                return .value(key)
            }
            unitText = text(bytes, parts.agency.lowerBound, parts.agency.upperBound).uppercased()
            return .value(DossierKey.odd(word: word(text(bytes, from, to).uppercased())))
        }
        let whole = CleanText.clean(bytes[from..<to])
        if !plan.source.keyPattern.isEmpty, KeyPattern.fits(whole, plan.source.keyPattern) {
            return .value(DossierKey.odd(word: word(whole)))
        }
        let shapes = [DossierCode.shape, plan.source.keyPattern].filter { !$0.isEmpty }.joined(separator: ", ")
        return .fault(CellFault(code: .keyShape, found: Shown.quoted(Mask.masked(whole)), expected: shapes))
    }

    private mutating func procedure(_ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable) -> Converted {
        let value: Int64
        if let known = memo.value(bytes, from, to) {
            value = known
        } else {
            let text = text(bytes, from, to)
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
    mutating func unit(_ base: Int, _ facts: inout FactBatch) -> Converted {
        let at = base + plan.kind.unit
        for key in plan.kind.key where plan.kind.columns[key].type == .dossierCode {
            let code = facts.values[base + key]
            if code > Fact.unknown, !DossierKey.isOdd(code) {
                facts.values[at] = DossierKey.unit(code)
                return .value(0)
            }
        }
        let isDossier = plan.kind.key.contains { plan.kind.columns[$0].type == .dossierCode }
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

    // MARK: Dictionaries and texts

    private mutating func word(_ text: String) -> Int64 {
        if let known = words[text] { return known }
        let number = Int64(words.count)
        words[text] = number
        newWords.append(text)
        return number
    }

    private mutating func unit(_ code: String) -> Int64 {
        if let known = units[code] { return known }
        let number = Int64(units.count)
        units[code] = number
        newUnits.append(code)
        return number
    }

    private func text(_ bytes: [UInt8], _ from: Int, _ to: Int) -> String {
        String(decoding: bytes[from..<to], as: UTF8.self)
    }

    private func found(_ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int) -> String {
        let text = CleanText.clean(bytes[from..<to])
        return column.personal ? Shown.quoted(Mask.masked(text)) : Shown.plainOrMasked(text)
    }

    private func expectation(_ rule: FieldRule, _ column: KindColumn) -> String {
        switch column.type {
        case .day: rule.dates.first?.shown ?? "dd/MM/yyyy"
        case .code, .flag, .codes: plan.codes[rule.codes].known
        case .number:
            rule.numbers.group.map { "1\(Character(Unicode.Scalar($0)))234\(Character(Unicode.Scalar($0)))567" }
                ?? "1234567"
        case .dossierCode: DossierCode.shape
        case .procedureCode: ProcedureCode.shape
        default: column.title
        }
    }
}

/// What a unit's code looks like when the list does not have it: `H55.242`, `000.00.12.H55`.
package enum UnitCode {
    package static func hasShape(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 40 && text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy(isCodeByte) }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
