import Domain

/// Writes any `Sheet`, a row at a time.
struct SheetWriter: RecordWriter {
    let request: Request
    let sink: ByteSink
    private let sheet: any Sheet
    private let table: TableWriter
    private let headings: [String]
    private static let note = "Ghi chú"

    init(_ request: Request, _ sheet: any Sheet, sink: ByteSink) {
        self.request = request
        self.sheet = sheet
        self.sink = sink
        precondition(request.exported >= request.start, "a list of before there was anything")
        headings = Self.cells(sheet.row(0), sheet, request).map(\.heading) + [Self.note]
        table = TableWriter(sink, delimiter: request.delimiter, width: headings.count)
    }

    private static func cells(_ row: SheetRow?, _ sheet: any Sheet, _ request: Request) -> [SheetCell] {
        guard let row else { return [] }
        return request.columns == .few ? row.cells.filter { !sheet.dispensable.contains($0.heading) } : row.cells
    }

    /// A column that is not there cannot be spoilt.
    func possible(_ spoilage: Spoilage?, index: Int) -> Spoilage? {
        guard let spoilage, let field = request.layout.faults?.field(spoilage.kind) else { return spoilage }
        let isThere = Self.cells(sheet.row(index), sheet, request).contains { $0.field == field }
        return isThere ? spoilage : nil
    }

    func open() {
        sink.raw([0xEF, 0xBB, 0xBF])
        if request.furniture.contains(.title) { table.row(["Ngày xuất: \(request.exported.slashed)"]) }
        table.row(headings)
    }

    func close(count: Int) {}

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        guard let row = sheet.row(index) else { return false }
        let spoilt = spoilage.flatMap { request.layout.faults?.field($0.kind) }
        table.spoil(spoilage?.kind)
        for cell in Self.cells(row, sheet, request) {
            if let spoilage, let spoilt, cell.field == spoilt {
                table.cell(SheetFaults.text(spoilage.kind))
            } else {
                table.cell(cell.text)
            }
        }
        if let bytes = TableWriter.spoiltNote(spoilage?.kind) { table.raw(bytes) } else { table.cell("") }
        table.endRow()
        return true
    }

    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        guard let row = sheet.row(index) else { preconditionFailure("a truth of a row that is not there") }
        var facts = row.facts
        for cell in Self.cells(row, sheet, request) {
            if let field = cell.field { facts[field] = cell.fact }
        }
        if let spoilage, spoilage.severity == .field { facts[spoilage.field] = .unreadable }
        return Truth(facts, lists: row.lists, spoilt: spoilage)
    }
}
