import Domain
import Records

/// Reads the cells of one record into values, by the rule of each field. Keeps the load's dictionaries: a text that was met
/// before costs one look in a table of bytes.
struct CellReader: Sendable {
    let plan: LoadPlan
    /// By field, and by list and field: texts as they stand, with their values.
    var memo: [ByteTable]
    private var childMemo: [[ByteTable]]
    var agencies = ByteTable()
    private var words: [String: Int64] = [:]
    private var units: [String: Int64] = [:]
    private var newWords: [String] = []
    private var newUnits: [String] = []
    var unitText = ""
    /// Where the record names its unit, in the batch's bytes.
    var unitCell: (from: Int, to: Int)?
    /// How many of `newWords` were there before the record at hand.
    private var wordsBefore = 0
    /// Warnings of the record at hand.
    var warnings: [(RejectCode, Int)] = []
    /// A rule that asks only whether there is a text.
    private static let anyText = FieldRule(column: 0, how: .filled([]))
    /// Bits of a remembered value: a padded code is remembered with its warning.
    static let paddedBit: Int64 = 1 << 61

    /// The bound fields in their order, as the hot path sees them.
    let steps: [FieldStep]
    /// Where a row is several records: the steps of each, as far as the file has its columns.
    let variants: [[FieldStep]]
    /// By field the names that it reads.
    let reads: [[Int]]
    private let childReads: [[[Int]]]
    let pseudonymizer: Pseudonymizer?
    /// The column of the key that is a dossier's code, or -1.
    let dossierKey: Int
    let unitColumn: Int
    /// Columns of the key that are words.
    private let keyWords: Set<String>
    /// By column of the kind.
    let placeholders: [PlaceholderNumbers]

    init(plan: LoadPlan) {
        self.plan = plan
        pseudonymizer = plan.context.pseudonymizer
        dossierKey = plan.kind.key.first { plan.kind.columns[$0].type == .dossierCode } ?? -1
        unitColumn = plan.kind.unit
        keyWords = Set(plan.kind.key.map { plan.kind.columns[$0] }.filter { $0.type == .word }.map(\.name))
        placeholders = plan.kind.columns.map { PlaceholderNumbers($0.placeholders) }
        let reads = plan.source.fields.indices.map { index in
            plan.binding.map { $0.reads[index] } ?? plan.source.fields[index].names
        }
        self.reads = reads
        childReads = plan.binding?.childReads ?? plan.source.children.map { $0.fields.map(\.names) }
        let steps = plan.source.fields.enumerated().filter { plan.binding?.bound[$0.offset] ?? true }.map {
            index, rule in
            FieldStep(index, rule, plan.kind.columns[rule.column], reads: reads[index])
        }
        self.steps = steps
        let variantOf = plan.source.fields.map(\.variant)
        variants = plan.variants.enumerated().filter(\.element).map { variant, _ in
            steps.filter { [-1, variant].contains(variantOf[$0.field]) }
        }
        memo = plan.source.fields.map { _ in ByteTable() }
        childMemo = plan.source.children.map { $0.fields.map { _ in ByteTable() } }
    }

    /// Before each record.
    mutating func start(line: Int32) {
        if !warnings.isEmpty { warnings.removeAll() }
        unitText = ""
        unitCell = nil
        wordsBefore = newWords.count
    }

    /// The record at hand is not taken: what only it said is not kept, for a shifted cell may hold a person. Words of its
    /// key, which a whole list still counts as seen, stay; `values` are its facts, of which nothing else stays either.
    mutating func forget(_ values: inout ArraySlice<Int64>, key: [Int]?) {
        let kept = (key ?? []).filter { isWord(plan.kind.columns[$0].type) }.map { column in
            (column, newText(values[values.startIndex + column]))
        }
        if let key {
            for column in plan.kind.columns.indices where !key.contains(column) && column != plan.kind.unit {
                values[values.startIndex + column] = Fact.unknown
            }
        }
        guard newWords.count > wordsBefore else { return }
        for text in newWords[wordsBefore...] { words[text] = nil }
        newWords.removeLast(newWords.count - wordsBefore)
        memo = memo.map { _ in ByteTable() }
        for (column, text) in kept {
            if let text { values[values.startIndex + column] = word(text) }
        }
    }

    /// The text of a word that the record at hand brought, or nil.
    private func newText(_ value: Int64) -> String? {
        let first = Int64(words.count - newWords.count + wordsBefore)
        guard value >= first, value < Int64(words.count) else { return nil }
        return newWords[Int(value - first) + wordsBefore]
    }

    private func isWord(_ type: ColumnType) -> Bool {
        switch type {
        case .word, .procedureCode, .period: true
        case .code(let list): plan.codes.first { $0.id == list }.map { !$0.isNumeric } ?? false
        default: false
        }
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
        let names = reads[index]
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
        return read(rule, column, childReads[list][index], batch, cellOf, &table, &facts)
    }

