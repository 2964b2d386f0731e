import Domain
import Readers
import Records

/// Tells a table's records from its other rows: blank, numbering, group, totals, footer (design.md, invariant 1).
struct RowFilter: Sendable {
    enum Verdict: Equatable {
        case record
        case blank
        /// The source declares it to be no record; with `footer`, rows without a key that follow are none either.
        case filtered(footer: Bool)
        /// More or fewer cells than the header: how many.
        case width(Int)
    }

    /// Words that begin a totals row or footer are looked for in this many filled cells.
    private static let looked = 6

    private let filter: SourceDefinition.Filter
    /// Columns of the key.
    private let keys: [Int]
    /// Of them, those whose values have a shape of their own: a word there is a group's name, a totals row or a signature.
    private let shapes: [(column: Int, type: ColumnType)]
    private let keyPatterns: [String]
    private let width: Int
    private let isSheet: Bool
    /// Folded headings by column.
    private let headings: [String]
    /// What a record's other columns hold; a group's or a signature's row has none of it.
    private let probes: [ValueProbe]

    init(plan: LoadPlan, binding: Binding) {
        filter = plan.source.filtered
        width = binding.width
        isSheet = plan.context.isSheet
        headings = binding.headings.map { Fold.key($0) }
        probes = ValueProbe.all(plan: plan, binding: binding)
        keyPatterns = plan.source.keyPatterns
        var keys: [Int] = []
        var shapes: [(column: Int, type: ColumnType)] = []
        for (index, field) in plan.source.fields.enumerated() where plan.kind.key.contains(field.column) {
            let columns = binding.reads[index].map { binding.columns[$0] }
            keys += columns
            let type = plan.kind.columns[field.column].type
            switch type {
            case .dossierCode, .procedureCode, .identity: shapes += columns.map { ($0, type) }
            default: break
            }
        }
        self.keys = keys
        self.shapes = shapes
    }

    func judge(
        _ batch: borrowing RecordBatch, first: Int, count: Int, behindHeader: Int, isFooter: Bool
    ) -> Verdict {
        // Most rows: a key that is one.
        let key = keyReading(batch, first, count)
        if key == .sure, behindHeader > 3 { return verdictOfWidth(batch, first, count) }
        let isReadable = key != .none
        var filled: [Int] = []
        for index in 0..<count where isFilled(batch, first + index) { filled.append(index) }
        if filled.isEmpty { return .blank }
        if filled == [0], isUnsplit(text(batch, first)) { return verdictOfWidth(batch, first, count) }
        let hasKey = isReadable || hasDamagedKey(batch, first, count, filled.count)
        if filter.numbering, behindHeader <= 3, isNumbering(batch, first, filled) { return .filtered(footer: false) }
        if isHeadingAgain(batch, first, filled) { return .filtered(footer: false) }
        let words = filled.prefix(Self.looked).map { text(batch, first + $0) }
        if !isReadable, words.contains(where: { begins($0, filter.totals) }) {
            return .filtered(footer: false)
        }
        // "Tổng cộng, 12": the count stands where keys of any shape do.
        if key == .likely, begins(words[0], filter.totals), values(batch, first, filled) == 0 {
            return .filtered(footer: false)
        }
        if !hasKey {
            let values = self.values(batch, first, filled)
            if values < 2, words.contains(where: { begins($0, filter.footer) }) { return .filtered(footer: true) }
            if isFooter ? values < 2 : values == 0 && filled.count <= filter.sparse { return .filtered(footer: false) }
        }
        return verdictOfWidth(batch, first, count)
    }

    /// Whether a row of one cell is a whole record that another delimiter parts, or that stands in quotes as a whole.
    private func isUnsplit(_ text: String) -> Bool {
        guard !isSheet, width >= 4 else { return false }
        return DelimiterGuess.candidates.contains { mark in text.utf8.count { $0 == mark } >= width - 1 }
    }

    /// How many cells hold what their column's values look like: 0 where only numbers do, which a group's row may count
    /// too. A single cell at the left is a group's name.
    private func values(_ batch: borrowing RecordBatch, _ first: Int, _ filled: [Int]) -> Int {
        if filled == [0] { return 0 }
        var found: Set<Int> = []
        var isSure = false
        for probe in probes where filled.contains(probe.column) {
            let text = CleanText.clean(text(batch, first + probe.column).utf8.map { $0 }[...])
            guard probe.fits(text) else { continue }
            found.insert(probe.column)
            isSure = isSure || text.unicodeScalars.contains { !(0x30...0x39).contains($0.value) && $0 != "." }
        }
        return isSure ? found.count : 0
    }

