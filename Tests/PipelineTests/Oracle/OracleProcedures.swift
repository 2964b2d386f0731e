import Synthesis

/// The catalogue as it stands, and the indicators over it.
struct OracleProcedures {
    let ledger: OracleLedger
    private let rows: [OracleRecord]

    init(ledger: OracleLedger) {
        self.ledger = ledger
        rows = ledger.live("thu_tuc")
    }

    /// The rows of a dossier's procedure that speak for its unit, of whatever level, abolished ones too.
    private func rows(of dossier: OracleRecord) -> [OracleRecord] {
        guard let code = dossier.text("ma_tthc") else { return [] }
        return rows.filter { $0.text("ma_tthc") == code && Self.speaks($0, for: dossier.unit) }
    }

    /// Choice: where two catalogues have the procedure, one of them with an online service is enough.
    func isOnline(_ dossier: OracleRecord) -> Bool {
        rows(of: dossier).contains { [3, 4].contains($0.number("muc_do") ?? 0) }
    }

    func domain(of dossier: OracleRecord) -> String? {
        rows(of: dossier).compactMap { $0.text("linh_vuc") }.min()
    }

    /// `thoi_han` with `thoi_han_ngay_lam_viec` 1 (working days) or 0.
    func term(of dossier: OracleRecord) -> (days: Int, isWorking: Bool)? {
        let terms = rows(of: dossier).compactMap { row in
            row.number("thoi_han").map { (days: $0, isWorking: row.number("thoi_han_ngay_lam_viec") != 0) }
        }
        return terms.max { $0.days < $1.days }
    }

    func values() -> [OracleValueKey: OracleValue] {
        var values: [OracleValueKey: OracleValue] = [:]
        for indicator in ["tthc-toan-trinh", "tthc-phi-dia-gioi", "tthc-tren-he-thong"] {
            let sum = OracleSum(indicator: indicator, rules: "", shares: shares(indicator))
            values.merge(sum.values()) { left, _ in left }
        }
        return values
    }

    /// Every unit that has any data of its own and for which a catalogue speaks. It reaches up to the unit's greatest
    /// data_until of any kind, from 1 January of the year of the catalogue's first as_of.
    private func shares(_ indicator: String) -> [OracleShare] {
        let dossiers = ledger.live("ho_so")
        let firsts = ledger.firstAsOf["thu_tuc"] ?? [:]
        return ledger.dataUntil.compactMap { unit, kinds in
            guard let dataUntil = kinds.values.max() else { return nil }
            let spoken = firsts.filter { $0.key.isEmpty || $0.key == unit || OracleUnits.isBelow(unit, $0.key) }
            guard let first = spoken.values.min() else { return nil }
            let level = OracleUnits.level(unit)
            // Choice: a row whose catalogue has no level speaks for units of every level.
            let own = rows.filter { Self.speaks($0, for: unit) && ($0.text("cap") ?? level) == level }
            let received = dossiers.filter { $0.unit == unit && $0.isReceived }
            let start = OracleDays.day(OracleDays.civil(first).year, 1, 1)
            return OracleShare(unit: unit, first: start, dataUntil: dataUntil) { _, end in
                own.compactMap { row in
                    guard Self.isInForce(row, on: end - 1) else { return nil }
                    guard let counts = Self.vote(indicator, row, received, on: end - 1) else { return nil }
                    return OracleVote(counts: counts, breakdowns: [])
                }
            }
        }
    }

    private static func vote(
        _ indicator: String, _ row: OracleRecord, _ received: [OracleRecord], on day: Int
    ) -> Bool? {
        switch indicator {
        case "tthc-toan-trinh":
            // A catalogue that lacks the column of eligibility leaves everything eligible.
            guard row.number("khong_du_dieu_kien") != 1, let level = row.number("muc_do") else { return nil }
            return level == 4
        case "tthc-phi-dia-gioi":
            guard row.knows("phi_dia_gioi") else { return nil }
            let scope = row.text("pham_vi_phi_dia_gioi") ?? ""
            let isWide = ["", "tinh", "toan_quoc"].contains(scope)
            return row.number("phi_dia_gioi") == 1 && isWide && (row.day("ngay_phi_dia_gioi") ?? day) <= day
        default:
            let january = OracleDays.day(OracleDays.civil(day).year, 1, 1)
            return row.number("tren_he_thong") == 1
                || received.contains { dossier in
                    guard dossier.text("ma_tthc") == row.text("ma_tthc") else { return false }
                    guard let when = dossier.day("ngay_tiep_nhan") else { return false }
                    return january <= when && when <= day
                }
        }
    }

    private static func isInForce(_ row: OracleRecord, on day: Int) -> Bool {
        (row.day("ngay_hieu_luc") ?? day) <= day && row.number("bai_bo") != 1
    }

    private static func speaks(_ row: OracleRecord, for unit: String) -> Bool {
        row.unit.isEmpty || row.unit == unit || OracleUnits.isBelow(unit, row.unit)
    }
}