    /// Whether any cell of a child's fields is filled.
    func isFilled(_ list: Int, _ rule: ChildRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]) -> Bool {
        zip(rule.fields, childReads[list]).contains { field, names in
            names.contains { bounds($0, field, batch, cellOf) != nil }
        } || rule.filled.contains { bounds($0, Self.anyText, batch, cellOf) != nil }
    }

    private mutating func read(
        _ rule: FieldRule, _ column: KindColumn, _ names: [Int], _ batch: borrowing RecordBatch, _ cellOf: [Int32],
        _ memo: inout ByteTable, _ facts: inout FactBatch
    ) -> Converted {
        switch rule.how {
        case .cell, .firstOf:
            for name in names {
                if let (from, to) = bounds(name, rule, batch, cellOf) {
                    return convert(rule, column, batch.bytes, from, to, &memo, &facts, isNumber(name, batch, cellOf))
                }
            }
            return blank(rule, column, &memo, &facts)
        case .time(let names, let time):
            guard let name = names.first(where: { bounds($0, rule, batch, cellOf) != nil }) else {
                return blank(rule, column, &memo, &facts)
            }
            return self.time(time, name, rule, column, batch, cellOf)
        case .sum: return sum(names, rule, column, batch, cellOf, &memo, &facts)
        case .covers:
            let bytes = Array(plan.context.period.utf8)
            if bytes.isEmpty { return blank(rule, column, &memo, &facts) }
            return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
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
                    return convert(rule, column, batch.bytes, from, to, &memo, &facts, isNumber(take, batch, cellOf))
                }
                guard let value = choice.value, !value.isEmpty else { return .value(Fact.none) }
                let bytes = Array(value.utf8)
                return convert(rule, column, bytes, 0, bytes.count, &memo, &facts)
            }
            return blank(rule, column, &memo, &facts)
        }
    }

    /// The trimmed bounds of a name's cell, or nil where it is not there, empty, or blank by the rule.
    func bounds(
        _ name: Int, _ rule: FieldRule, _ batch: borrowing RecordBatch, _ cellOf: [Int32]
    ) -> (Int, Int)? {
        let index = Int(cellOf[name])
        guard index >= 0 else { return nil }
        let cell = batch.cells[index]
        guard cell.length > 0 else { return nil }
        let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
        guard from < to else { return nil }
        if !rule.blank.isEmpty || !rule.only.isEmpty {
            let folded = Fold.key(text(batch.bytes, from, to))
            if rule.blank.contains(where: { fits(folded, $0) }) { return nil }
            if !rule.only.isEmpty, !rule.only.contains(where: { fits(folded, $0) }) { return nil }
        }
        return (from, to)
    }

    /// Whether a folded text is a pattern's; `*` at its end is any text.
    private func fits(_ folded: String, _ pattern: String) -> Bool {
        pattern == folded || (pattern.hasSuffix("*") && folded.hasPrefix(pattern.dropLast()))
    }

    mutating func blank(
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
            return .fault(CellFault(code: .valueMissing, found: "", expected: wanted(rule, column)))
        }
    }

    // MARK: Values

    mutating func convert(
        _ rule: FieldRule, _ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int, _ memo: inout ByteTable,
        _ facts: inout FactBatch, _ isNumber: Bool = false
    ) -> Converted {
        if CellError.isOne(bytes, from, to) {
            return .fault(CellFault(code: .cellError, found: text(bytes, from, to), expected: ""))
        }
        if CellError.isLost(bytes, from, to) { return .fault(CellFault(code: .textLost, found: "", expected: "")) }
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
                return .fault(unlisted(column, text, list))
            }
            let value = list.isNumeric ? Int64(code) ?? 0 : word(code)
            memo.set(bytes, from, to, value)
            return .value(value)
        case .codes: return codeSet(rule, column, bytes, from, to, &memo)
        case .number:
            let numbers = isNumber ? NumberFormat.ofSheets : rule.numbers
            if let value = numbers.read(CleanText.clean(bytes[from..<to])) { return .value(value) }
            return .fault(
                CellFault(
                    code: .numberUnreadable, found: found(column, bytes, from, to),
                    expected: expectation(rule, column)))
        case .word:
            if let known = memo.value(bytes, from, to) { return .value(known) }
            if keyWords.contains(column.name) { return keyWord(column, bytes, from, to, &memo) }
            if !rule.only.isEmpty, !rule.only.contains(Fold.key(text(bytes, from, to))) {
                guard let name = PlaceName.own(CleanText.clean(bytes[from..<to])) else { return .value(Fact.none) }
                let value = word(column.personal ? Mask.masked(name) : Shown.withoutPersons(name))
                memo.set(bytes, from, to, value)
                return .value(value)
            }
            let plain =
                rule.split.isEmpty
                ? CleanText.clean(bytes[from..<to])
                : Split.parts(of: text(bytes, from, to), at: rule.split).joined(separator: "; ")
            let value = word(column.personal ? Mask.masked(plain) : Shown.withoutPersons(plain))
            memo.set(bytes, from, to, value)
            return .value(value)
        case .identity: return identity(column, bytes, from, to, &facts)
        case .dossierCode: return dossier(column, bytes, from, to)
        case .procedureCode: return procedure(bytes, from, to, &memo)
        case .period: return period(rule, column, bytes, from, to, &memo)
        case .unit:
            unitText = text(bytes, from, to)
            return .value(Fact.none)
        }
    }

    // MARK: Dictionaries and texts

    mutating func word(_ text: String) -> Int64 {
        if let known = words[text] { return known }
        let number = Int64(words.count)
        words[text] = number
        newWords.append(text)
        return number
    }

    mutating func unit(_ code: String) -> Int64 {
        if let known = units[code] { return known }
        let number = Int64(units.count)
        units[code] = number
        newUnits.append(code)
        return number
    }

    func text(_ bytes: [UInt8], _ from: Int, _ to: Int) -> String {
        String(decoding: bytes[from..<to], as: UTF8.self)
    }

    func found(_ column: KindColumn, _ bytes: [UInt8], _ from: Int, _ to: Int) -> String {
        let text = CleanText.clean(bytes[from..<to])
        return column.personal ? Shown.quoted(Mask.masked(text)) : Shown.plainOrMasked(text)
    }
}
