extension CatalogueWriter {
    /// What is true of a procedure, for the columns that the catalogue has.
    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        let entry = CatalogueEntry(index: index, seed: request.seed, asOf: request.exported)
        let procedure = entry.procedure
        var facts: [String: TrueFact] = [
            "ma_tthc": .text(procedure.code), "ten": .text(procedure.name), "linh_vuc": .text(procedure.domain),
        ]
        switch request.layout {
        case .national:
            facts["co_quan_ban_hanh"] = .text(procedure.issuer)
            if spoilage?.kind == .quoteInCell { facts["linh_vuc"] = .text("Đã gọi \"02 lần\" chưa gặp") }
        case .provincial:
            facts["cap"] = .text(entry.tier)
            facts["muc_do"] = .number(entry.level)
            facts["phi_dia_gioi"] = .flag(entry.isAnywhere)
            facts["bai_bo"] = .flag(entry.isAbolished)
            facts["du_dieu_kien"] = entry.isEligible.map(TrueFact.flag) ?? .empty
            facts["doanh_nghiep"] = .flag(entry.isForBusiness)
            facts["ngay_hieu_luc"] = .dayOrEmpty(entry.inForceFrom)
        default:
            facts["cap"] = .text(index % 3 == 0 ? "tinh,xa" : "xa")
            facts["doanh_nghiep"] = .flag(true)
        }
        return Truth(facts, spoilt: spoilage)
    }

    /// The headings of a catalogue.
    static func headings(of layout: Layout) -> [String] {
        switch layout {
        case .national: ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]
        case .provincial:
            [
                "STT", "MÃ TTHC", "Tên TTHC", "Lĩnh vực", "Phí", "Lệ Phí", "Cấp thực hiện", "Cơ quan thực hiện",
                "Cùng cấp", "02 cấp", "Phi địa giới", "Toàn trình", "Một phần", "Cung cấp thông tin", "Dịch vụ BCCI",
                "Quyết định số", "TRẠNG THÁI", "Đủ điều kiện", "Doanh nghiệp", "Ngày hiệu lực", "Ghi chú",
            ]
        default:
            [
                "ma_thu_tuc", "ten_thu_tuc", "linh_vuc", "cap_thuc_hien", "loai_thu_tuc", "so_quyet_dinh",
                "doi_tuong_thuc_hien", "co_quan_co_tham_quyen", "co_quan_thuc_hien", "cach_thuc_thuc_hien",
                "ket_qua_xu_ly", "detail_url",
            ]
        }
    }
}
