/// Tasks of science and technology: five stages, each with the day by which it must be updated and the day on which it was.
struct TaskSheet: Sheet {
    private let request: Request
    private let agencies: [Agency]
    let dispensable: Set<String> = ["Sử dụng ngân sách"]

    private static let stages = ["đặt hàng", "tuyển chọn", "hợp đồng", "giải ngân", "nghiệm thu"]

    init(_ request: Request) {
        self.request = request
        agencies = request.offices
    }

    func row(_ index: Int) -> SheetRow? {
        var random = SplitMix64(seed: request.seed, index: index, salt: 15)
        let isPaid = random.chance(75)
        let amount = isPaid ? 1_000_000 * (1 + random.below(900)) : random.chance(50) ? 0 : nil
        var row = SheetRow(cells: [
            SheetCell("STT", "\(index + 1)"),
            SheetCell("Mã đơn vị", agencies[index % agencies.count].code, is: "don_vi"),
            SheetCell("Mã nhiệm vụ", "NV-2026-\(Persons.padded(index / agencies.count + 1, 3))", is: "ma_nhiem_vu"),
            SheetCell("Tên nhiệm vụ", "Nghiên cứu giống chè số \(index + 1)", is: "ten"),
            SheetCell("Sử dụng ngân sách", isPaid, is: "ngan_sach", &random),
            SheetCell(
                "Kinh phí ngân sách nhà nước", amount.map { "\($0)" } ?? "", is: "kinh_phi_ngan_sach",
                code: .number(amount ?? 0)),
        ])
        var stages: [[String: TrueFact]] = []
        let first = request.start.advanced(by: random.below(260) - 130)
        for (place, name) in Self.stages.enumerated() {
            let due = first.advanced(by: place * 40 + random.below(20))
            let updated = due.advanced(by: random.below(14) - 12)
            let isUpdated = random.chance(94) && updated <= request.exported
            let shownDue = random.chance(94) ? due : nil
            row.cells.append(SheetCell("Hạn \(name)", shownDue?.slashed ?? ""))
            row.cells.append(SheetCell("Ngày cập nhật \(name)", isUpdated ? updated.slashed : ""))
            stages.append([
                "giai_doan": .number(place + 1), "han": .dayOrEmpty(shownDue),
                "ngay_cap_nhat": .dayOrEmpty(isUpdated ? updated : nil),
            ])
        }
        row.lists["giai_doan"] = stages
        return row
    }
}
