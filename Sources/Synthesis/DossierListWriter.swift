/// The clerks' list of dossiers.
struct DossierListWriter: RecordWriter {
    let request: Request
    let plan: DossierPlan
    let table: TableWriter
    let sink: ByteSink
    let columns: [ListColumn]
    private let counter = Counter()

    /// Where the writer is: a class, for the writer itself is a value.
    private final class Counter {
        var number = 0
        var month = 0
        var filtered = 0
    }

    init(_ request: Request, sink: ByteSink) {
        self.request = request
        self.sink = sink
        plan = request.plan
        columns = request.columns.columns
        table = TableWriter(sink, delimiter: request.delimiter, width: columns.count)
    }

    var filtered: Int { counter.filtered }

    func open() {
        sink.raw([0xEF, 0xBB, 0xBF])
        if request.furniture.contains(.title) {
            let motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
            let last = plan.end.advanced(by: -1)
            table.row(at: [0: "UBND TỈNH THÁI NGUYÊN", 5: motto])
            table.row(at: [0: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", 5: "Độc lập - Tự do - Hạnh phúc"])
            table.row(["DANH SÁCH HỒ SƠ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"])
            table.row(["Từ ngày \(plan.start.slashed) đến ngày \(last.slashed)"])
            table.row(["Ngày xuất: \(request.exported.slashed)"])
            table.row([])
        }
        table.row(columns.map(\.rawValue))
        if request.furniture.contains(.numbering) {
            table.row(columns.indices.map { "(\($0 + 1))" })
            counter.filtered += 1
        }
    }

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        guard let dossier = seen(index, spoilage) else { return false }
        let (year, month, _) = dossier.created.civil
        if request.furniture.contains(.groups), request.order == .day, counter.month != year * 12 + month {
            counter.month = year * 12 + month
            table.row(["Tháng \(Persons.padded(month, 2))/\(year)"])
            counter.filtered += 1
        }
        counter.number += 1
        var random = SplitMix64(seed: request.seed, index: index, salt: 3)
        table.spoil(spoilage?.kind)
        for column in columns {
            if let bytes = spoiltCell(column, dossier: dossier, spoilage: spoilage) {
                table.raw(bytes)
            } else {
                cell(column, of: dossier, number: counter.number, &random)
            }
        }
        table.endRow()
        return true
    }

    func close(count: Int) {
        if request.furniture.contains(.totals) {
            table.row(at: [0: "Tổng cộng", 3: "\(count) hồ sơ"])
            counter.filtered += 1
        }
        if request.furniture.contains(.footer) {
            let (year, month, day) = request.exported.civil
            let place = table.width - 4
            table.row([])
            table.row(at: [place: "Thái Nguyên ngày \(day) tháng \(month) năm \(year)"])
            table.row(at: [1: "NGƯỜI LẬP BIỂU", place: "GIÁM ĐỐC"])
            table.row(at: [1: "(Ký và ghi rõ họ tên)", place: "(Ký và đóng dấu)"])
            counter.filtered += 3
        }
    }

    /// The dossier by the day of the export, with a procedure whose code ends in a zero where that is to be lost.
    func seen(_ index: Int, _ spoilage: Spoilage?) -> Dossier? {
        plan.life(index).seen(asOf: request.exported, spoilage: spoilage, index: index)
    }
}
