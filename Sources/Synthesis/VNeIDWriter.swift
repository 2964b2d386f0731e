/// The VNeID activation list of a commune's police.
struct VNeIDWriter: RecordWriter {
    let request: Request
    let table: TableWriter
    let sink: ByteSink

    private static let headings = [
        "STT", "Số định danh", "Họ và tên", "Ngày sinh", "Giới tính", "Địa chỉ / Thôn", "Số điện thoại",
        "Mức độ định danh", "Ngày cấp", "Trạng thái kích hoạt", "Ngày kích hoạt", "Chữ ký số", "Ghi chú",
    ]
    private static let active = Spelling("Đã kích hoạt")
    private static let inactive = Spelling("Chưa kích hoạt")

    init(_ request: Request, sink: ByteSink) {
        self.request = request
        self.sink = sink
        table = TableWriter(sink, delimiter: request.delimiter, width: Self.headings.count)
    }

    func open() {
        sink.raw([0xEF, 0xBB, 0xBF])
        if request.furniture.contains(.title) {
            table.row(["CÔNG AN XÃ VĨNH THÔNG"])
            table.row(["DANH SÁCH CÔNG DÂN ĐƯỢC CẤP, KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ"])
            table.row(["Ngày xuất: \(request.exported.slashed)"])
        }
        table.row(Self.headings)
    }

    func close(count: Int) {}

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        let person = resident(index)
        let kind = spoilage?.kind
        var random = SplitMix64(seed: request.seed, index: index, salt: 8)
        table.spoil(kind)
        table.number(index + 1)
        switch kind {
        case .keyMissing: table.cell("")
        case .identityShape: table.cell(String(person.identity.suffix(5)))
        case .identityLost: table.cell("6.09E+09")
        case .identityZero: table.cell(String(person.identity.dropFirst()))
        default: table.cell(person.identity)
        }
        table.cell(person.name)
        table.cell(person.birth)
        table.cell(person.isFemale ? "Nữ" : "Nam")
        table.cell(person.hamlet)
        table.cell(person.phone)
        if person.level == 0 { table.cell("") } else { table.number(person.level) }
        switch kind {
        case .dateNotInCalendar: table.cell("31/02/2026")
        case .dateUnreadable: table.cell("giữa tháng")
        default: table.day(person.issued)
        }
        let label = (person.isActive ? Self.active : Self.inactive).draw(&random)
        table.cell(kind == .statusUnknown ? "Không rõ" : label)
        table.day(person.activated)
        table.cell(random.pick(person.hasSignature ? Words.yes : Words.no))
        if let bytes = TableWriter.spoiltNote(kind) { table.raw(bytes) } else { table.cell("") }
        table.endRow()
        return true
    }

    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        let person = resident(index)
        return Truth(
            [
                "so_dinh_danh": .text(person.identity), "muc_do": person.level == 0 ? .empty : .number(person.level),
                "ngay_cap": .dayOrEmpty(person.issued), "kich_hoat": .flag(person.isActive),
                "ngay_kich_hoat": .dayOrEmpty(person.activated), "chu_ky_so": .flag(person.hasSignature),
                "ngay_sinh": person.birth.isEmpty ? .empty : .text(person.birth), "thon": .text(person.hamlet),
            ], spoilt: spoilage)
    }

    private func resident(_ index: Int) -> Resident {
        Resident(index: index, seed: request.seed, start: request.start, asOf: request.exported)
    }
}
