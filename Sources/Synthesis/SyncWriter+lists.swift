import Domain

extension SyncWriter {
    /// The four nested lists, an element an entry.
    func lists(_ dossier: Dossier, index: Int) {
        for (place, paper) in dossier.papers.enumerated() {
            line("TaiLieuNop") {
                // Name, identifier and path of a file are there together or not at all.
                xml.element("TepDinhKemId", paper.file.isEmpty ? "" : "\(index)-\(place)")
                xml.element("TenTepDinhKem", paper.file)
                xml.element("IsDeleted", paper.isDeleted ? 1 : 0)
                xml.element("MaThanhPhanHoSo", "G\(Persons.padded(place + 1, 6))")
                xml.element("DuongDanTaiTepTin", paper.file.isEmpty ? "" : "tep/\(index)/\(place).pdf")
                xml.element("DuocSoHoa", paper.isDigitised ? 1 : 0)
                xml.element("DuocTaiSuDung", paper.reuse)
                xml.element("DuocLayTuKhoDMQG", 0)
                xml.empty("MaKetQuaThayThe")
            }
        }
        for fee in dossier.fees {
            line("DanhSachLePhi") {
                xml.element("TenPhiLePhi", fee.name)
                xml.element("HinhThucThu", 1)
                xml.element("Gia", fee.amount)
                xml.element("LoaiPhiLePhi", fee.isCharge ? 2 : 1)
            }
        }
        for (place, asked) in dossier.requests.enumerated() {
            line("DanhSachHoSoBoSung") {
                xml.element("HoSoBoSungId", place + 1)
                xml.element("NoiDungBoSung", "Bổ sung giấy tờ còn thiếu")
                xml.stamp("NgayBoSung", asked.day, minute: 600)
                xml.stamp("NgayTiepNhanBoSung", asked.answered, minute: 600)
                xml.element("TrangThaiBoSung", asked.answered == nil ? 0 : 1)
                xml.stamp("NgayHenTraTruoc", asked.newDue == nil ? nil : dossier.due, minute: 1_020)
                xml.stamp("NgayHenTraMoi", asked.newDue, minute: 1_020)
            }
        }
        for result in dossier.results {
            line("DanhSachGiayToKetQua") {
                xml.element("TenGiayTo", "Giấy chứng nhận, kết quả giải quyết")
                xml.empty("MaThanhPhanHoSo")
                xml.element("MaGiayToKetQua", result.paperCode)
                xml.empty("GiayToId")
                xml.element("DuongDanTepTinKetQua", result.file)
                xml.element("MaKetQua", result.resultCode)
            }
        }
    }

    private func line(_ name: String, _ content: () -> Void) {
        xml.sink.text("    ")
        xml.open(name)
        content()
        xml.close(name)
        xml.sink.text("\n")
    }

    /// What is true of a record.
    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        guard let dossier = seen(index, spoilage) else { preconditionFailure("a truth of a record that is not there") }
        let procedure = Procedure.table[dossier.procedure]
        var facts: [String: Fact] = [
            "ma_ho_so": .text(dossier.key), "don_vi": .text(plan.agencies[dossier.agency].code),
            "ma_tthc": .text(procedure.code), "linh_vuc": .text(procedure.domain), "kenh": .number(dossier.channel),
            "doi_tuong": .number(dossier.applicantKind), "trang_thai": .number(dossier.state),
            "ngay_nop": .day(dossier.created), "ngay_tiep_nhan": .dayOrEmpty(dossier.received),
            "ngay_hen_tra": .dayOrEmpty(dossier.due), "ngay_ket_thuc": .dayOrEmpty(dossier.ended),
            "ngay_tra": .dayOrEmpty(dossier.returned), "ngay_tu_choi": .dayOrEmpty(dossier.refused),
            "thanh_toan_truc_tuyen": .number(dossier.payment), "so_dinh_danh": .text(dossier.identity),
        ]
        if let spoilage, spoilage.severity == .field { facts[spoilage.field] = .unreadable }
        return Truth(facts, lists: Self.lists(of: dossier), spoilt: spoilage)
    }

    private static func lists(of dossier: Dossier) -> [String: [[String: Fact]]] {
        [
            "thanh_phan_ho_so": dossier.papers.map {
                [
                    "tep": text($0.file), "duoc_so_hoa": .flag($0.isDigitised), "tai_su_dung": .number($0.reuse),
                    "da_xoa": .flag($0.isDeleted),
                ]
            },
            "phi_le_phi": dossier.fees.map {
                ["ten": .text($0.name), "gia": .number($0.amount), "loai": .number($0.isCharge ? 2 : 1)]
            },
            "ho_so_bo_sung": dossier.requests.map {
                [
                    "ngay_bo_sung": .dayOrEmpty($0.day), "ngay_tiep_nhan_bo_sung": .dayOrEmpty($0.answered),
                    "ngay_hen_tra_moi": .dayOrEmpty($0.newDue),
                ]
            },
            "giay_to_ket_qua": dossier.results.map {
                [
                    "tep": text($0.file), "ma_giay_to_ket_qua": text($0.paperCode), "ma_ket_qua": text($0.resultCode),
                    "giay_to_id": .empty,
                ]
            },
        ]
    }

    private static func text(_ value: String) -> Fact { value.isEmpty ? .empty : .text(value) }
}
