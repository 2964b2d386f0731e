import Synthesis

/// The catalogue as it stands, and the indicators over it.
struct OracleProcedures {
    let ledger: OracleLedger
    /// By unit and code: what the catalogues that speak for the unit say of a procedure.
    private let catalogues: [String: [String: OracleRecord]]

    /// Choice: a procedure counts once for a unit; where several catalogues have it, each column is the nearest unit's that
    /// knows it, a catalogue for every unit last.
    init(ledger: OracleLedger) {
        self.ledger = ledger
        let byUnit = Dictionary(grouping: ledger.live("thu_tuc"), by: \.unit)
        catalogues = Dictionary(
            uniqueKeysWithValues: ledger.dataUntil.keys.map { unit in
                var merged: [String: OracleRecord] = [:]
                var chain: [String] = []
                var current: String? = unit
                while let here = current {
                    chain.append(here)
                    current = OracleUnits.parent(here)
                }
                for row in (chain + [""]).flatMap({ byUnit[$0] ?? [] }) {
                    guard var nearer = merged[row.key.code] else {
                        merged[row.key.code] = row
                        continue
                    }
                    for (column, fact) in row.columns where !nearer.knows(column) { nearer.columns[column] = fact }
                    merged[row.key.code] = nearer
                }
                return (unit, merged)
            })
    }

    /// The row of a dossier's procedure that speaks for its unit, of whatever level, abolished ones too.
    private func row(of dossier: OracleRecord) -> OracleRecord? {
        dossier.text("ma_tthc").flatMap { catalogues[dossier.unit]?[$0] }
    }

    func isOnline(_ dossier: OracleRecord) -> Bool {
        [3, 4].contains(row(of: dossier)?.number("muc_do") ?? 0)
    }

    func domain(of dossier: OracleRecord) -> String? { row(of: dossier)?.text("linh_vuc") }

    /// `thoi_han` with `thoi_han_ngay_lam_viec` 1 (working days) or 0.
    func term(of dossier: OracleRecord) -> (days: Int, isWorking: Bool)? {
        guard let row = row(of: dossier), let days = row.number("thoi_han") else { return nil }
        return (days, row.number("thoi_han_ngay_lam_viec") != 0)
    }

    func values() -> [OracleValueKey: OracleValue] {
        var values: [OracleValueKey: OracleValue] = [:]
        for indicator in [
            "tthc-toan-trinh", "tthc-doanh-nghiep-truc-tuyen", "tthc-phi-dia-gioi", "tthc-tren-he-thong",
        ] {
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
            // A row whose level is unknown is of no unit's level.
            let own = (catalogues[unit] ?? [:]).values.filter { $0.text("cap") == level }
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
        case "tthc-doanh-nghiep-truc-tuyen":
            guard row.number("khong_du_dieu_kien") != 1, row.number("doanh_nghiep") == 1,
                let level = row.number("muc_do")
            else { return nil }
            return [3, 4].contains(level)
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
}