    /// The header again, at the top of a page: the key's cell is its heading, or each cell a part of its column's.
    private func isHeadingAgain(_ batch: borrowing RecordBatch, _ first: Int, _ filled: [Int]) -> Bool {
        guard filled.count > 1, filled.allSatisfy({ $0 < headings.count }) else { return false }
        let isKey = keys.contains { filled.contains($0) && Fold.key(text(batch, first + $0)) == headings[$0] }
        return isKey
            || filled.allSatisfy { column in
                let folded = Fold.key(text(batch, first + column))
                return folded.count > 1 && headings[column].contains(folded)
            }
    }

    /// Whether a text begins with one of some folded labels, and the label ends where a word of the text does.
    private func begins(_ text: String, _ labels: [String]) -> Bool {
        guard !labels.isEmpty else { return false }
        var joined = ""
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(Self.looked) {
            joined += Fold.key(word)
            if labels.contains(joined) { return true }
        }
        return false
    }

    /// How sure a row's key is.
    private enum KeyReading {
        /// No cell of the key holds what a key looks like.
        case none
        /// What the source declares beside the shapes of the trade; where the key has no shape, anything with a digit that
        /// begins neither totals nor footer.
        case likely
        /// A shape of the trade.
        case sure
    }

    private func keyReading(_ batch: borrowing RecordBatch, _ first: Int, _ count: Int) -> KeyReading {
        var best = KeyReading.none
        if shapes.isEmpty {
            for key in keys where key < count && hasDigit(batch, first + key) {
                let text = text(batch, first + key)
                if !begins(text, filter.totals), !begins(text, filter.footer) { best = .likely }
            }
            return best
        }
        for (column, type) in shapes where column < count {
            let cell = batch.cells[first + column]
            let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
            guard from < to else { continue }
            if hasShape(type, batch, from, to) { return .sure }
            let isOther = type == .dossierCode || type == .identity
            if isOther, KeyPattern.fits(CleanText.clean(batch.bytes[from..<to]), oneOf: keyPatterns) { best = .likely }
        }
        return best
    }

    private func hasShape(_ type: ColumnType, _ batch: borrowing RecordBatch, _ from: Int, _ to: Int) -> Bool {
        switch type {
        case .dossierCode: return DossierCode.read(batch.bytes, from, to) != nil
        case .identity:
            if case .otherShape = IdentityNumber.read(batch.bytes, from, to) { return false }
            return true
        default: return ProcedureCode.read(String(decoding: batch.bytes[from..<to], as: UTF8.self)) != nil
        }
    }

    /// Whether a cell of the key is filled with what may have been a key: anything with a digit, or a word in a row of
    /// more cells than a group's or a signature's row has.
    private func hasDamagedKey(_ batch: borrowing RecordBatch, _ first: Int, _ count: Int, _ filled: Int) -> Bool {
        keys.contains { key in
            guard key < count, isFilled(batch, first + key) else { return false }
            return filled > filter.sparse || hasDigit(batch, first + key)
        }
    }

    private func hasDigit(_ batch: borrowing RecordBatch, _ index: Int) -> Bool {
        let cell = batch.cells[index]
        return batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)].contains { (0x30...0x39).contains($0) }
    }

    private func verdictOfWidth(_ batch: borrowing RecordBatch, _ first: Int, _ count: Int) -> Verdict {
        if count == width { return .record }
        if count < width { return isSheet ? .record : .width(count) }
        let extra = (width..<count).last { isFilled(batch, first + $0) }
        return extra.map { .width($0 + 1) } ?? .record
    }

    /// `(1) (2) (3)`, `1 2 3`, `A B 1 2`, `(3)=(4)+(5)`.
    private func isNumbering(_ batch: borrowing RecordBatch, _ first: Int, _ filled: [Int]) -> Bool {
        guard filled.count >= 2 else { return false }
        var letters = 0
        for index in filled {
            let text = text(batch, first + index).filter { !$0.isWhitespace }
            if text.count == 1, text.first?.isLetter == true {
                letters += 1
                continue
            }
            guard text.count <= 24, text.contains(where: \.isNumber),
                text.allSatisfy({ $0.isNumber || "()+-=:/*.[]".contains($0) }),
                let number = Int(text.drop { !$0.isNumber }.prefix { $0.isNumber }), number <= width + 1
            else { return false }
        }
        return letters < filled.count
    }

    private func isFilled(_ batch: borrowing RecordBatch, _ index: Int) -> Bool {
        let cell = batch.cells[index]
        if cell.length == 0 { return false }
        let first = batch.bytes[Int(cell.start)]
        if first > 0x20, first < 0xC2 { return true }
        let (from, to) = CleanText.trimmed(batch.bytes, Int(cell.start), Int(cell.start + cell.length))
        return from < to
    }

    private func text(_ batch: borrowing RecordBatch, _ index: Int) -> String {
        let cell = batch.cells[index]
        return String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
    }
}
