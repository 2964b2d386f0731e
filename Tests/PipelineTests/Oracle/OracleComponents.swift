/// `giay-to-mot-lan`: the papers of procedures for production and business, and which of them are handed in only once.
struct OracleComponents {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        let procedures = OracleProcedures(ledger: ledger)
        let shares = OracleCatalogue(ledger, "thanh_phan_thu_tuc").shares { unit, row, day in
            guard row.isInForce(on: day) else { return nil }
            // Choice: a catalogue without the column leaves it to the procedure's own mark "for businesses".
            let isForBusiness =
                row.flag("san_xuat_kinh_doanh")
                ?? procedures.row(row.text("ma_tthc"), for: unit)?.flag("doanh_nghiep")
            return isForBusiness == true ? row.flag("mot_lan") : nil
        }
        return OracleSum(indicator: "giay-to-mot-lan", rules: "", shares: shares).values()
    }
}
