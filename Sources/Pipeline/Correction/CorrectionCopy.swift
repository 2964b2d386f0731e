import Domain
import Foundation
import Mapping
import Readers
import Records
import Reports

/// The copy to correct of a table file: a workbook with the clerk's own rows as they were, title rows and all, in which the cells that
/// were not taken are coloured and a last column says why. Corrected and dropped again it is the whole list (`CopyMark`).
struct CorrectionCopy {
    private let met: MetFile
    private let reading: MetFile.Reading
    private let binding: Binding
    private let language: Language

    /// Nil where a copy makes no sense: nothing to correct, no table, or a file that was refused for another reason than its rows.
    init?(_ met: MetFile, _ language: Language) {
        var isToCorrect = false
        met.rejects.each { if !met.theirs.contains($0.line) { isToCorrect = true } }
        guard isToCorrect, met.item.canReopen, let reading = met.reading, let binding = reading.plan.binding
        else { return nil }
        switch met.report.status {
        case .loaded: break
        case .refused:
            guard met.report.failure?.code == RejectCode.tooManyRejects.rawValue else { return nil }
        case .alreadyLoaded, .unreadable: return nil
        }
        self.met = met
        self.reading = reading
        self.binding = binding
        self.language = language
    }

    /// Writes it to a path where nothing is: whole or not at all, readable by its owner only. False where the file cannot be copied:
    /// it changed since, or has more rows or longer texts than a spreadsheet holds.
    func write(to path: String) throws -> Bool {
        guard let rows = try OriginalRows(met.item, reading) else { return false }
        let measure = try CopyMeasure(rows, binding)
        guard measure.fits else { return false }
        return try WholeFile.make(path) { part in
            let written = try fill(part, rows, measure)
            // The library hears of no full disk while it writes its rows aside: what it made is read again.
            guard try CopyPrint(reading: part) == written else { throw CopyFailure(detail: "\(path) is not whole") }
            return true
        }
    }

    // MARK: The workbook

    private func fill(_ path: String, _ rows: OriginalRows, _ measure: CopyMeasure) throws -> CopyPrint {
        let book = try CopyBook(path, made: reading.asOf.day)
        let list = try book.sheet(sheetName)
        let uses = reading.plan.uses
        let isSheet = reading.head.table != nil
        for column in 0..<measure.width {
            let isText = !isSheet || uses[column].map { !$0.isNumber } ?? false
            try book.column(list, column, width: measure.columns[column], isText ? .text : .number)
        }
        try book.column(list, measure.width, width: 60, .text)
        if measure.headerRow <= Self.deepestFrozen { book.freeze(list, above: measure.headerRow) }
        if measure.headerRow < measure.lastRow {
            try book.sift(list, rows: (measure.headerRow - 1)...(measure.lastRow - 1), columns: measure.width + 1)
        }
        try offer(book, list, uses, measure)
        var reasons = RowReasons([met.rejects, met.further], reading.plan, language)
        var print = CopyPrint()
        var index = 0
        var last = 0
        try rows.each { row in
            index += 1
            let number = max(last + 1, row.number)
            last = number
            // What is left of a forgotten person's row is its place.
            if met.theirs.contains(Int32(clamping: row.line)) { return }
            let faults = index > binding.headerEnd ? reasons.next(line: row.line) : []
            let bad = Self.bad(row.cells, faults, width: measure.width)
            for column in 0..<max(row.cells.count, (bad.max() ?? -1) + 1) {
                let text = column < row.cells.count ? row.cells[column] : ""
                print.take(text, row: number, column: column)
                if text.isEmpty, !bad.contains(column) { continue }
                let look = bad.contains(column) ? CopyBook.Look.bad : index == binding.headerEnd ? .heading : .text
                let cell = CopyCell(
                    text, isSheet: isSheet, isNumber: row.numbers.contains(column), use: uses[column])
                switch cell {
                case .number(let value): try book.write(value, list, number - 1, column, look == .text ? .number : look)
                case .day(let value) where look == .text: try book.write(value, list, number - 1, column, .day)
                case .dayTime(let value) where look == .text: try book.write(value, list, number - 1, column, .dayTime)
                default: try book.write(text, list, number - 1, column, look)
                }
            }
            if index == binding.headerEnd {
                try book.write(CopyMark.reasons, list, number - 1, measure.width, .heading)
            } else if !faults.isEmpty {
                let words = faults.map(\.words).joined(separator: "\n")
                try book.write(String(words.prefix(Self.longestReason)), list, number - 1, measure.width, .reason)
            }
        }
        try mark(book, print)
        try book.close()
        return print
    }

