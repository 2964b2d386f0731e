/// The three catalogues of procedures, which differ in their columns.
struct CatalogueWriter: RecordWriter {
    let request: Request
    let table: TableWriter
    let sink: ByteSink

    init(_ request: Request, sink: ByteSink) {
        self.request = request
        self.sink = sink
        table = TableWriter(
            sink, delimiter: request.delimiter, width: Self.headings(of: request.layout).count)
    }

    /// A code can lose only zeros that it has.
    func possible(_ spoilage: Spoilage?, index: Int) -> Spoilage? {
        guard spoilage?.kind == .procedureZeros else { return spoilage }
        return Procedure.at(index).shortened == nil ? nil : spoilage
    }

    func open() {
        sink.raw([0xEF, 0xBB, 0xBF])
        if request.layout == .national {
            // As the national portal prints it: quốc hiệu and title in one cell of several lines.
            let lines = [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "------------------------------",
                "",
                "DANH SÁCH THỦ TỤC HÀNH CHÍNH", "", "", "",
            ]
            table.row([lines.joined(separator: "\n")])
        }
        if request.layout == .provincial, request.furniture.contains(.title) {
            table.row(["UBND TỈNH THÁI NGUYÊN"])
            table.row(["DANH MỤC THỦ TỤC HÀNH CHÍNH"])
        }
        table.row(Self.headings(of: request.layout))
    }

    func close(count: Int) {}

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        let entry = CatalogueEntry(index: index, seed: request.seed, asOf: request.exported)
        let kind = spoilage?.kind
        let code: String
        switch kind {
        case .keyMissing: code = ""
        case .procedureZeros: code = entry.procedure.shortened ?? entry.procedure.code
        case .procedureShape: code = "TTHC \(index + 1)"
        default: code = entry.procedure.code
        }
        table.spoil(kind)
        switch request.layout {
        case .national: national(entry, code)
        case .provincial: provincial(entry, code, kind, number: index + 1)
        default: communal(entry, code, index: index)
        }
        // The last column is free text, or may be: there a line is spoilt that is spoilt as a whole.
        if let bytes = TableWriter.spoiltNote(kind) {
            table.raw(bytes)
        } else {
            table.cell(request.layout == .national ? entry.procedure.domain : "")
        }
        table.endRow()
        return true
    }

    private func national(_ entry: CatalogueEntry, _ code: String) {
        table.cell(code)
        table.cell(entry.procedure.name)
        table.cell(entry.procedure.issuer)
        table.cell("Sở Tư pháp\nỦy ban nhân dân cấp xã")
    }

    private func provincial(_ entry: CatalogueEntry, _ code: String, _ kind: SpoiltKind?, number: Int) {
        let fees = entry.procedure.fees
        table.number(number)
        table.cell(code)
        table.cell(entry.procedure.name)
        table.cell(entry.procedure.domain)
        for isCharge in [false, true] {
            let fee = fees.first { $0.isCharge == isCharge }
            table.cell(fee.map { "\($0.amount)" } ?? "")
        }
        table.cell(entry.tier)
        table.cell(entry.tier == "xa" ? "UBND cấp xã" : "Sở chuyên ngành")
        table.cell("X")
        table.cell("")
        table.cell(entry.isAnywhere ? "X" : "")
        for level in [4, 3, 2] {
            var mark = level == entry.level ? "X" : ""
            if kind == .markSeveral, level == entry.level % 3 + 2 { mark = "X" }
            if kind == .markMissing { mark = "" }
            if kind == .markUnknown, level == entry.level { mark = "chưa rõ" }
            table.cell(mark)
        }
        table.cell("X")
        table.cell("\(100 + number % 900)/QĐ-UBND")
        table.cell(entry.isAbolished ? "Bãi bỏ" : "Còn hiệu lực")
        table.cell(entry.isEligible.map { $0 ? "Có" : "Không" } ?? "")
        table.cell(entry.isForBusiness ? "X" : "")
        table.day(entry.inForceFrom)
    }

    private func communal(_ entry: CatalogueEntry, _ code: String, index: Int) {
        let days = entry.procedure.days
        table.cell(code)
        table.cell(entry.procedure.name)
        table.cell(entry.procedure.domain)
        table.cell(index % 3 == 0 ? "Cấp tỉnh, Cấp xã" : "Cấp xã")
        table.cell("TTHC được giao luật quy định chi tiết")
        table.cell("\(100 + index % 900)/QĐ-BTP")
        table.cell("Công dân Việt Nam, Doanh nghiệp")
        table.cell("")
        table.cell("Ủy ban nhân dân cấp xã")
        table.cell("Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến\(max(1, days)) Ngày làm việcMiễn phí")
        table.cell("Kết quả giải quyếtMã: KQ.G15.\(Persons.padded(index, 6))")
    }
}
