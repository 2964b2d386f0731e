/// The work files of offices through the months; how they were handled may be put right a month later.
struct WorkFileSheet: Sheet {
    private let request: Request
    private let plan: DossierPlan
    let dispensable: Set<String> = ["Độ mật", "Ký số"]

    init(_ request: Request) {
        self.request = request
        plan = request.plan
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 12)
        let made = plan.start.advanced(by: index * plan.start.distance(to: plan.end) / max(1, request.count))
        guard made <= request.exported else { return nil }
        let agency = plan.agencies[index % plan.agencies.count]
        let secret = random.below(100)
        let isPutRight = request.exported >= made.advanced(by: 30) && random.below(6) == 0
        let isElectronic = random.chance(75) != isPutRight
        let isSigned = random.chance(70)
        let isPaperless = random.chance(65)
        // A register says the one or its opposite.
        let kept =
            request.columns == .bothEnds
            ? SheetCell("Bản giấy", !isPaperless, is: "co_giay", &random)
            : SheetCell("Không giấy", isPaperless, is: "khong_giay", &random)
        let level = secret < 4 ? "Mật" : secret < 6 ? "Tối mật" : secret < 40 ? "" : secret < 70 ? "Không" : "Thường"
        return SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"), SheetCell("Mã đơn vị", agency.code, is: "don_vi"),
            SheetCell(
                "Mã hồ sơ công việc", "HSCV-\(Persons.padded(index / plan.agencies.count + 1, 4))",
                is: "ma_ho_so_cong_viec"),
            SheetCell("Trích yếu", "Về việc \(random.pick(Words.rooms))"), SheetCell("Ngày lập", made, is: "ngay_lap"),
            SheetCell("Phòng, ban", random.pick(Words.rooms), is: "phong_ban"),
            SheetCell("Độ mật", level, is: "mat", code: .flag(secret < 6)),
            SheetCell("Xử lý điện tử", isElectronic, is: "dien_tu", &random),
            SheetCell("Ký số", isSigned, is: "ky_so", &random), kept,
        ])
    }
}
