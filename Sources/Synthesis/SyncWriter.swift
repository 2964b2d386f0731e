/// The national synchronisation record: `DanhSachHoSo/HoSo`, one element a field, lists as repeated elements.
struct SyncWriter: RecordWriter {
    let request: Request
    let plan: DossierPlan
    let xml: Markup

    init(_ request: Request, sink: ByteSink) {
        self.request = request
        plan = request.plan
        xml = Markup(sink: sink)
    }

    func open() {
        xml.sink.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DanhSachHoSo>\n")
    }

    func close(count: Int) {
        xml.sink.text("</DanhSachHoSo>\n")
    }

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        guard let dossier = seen(index, spoilage) else { return false }
        let kind = spoilage?.kind
        var random = SplitMix64(seed: request.seed, index: index, salt: 4)
        xml.sink.text("  <HoSo>\n    ")
        heading(dossier, kind)
        xml.sink.text("\n    ")
        applicant(dossier, kind, &random)
        xml.sink.text("\n    ")
        dates(dossier, kind)
        xml.sink.text("\n    ")
        xml.element("TrangThaiHoSo", kind == .statusUnknown ? 99 : dossier.state)
        xml.element("HinhThuc", random.below(2))
        xml.element("DonViXuLy", "Trung tâm Phục vụ hành chính công \(plan.agencies[dossier.agency].name)")
        xml.element("GhiChu", random.below(30) == 0 ? "Phí < 10.000 & đã thu" : "")
        xml.element("NoiNopHoSo", random.below(2))
        xml.element("HoSoCoThanhPhanSoHoa", dossier.saysDigitised ? 1 : 0)
        xml.element("TaiKhoanDuocXacThucVoiVNeID", 0)
        xml.element("DuocThanhToanTrucTuyen", dossier.payment)
        xml.sink.text("\n")
        lists(dossier, index: index)
        xml.sink.text("  </HoSo>\n")
        return true
    }

    /// The dossier by the day of the export.
    func seen(_ index: Int, _ spoilage: Spoilage?) -> Dossier? {
        plan.life(index).seen(asOf: request.exported, spoilage: spoilage, index: index)
    }

    private func heading(_ dossier: Dossier, _ kind: SpoiltKind?) {
        let procedure = Procedure.table[dossier.procedure]
        let key = kind == .keyMissing ? "" : kind == .keyShape ? dossier.key.replacing("-", with: "/") : dossier.key
        let code = kind == .procedureZeros ? procedure.shortened ?? procedure.code : procedure.code
        xml.element("MaHoSo", key)
        // Every other procedure with the tail of the province, as both are seen.
        xml.element("MaTTHC", kind != .procedureZeros && dossier.procedure % 2 == 1 ? "\(code).000.00.00.H55" : code)
        xml.element("TenTTHC", procedure.name)
        xml.element("MaLinhVuc", "G15-\(Persons.padded(procedure.domain.utf8.count, 3))")
        xml.element("TenLinhVuc", procedure.domain)
        let channel = kind == .channelUnknown ? "7" : dossier.isChannelBlank ? "" : String(dossier.channel)
        xml.element("KenhThucHien", channel)
    }

    private func applicant(_ dossier: Dossier, _ kind: SpoiltKind?, _ random: inout SplitMix64) {
        xml.element("ChuHoSo", dossier.name)
        xml.element("LoaiDoiTuong", dossier.applicantKind)
        xml.empty("MaDoiTuong")
        xml.empty("Email")
        xml.element("SoDienThoai", "09\(Persons.padded(random.below(100_000_000), 8))")
        let identity =
            switch kind {
            case .identityShape: String(dossier.identity.suffix(5))
            case .identityLost: "6.09E+09"
            case .identityZero: String(dossier.identity.dropFirst())
            default: dossier.identity
            }
        xml.sink.text("\n    ")
        xml.open("DinhDanhCHS")
        xml.element("LoaiDinhDanh", 1)
        xml.element("SoDinhDanh", identity)
        xml.close("DinhDanhCHS")
        xml.element("TrichYeuHoSo", "\(dossier.name) - \(Procedure.table[dossier.procedure].name)")
    }

    private func dates(_ dossier: Dossier, _ kind: SpoiltKind?) {
        let minute = dossier.minute
        xml.stamp("NgayNopHoSo", dossier.created, minute: minute)
        if kind == .dateNotInCalendar {
            xml.element("NgayTiepNhan", "20260231080000")
        } else {
            xml.stamp("NgayTiepNhan", dossier.received, minute: minute)
        }
        if kind == .dateUnreadable {
            xml.element("NgayHenTra", "giữa tháng")
        } else {
            xml.stamp("NgayHenTra", dossier.due, minute: 1_020)
        }
        xml.stamp("NgayKetThucXuLy", dossier.ended, minute: minute)
        xml.stamp("NgayTra", dossier.returned, minute: minute)
        xml.stamp("NgayTuChoi", dossier.refused, minute: minute)
    }
}
