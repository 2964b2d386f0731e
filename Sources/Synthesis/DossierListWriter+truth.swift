import Domain

extension DossierListWriter {
    /// What is true of a row, for the columns that the list has.
    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        guard let dossier = seen(index, spoilage) else { preconditionFailure("a truth of a row that is not there") }
        var facts: [String: Fact] = ["don_vi": .text(plan.agencies[dossier.agency].code)]
        for column in columns {
            guard let (name, fact) = fact(column, of: dossier) else { continue }
            facts[name] = fact
        }
        if let spoilage, spoilage.severity == .field { facts[spoilage.field] = .unreadable }
        return Truth(facts, spoilt: spoilage)
    }

    private func fact(_ column: ListColumn, of dossier: Dossier) -> (String, Fact)? {
        let procedure = Procedure.table[dossier.procedure]
        switch column {
        case .key: return ("ma_ho_so", .text(dossier.key))
        case .procedureCode: return ("ma_tthc", .text(procedure.code))
        case .domain: return ("linh_vuc", .text(procedure.domain))
        case .identity: return ("so_dinh_danh", .text(dossier.identity))
        case .applicantKind: return ("doi_tuong", .number(dossier.applicantKind))
        case .channel: return ("kenh", .number(dossier.channel))
        case .state: return ("trang_thai", .number(dossier.state))
        case .submitted: return ("ngay_nop", .day(dossier.created))
        case .received, .receivedShort: return ("ngay_tiep_nhan", .dayOrEmpty(dossier.received))
        case .due: return ("ngay_hen_tra", .dayOrEmpty(dossier.due))
        case .ended: return ("ngay_ket_thuc", .dayOrEmpty(dossier.ended))
        case .result:
            let name = columns.contains(.ended) ? "ngay_co_ket_qua" : "ngay_ket_thuc"
            return (name, .dayOrEmpty(dossier.hasResult))
        case .returned: return ("ngay_tra", .dayOrEmpty(dossier.returned))
        case .fee: return ("phi", .number(Self.sum(dossier, charges: false)))
        case .charge: return ("le_phi", .number(Self.sum(dossier, charges: true)))
        case .paidOnline: return ("co_thanh_toan_truc_tuyen", .flag(dossier.saysPaidOnline))
        case .digitised: return ("so_hoa_thanh_phan", .flag(dossier.saysDigitised))
        case .reused: return ("tai_su_dung", .flag(dossier.saysReused))
        case .electronicResult: return ("ket_qua_dien_tu", .flag(dossier.saysResult))
        case .number, .procedureName, .owner, .address, .receivingUnit, .unit, .clerk, .note: return nil
        }
    }
}