    /// Rows of titles and header above which nothing is frozen: they would fill the screen.
    private static let deepestFrozen = 15
    private static let longestReason = 2_000

    /// The columns that are coloured: those of each fault that are filled, or its first one; of a fault of the row all.
    private static func bad(_ cells: [String], _ faults: [RowReasons.Reason], width: Int) -> Set<Int> {
        var bad: Set<Int> = []
        for fault in faults {
            let columns = (fault.columns.isEmpty ? Array(cells.indices) : fault.columns).filter { $0 < width }
            let filled = columns.filter { $0 < cells.count && !cells[$0].isEmpty }
            bad.formUnion(filled.isEmpty ? Array(columns.prefix(1)) : filled)
        }
        return bad
    }

    /// Lists to choose from, on a hidden sheet: a rule of a cell holds 255 characters.
    private func offer(
        _ book: CopyBook, _ list: CopyBook.Sheet, _ uses: [Int: LoadPlan.ColumnUse], _ measure: CopyMeasure
    ) throws {
        let coded = uses.filter { !$0.value.choices.isEmpty }.sorted { $0.key < $1.key }
        guard !coded.isEmpty else { return }
        var lists: [[String]] = []
        let last = min(SheetLimits.rows, measure.lastRow + Self.rowsToAdd) - 1
        for (column, use) in coded where measure.headerRow <= last {
            let known = lists.firstIndex(of: use.choices)
            if known == nil { lists.append(use.choices) }
            let letter = Self.letters(known ?? lists.count - 1)
            try book.choose(
                list, column: column, rows: measure.headerRow...last,
                from: "='\(CopyMark.lists)'!$\(letter)$1:$\(letter)$\(use.choices.count)")
        }
        let sheet = try book.sheet(CopyMark.lists)
        for row in 0..<(lists.map(\.count).max() ?? 0) {
            for (column, list) in lists.enumerated() where row < list.count {
                try book.write(list[row], sheet, row, column, .text)
            }
        }
        book.hide(sheet)
    }

    /// Rows behind the last one that also have their lists.
    private static let rowsToAdd = 200

    private static func letters(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? letter : letters(column / 26 - 1) + letter
    }

    private func mark(_ book: CopyBook, _ print: CopyPrint) throws {
        let sheet = try book.sheet(CopyMark.sheet)
        // A copy of a copy is one of the first original.
        let mark = CopyMark(
            name: reading.head.table?.mark?.name ?? met.item.ownName, digest: reading.digest,
            source: reading.plan.source.id, unit: reading.unit, asOf: reading.asOf,
            serialOffset: reading.head.table?.serialOffset ?? 0, print: print)
        for (row, cells) in mark.rows.enumerated() {
            for (column, text) in cells.enumerated() { try book.write(text, sheet, row, column, .text) }
        }
        book.hide(sheet)
    }

    private var sheetName: String {
        let plain = "Danh sách"
        guard let table = reading.head.table else { return plain }
        do {
            let name = try table.name
            let isTaken =
                (1...31).contains(name.utf16.count) && !name.contains { "[]:*?/\\'".contains($0) }
                && !CopyMark.isOwn(name) && name == Mask.visible(name) && name.lowercased() != "history"
            return isTaken ? name : plain
        } catch {
            // Only a name: what ails the file comes again when its rows are read.
            return plain
        }
    }
}

/// What a sheet of a workbook holds at most.
enum SheetLimits {
    static let rows = 1_048_576
    static let columns = 16_384
}
