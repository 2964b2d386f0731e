/// The staff of offices: who came and left when, with what they have and what they were taught by the day of the list.
struct StaffSheet: Sheet {
    private let request: Request
    private let agencies: [Agency]
    let dispensable: Set<String> = [
        "Ngày vào", "Ngày nghỉ", "Chữ ký số từ ngày", "Kỹ năng số", "Ngày kỹ năng số", "Ngày quản trị dữ liệu",
    ]

    init(_ request: Request) {
        self.request = request
        agencies = request.offices
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 11)
        let (start, today) = (request.start, request.exported)
        let came = start.advanced(by: random.below(1_000) - 880)
        let gone = random.chance(15) ? came.advanced(by: 60 + random.below(900)) : nil
        let equipped = start.advanced(by: random.below(420) - 300)
        let signs = random.chance(75)
        let from = start.advanced(by: random.below(420) - 300)
        let to = random.chance(70) ? from.advanced(by: 100 + random.below(300)) : nil
        let taught = start.advanced(by: random.below(500) - 320)
        let isDated = random.chance(80)
        let isInCharge = random.chance(30)
        let governs = start.advanced(by: random.below(400) - 260)
        let hasSignature = signs && from <= today
        let isTaught = taught <= today && random.chance(85)
        let isGoverning = governs <= today
        return SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"),
            SheetCell("Mã đơn vị", agencies[index % agencies.count].code, is: "don_vi"),
            SheetCell("Mã cán bộ", "CB\(Persons.padded(index / agencies.count + 1, 4))", is: "ma_can_bo"),
            SheetCell("Họ và tên", Persons.name(&random)),
            SheetCell("Phòng, ban", random.pick(Words.rooms), is: "phong_ban"),
            SheetCell("Ngày vào", came, is: "ngay_vao"),
            SheetCell("Ngày nghỉ", gone.flatMap { $0 <= today.advanced(by: 15) ? $0 : nil }, is: "ngay_nghi"),
            SheetCell("Trang thiết bị", equipped <= today, is: "trang_thiet_bi", &random),
            SheetCell("Chữ ký số", hasSignature, is: "chu_ky_so", &random),
            SheetCell("Chữ ký số từ ngày", hasSignature && isDated ? from : nil, is: "chu_ky_so_tu"),
            SheetCell("Chữ ký số đến ngày", hasSignature ? to : nil, is: "chu_ky_so_den"),
            SheetCell("Kỹ năng số", isTaught, is: "ky_nang_so", &random),
            SheetCell("Ngày kỹ năng số", isTaught && isDated ? taught : nil, is: "ngay_ky_nang_so"),
            SheetCell("Chuyên trách CNTT", isInCharge, is: "chuyen_trach_cntt", &random),
            SheetCell("Quản trị dữ liệu", isGoverning, is: "quan_tri_du_lieu", &random),
            SheetCell("Ngày quản trị dữ liệu", isGoverning && isDated ? governs : nil, is: "ngay_quan_tri_du_lieu"),
        ])
    }
}
