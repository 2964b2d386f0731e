/// The papers that the procedures of a catalogue ask for, two a procedure.
struct ComponentSheet: Sheet {
    private let request: Request
    let dispensable: Set<String> = ["Sản xuất, kinh doanh", "Ngày hiệu lực", "Trạng thái"]

    private static let tiers = [
        ("xa", "Cấp xã"), ("xa", "xa"), ("xa", "xa"), ("tinh,xa", "Cấp tỉnh, Cấp xã"), ("tinh", "tinh"),
        ("so", "Cấp sở"),
    ]

    init(_ request: Request) {
        self.request = request
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 16)
        let procedure = Procedure.at(index / 2)
        let (tier, label) = random.pick(Self.tiers)
        let isOnce = request.start.advanced(by: random.below(400) - 250) <= request.exported
        let inForce = random.chance(60) ? nil : request.start.advanced(by: random.below(240) - 120)
        let isAbolished = random.below(20) == 0 && request.exported >= request.start.advanced(by: 45)
        return SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"), SheetCell("Mã TTHC", procedure.code, is: "ma_tthc"),
            SheetCell("Mã thành phần", "TP.\(Persons.padded(index, 5))", is: "ma_thanh_phan"),
            SheetCell("Lĩnh vực", procedure.domain, is: "linh_vuc"),
            SheetCell("Cấp thực hiện", label, is: "cap", code: .text(tier)),
            SheetCell("Sản xuất, kinh doanh", random.chance(60), is: "san_xuat_kinh_doanh", &random),
            SheetCell("Một lần", isOnce, is: "mot_lan", &random),
            SheetCell("Ngày hiệu lực", inForce, is: "ngay_hieu_luc"),
            SheetCell(
                "Trạng thái", isAbolished ? "Bãi bỏ" : "Còn hiệu lực", is: "bai_bo", code: .flag(isAbolished)),
        ])
    }
}
