import Records

/// What libxml2's callbacks fill: the rows of a page's tables.
///
/// Each `<table>` is a table, also one inside a cell of another, whose text is then that cell's too. Lines of text before a
/// table, and its caption, are its first rows, as a spreadsheet shows them. A callback cannot throw: a failure is kept, and
/// what comes after it is not heard until the reader throws it.
final class HTMLSink {
    let limits: ReadLimits
    /// Where whole rows are put.
    var batch = RecordBatch()
    private(set) var failure: ReadFailure?
    /// Tables met so far.
    private(set) var count = 0
    /// Whether any row was put.
    private(set) var hasRows = false
    private(set) var hasPassword = false

    private let choice: TableChoice
    private var open: [HTMLTable] = []
    private var titles: [[UInt8]] = []
    private var outside = FlowedText(most: HTMLSink.longestTitle)
    private var notes = SheetNotes()
    private var depth = 0
    /// The depth at which a `<title>` stands, whose text no page shows; 0 where none does.
    private var titleDepth = 0

    /// Elements in elements, tables in tables, and lines kept before a table.
    private static let deepest = 1_024
    private static let deepestTable = 32
    private static let mostTitles = 40
    private static let longestTitle = 4_096

    init(_ choice: TableChoice, limits: ReadLimits) {
        self.choice = choice
        self.limits = limits
    }

    /// Whether a table is not closed.
    var isOpen: Bool { !open.isEmpty }

    var warnings: [ReadWarning] { notes.warnings }

    func look(at columns: Set<Int>, behind header: Int) { notes.look(at: columns, behind: header) }

    // MARK: What libxml2 says

    func start(_ tag: HTMLTag) {
        if failure != nil { return }
        depth += 1
        if depth > Self.deepest { return fail(.tooDeep, String(Self.deepest)) }
        if tag.count(upTo: limits.attributes + 1) > limits.attributes { return fail(.attributesTooMany, "") }
        switch tag.element {
        case .table: startTable()
        case .tr: startRow(tag)
        case .td, .th: startCell(tag)
        case .caption:
            startRow(tag)
            startCell(tag)
        case .br:
            for index in open.indices { open[index].cell.lineBreak() }
            if open.isEmpty { endTitle() }
        case .title: titleDepth = depth
        case .input: hasPassword = hasPassword || tag.value("type") == "password"
        case .other: break
        default: paragraph()
        }
    }

    func end(_ element: HTMLTag.Element) {
        if failure != nil { return }
        if depth == titleDepth { titleDepth = 0 }
        depth -= 1
        switch element {
        case .table: endTable()
        case .tr, .caption: endRow()
        case .td, .th:
            if let last = open.indices.last { open[last].endCell() }
        case .br, .title, .input, .other: break
        default: paragraph()
        }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        if failure != nil || titleDepth > 0 { return }
        if open.isEmpty { unsafe outside.append(text) }
        for index in open.indices where open[index].takesText { unsafe open[index].cell.append(text) }
    }

    // MARK: Tables, rows and cells

    private func startTable() {
        paragraph()
        if open.count >= Self.deepestTable { return fail(.tooDeep, String(Self.deepestTable)) }
        if count >= DocumentTables.most { return fail(.recordTooLong, "") }
        open.append(HTMLTable(number: count, choice, limits))
        count += 1
        guard open.count == 1 else { return }
        for title in titles {
            open[0].startRow(isHidden: false)
            open[0].startCell(columns: 1, rows: 1, isHidden: false)
            if open[0].takesText { open[0].cell.append(title) }
            endRow()
        }
        titles = []
    }

    private func endTable() {
        endRow()
        _ = open.popLast()
        paragraph()
    }

    private func startRow(_ tag: HTMLTag) {
        guard let last = open.indices.last else { return }
        endRow()
        for index in open.indices.dropLast() { open[index].cell.paragraph() }
        open[last].startRow(isHidden: Self.isHidden(tag))
    }

    private func startCell(_ tag: HTMLTag) {
        guard let last = open.indices.last else { return }
        for index in open.indices.dropLast() { open[index].cell.blank() }
        let rows = tag.span("rowspan", most: HTMLTable.mostRows)
        // 0 is all rows that follow.
        open[last].startCell(
            columns: max(1, tag.span("colspan", most: HTMLTable.mostColumns)),
            rows: rows == 0 ? HTMLTable.mostRows : rows, isHidden: Self.isHidden(tag))
    }

    private func endRow() {
        guard let last = open.indices.last, open[last].endRow(into: &batch, &notes) else { return }
        hasRows = true
    }

    private func paragraph() {
        for index in open.indices { open[index].cell.paragraph() }
        if open.isEmpty { endTitle() }
    }

    private func endTitle() {
        if outside.bytes.isEmpty { return }
        if titles.count == Self.mostTitles { titles.removeFirst() }
        titles.append(outside.bytes)
        outside.removeAll()
    }

    private func fail(_ cause: ReadFailure.Cause, _ detail: String) { failure = ReadFailure(cause, detail: detail) }

    private static func isHidden(_ tag: HTMLTag) -> Bool {
        guard let style = tag.value("style") else { return false }
        return style.contains("display:none") || style.contains("display: none")
    }
}
