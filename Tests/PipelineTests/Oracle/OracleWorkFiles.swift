/// The indicators over work files that are not secret, by the day on which they were made.
struct OracleWorkFiles {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        let ballot = OracleBallot(
            ledger: ledger, kind: "ho_so_cong_viec", event: "ngay_lap", breakdown: "phong_ban")
        func isCounted(_ file: OracleRecord, _ start: Int, _ end: Int) -> Bool {
            guard let day = file.day("ngay_lap"), start <= day, day < end else { return false }
            return file.flag("mat") == false
        }
        var values = ballot.values("ho-so-cong-viec-dien-tu") { file, start, end in
            isCounted(file, start, end) ? file.flag("dien_tu") : nil
        }
        let whole = ballot.values("van-ban-toan-trinh") { file, start, end in
            guard isCounted(file, start, end) else { return nil }
            // A register says "without paper", or the opposite.
            let isPaperless = file.flag("khong_giay") ?? file.flag("co_giay").map { !$0 }
            return OracleLogic.all([file.flag("dien_tu"), file.flag("ky_so"), isPaperless])
        }
        values.merge(whole) { left, _ in left }
        return values
    }
}
