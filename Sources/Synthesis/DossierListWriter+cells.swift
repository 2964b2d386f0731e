extension DossierListWriter {
    /// One cell as the list prints it.
    func cell(_ column: ListColumn, of dossier: Dossier, number: Int, _ random: inout SplitMix64) {
        let procedure = Procedure.table[dossier.procedure]
        let agency = plan.agencies[dossier.agency]
        switch column {
        case .number: table.number(number)
        case .key: table.cell(dossier.key)
        case .procedureCode: table.cell(procedure.code)
        case .procedureName: table.cell(procedure.name)
        case .domain: table.cell(procedure.domain)
        case .owner: table.cell(dossier.name)
        case .address: table.cell("Thôn \(1 + random.below(20)), \(agency.name)")
        case .identity: table.cell(dossier.identity)
        case .applicantKind: table.cell(Words.applicants[dossier.applicantKind - 1].draw(&random))
        case .channel:
            let label = Words.channels[dossier.channel - 1].draw(&random)
            table.cell(dossier.isChannelBlank ? "" : label)
        case .state: table.cell(Words.states[dossier.state - 1].draw(&random))
        case .submitted: table.day(dossier.created, minute: dossier.minute)
        case .received, .receivedShort: table.day(dossier.received)
        case .due: table.day(dossier.due)
        case .ended: table.day(dossier.ended)
        case .result: table.day(dossier.hasResult)
        case .returned: table.day(dossier.returned)
        case .receivingUnit, .unit: table.cell("Trung tâm Phục vụ hành chính công \(agency.name)")
        case .clerk: table.cell(Persons.name(&random))
        case .fee: table.amount(Self.sum(dossier, charges: false))
        case .charge: table.amount(Self.sum(dossier, charges: true))
        case .paidOnline: flag(dossier.saysPaidOnline, &random)
        case .digitised: flag(dossier.saysDigitised, &random)
        case .reused: flag(dossier.saysReused, &random)
        case .electronicResult: flag(dossier.saysResult, &random)
        case .note: table.cell(random.below(20) == 0 ? random.pick(Self.notes) : "")
        }
    }

    /// What stands in a cell that is spoilt, or nil for all others.
    func spoiltCell(_ column: ListColumn, dossier: Dossier, spoilage: Spoilage?) -> [UInt8]? {
        guard let spoilage else { return nil }
        let text: String?
        switch (column, spoilage.kind) {
        case (.received, .dateNotInCalendar), (.receivedShort, .dateNotInCalendar): text = "31/02/2026"
        case (.due, .dateUnreadable): text = "giữa tháng"
        case (.key, .keyMissing): text = ""
        case (.key, .keyShape): text = dossier.key.replacing("-", with: "/")
        case (.state, .statusUnknown): text = "Chờ xếp lịch"
        case (.channel, .channelUnknown): text = "Qua loa phường"
        case (.fee, .numberUnreadable): text = "năm nghìn"
        case (.identity, .identityShape): text = String(dossier.identity.suffix(5))
        case (.identity, .identityLost): text = "6.09E+09"
        case (.identity, .identityZero): text = String(dossier.identity.dropFirst())
        case (.procedureCode, .procedureZeros): text = Procedure.table[dossier.procedure].shortened
        case (noteColumn, let kind): return TableWriter.spoiltNote(kind)
        default: text = nil
        }
        guard let text else { return nil }
        return Array(text.utf8)
    }

    /// The column of free text that is spoilt where the line as a whole is.
    var noteColumn: ListColumn { columns.contains(.note) ? .note : .clerk }

    /// A list that lacks the column cannot be spoilt in it, nor can a quote stay open where others follow.
    func possible(_ spoilage: Spoilage?, index: Int) -> Spoilage? {
        guard let spoilage else { return nil }
        let needed: ListColumn? =
            switch spoilage.kind {
            case .channelUnknown: .channel
            case .numberUnreadable: .fee
            case .identityShape, .identityLost, .identityZero: .identity
            case .procedureZeros: .procedureCode
            case .quoteUnclosed: .note
            default: nil
            }
        guard let needed else { return spoilage }
        return columns.contains(needed) ? spoilage : nil
    }

    /// The sum of the fees of one sort.
    static func sum(_ dossier: Dossier, charges: Bool) -> Int {
        dossier.fees.reduce(0) { $1.isCharge == charges ? $0 + $1.amount : $0 }
    }

    private func flag(_ value: Bool, _ random: inout SplitMix64) {
        table.cell(random.pick(value ? Words.yes : Words.no))
    }

    private static let notes = [
        "Hồ sơ nộp bổ sung, đã liên hệ công dân", "Thiếu giấy chứng sinh,\nđề nghị bổ sung trước ngày hẹn",
        "Đã gọi điện \"02 lần\", không liên lạc được", "Công dân hẹn lại; nhận kết quả tại nhà",
    ]
}
