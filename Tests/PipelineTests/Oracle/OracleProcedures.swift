import Synthesis

/// The catalogue as it stands, and the indicators over it.
struct OracleProcedures {
    private let ledger: OracleLedger
    private let catalogue: OracleCatalogue

    init(ledger: OracleLedger) {
        self.ledger = ledger
        catalogue = OracleCatalogue(ledger, "thu_tuc")
    }

    /// The row of a procedure that speaks for a unit, of whatever level, abolished ones too.
    func row(_ code: String?, for unit: String) -> OracleRecord? { code.flatMap { catalogue.rows[unit]?[$0] } }

    private func row(of dossier: OracleRecord) -> OracleRecord? { row(dossier.text("ma_tthc"), for: dossier.unit) }

    func isOnline(_ dossier: OracleRecord) -> Bool {
        [3, 4].contains(row(of: dossier)?.number("muc_do") ?? 0)
    }

    func domain(of dossier: OracleRecord) -> String? { row(of: dossier)?.text("linh_vuc") }

    /// `thoi_han` with `thoi_han_ngay_lam_viec` 1 (working days) or 0.
    func term(of dossier: OracleRecord) -> (days: Int, isWorking: Bool)? {
        guard let row = row(of: dossier), let days = row.number("thoi_han") else { return nil }
        return (days, row.number("thoi_han_ngay_lam_viec") != 0)
    }

    /// Fields of work that the catalogue names for a unit of its level.
    func domains(for unit: String) -> Set<String> {
        Set(catalogue.own(unit).compactMap { $0.text("linh_vuc") })
    }

    func values() -> [OracleValueKey: OracleValue] {
        let received = Dictionary(grouping: ledger.live("ho_so").filter(\.isReceived), by: \.unit)
        var values: [OracleValueKey: OracleValue] = [:]
        for indicator in [
            "tthc-toan-trinh", "tthc-phi-dia-gioi", "tthc-tren-he-thong", "tthc-doanh-nghiep-truc-tuyen",
        ] {
            let shares = catalogue.shares { unit, row, day in
                row.isInForce(on: day) ? Self.vote(indicator, row, received[unit] ?? [], on: day) : nil
            }
            values.merge(OracleSum(indicator: indicator, rules: "", shares: shares).values()) { left, _ in left }
        }
        return values
    }

    private static func vote(
        _ indicator: String, _ row: OracleRecord, _ received: [OracleRecord], on day: Int
    ) -> Bool? {
        switch indicator {
        case "tthc-toan-trinh":
            // A catalogue that lacks the column of eligibility leaves everything eligible.
            guard row.number("du_dieu_kien") != 0, let level = row.number("muc_do") else { return nil }
            return level == 4
        case "tthc-doanh-nghiep-truc-tuyen":
            guard row.number("du_dieu_kien") != 0, row.flag("doanh_nghiep") == true, let level = row.number("muc_do")
            else { return nil }
            return level == 3 || level == 4
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
}

extension OracleRecord {
    /// Of a row of a catalogue.
    func isInForce(on day: Int) -> Bool { (self.day("ngay_hieu_luc") ?? day) <= day && number("bai_bo") != 1 }
}
