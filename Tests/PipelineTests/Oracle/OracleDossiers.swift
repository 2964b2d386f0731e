import Synthesis

/// The indicators over dossiers, by simple loops.
struct OracleDossiers {
    let ledger: OracleLedger

    /// One rule set: how a dossier votes in [start, end), or nil where it is not in the denominator.
    private typealias Rule = (_ dossier: OracleRecord, _ start: Int, _ end: Int) -> Bool?

    func values() -> [OracleValueKey: OracleValue] {
        let procedures = OracleProcedures(ledger: ledger)
        var values: [OracleValueKey: OracleValue] = [:]
        for (indicator, rules, rule) in rules(procedures) {
            let sum = OracleSum(indicator: indicator, rules: rules, shares: shares(rule, procedures))
            values.merge(sum.values()) { left, _ in left }
        }
        return values
    }

    private func shares(_ rule: @escaping Rule, _ procedures: OracleProcedures) -> [OracleShare] {
        let dossiers = ledger.live("ho_so")
        return ledger.dataUntil.compactMap { unit, kinds in
            guard let dataUntil = kinds["ho_so"] else { return nil }
            let own = dossiers.filter { $0.unit == unit }
            // Choice: the first ngay_tiep_nhan of any dossier, in whatever state.
            return OracleShare(
                unit: unit, first: own.compactMap { $0.day("ngay_tiep_nhan") }.min(), dataUntil: dataUntil
            ) { start, end in
                own.compactMap { dossier in
                    guard let counts = rule(dossier, start, end) else { return nil }
                    return OracleVote(counts: counts, breakdowns: Self.breakdowns(dossier, procedures))
                }
            }
        }
    }

    /// Choice: what is unknown or empty has no row of its own in a breakdown. A field of work that no source has is the
    /// catalogue's.
    private static func breakdowns(
        _ dossier: OracleRecord, _ procedures: OracleProcedures
    ) -> [(name: String, value: String)] {
        var all: [(name: String, value: String)] = []
        if let domain = dossier.text("linh_vuc") {
            all.append(("linh_vuc", domain))
        } else if !dossier.knows("linh_vuc"), let domain = procedures.domain(of: dossier) {
            all.append(("linh_vuc", domain))
        }
        if let channel = dossier.number("kenh") { all.append(("kenh", "\(channel)")) }
        if let kind = dossier.number("doi_tuong") { all.append(("doi_tuong", "\(kind)")) }
        if let code = dossier.text("ma_tthc") { all.append(("ma_tthc", code)) }
        return all
    }

    private func rules(_ procedures: OracleProcedures) -> [(String, String, Rule)] {
        func receivedIn(_ dossier: OracleRecord, _ start: Int, _ end: Int) -> Bool {
            guard dossier.isReceived, let day = dossier.day("ngay_tiep_nhan") else { return false }
            return start <= day && day < end
        }
        func finishedIn(_ dossier: OracleRecord, _ start: Int, _ end: Int) -> Bool {
            guard dossier.isFinished, let day = dossier.end else { return false }
            return start <= day && day < end
        }
        return [
            (
                "dung-han", "so-ngay",
                { dossier, start, end in
                    guard finishedIn(dossier, start, end), dossier.knows("ngay_hen_tra") else { return nil }
                    guard let due = dossier.day("ngay_hen_tra"), let ended = dossier.end else { return true }
                    return ended <= due
                }
            ),
            (
                "dung-han", "qd766",
                { dossier, start, end in
                    guard dossier.isReceived, dossier.knowsEnd, !dossier.hasLostEnd, dossier.knows("ngay_hen_tra")
                    else { return nil }
                    guard let received = dossier.day("ngay_tiep_nhan"), received < end else { return nil }
                    if let ended = dossier.end, ended < start { return nil }
                    return !OracleLateness(dossier: dossier, end: end, term: procedures.term(of: dossier)).isLate
                }
            ),
            (
                "dung-han", "bkav",
                { dossier, start, end in
                    guard dossier.isFinished, let due = dossier.day("ngay_hen_tra") else { return nil }
                    let days = ["ngay_co_ket_qua", "ngay_tra", "ngay_ket_thuc"].compactMap { dossier.day($0) }
                    guard let day = days.first, start <= day, day < end else { return nil }
                    return day <= due
                }
            ),
            (
                "ho-so-truc-tuyen", "tat-ca",
                { dossier, start, end in
                    guard receivedIn(dossier, start, end), dossier.knows("kenh") else { return nil }
                    return dossier.number("kenh") == 2
                }
            ),
            (
                "ho-so-truc-tuyen", "qd766",
                { dossier, start, end in
                    guard receivedIn(dossier, start, end), dossier.knows("kenh") else { return nil }
                    guard procedures.isOnline(dossier) else { return nil }
                    return dossier.number("kenh") == 2
                }
            ),
            (
                "thanh-toan-truc-tuyen", "",
                { dossier, start, end in
                    guard receivedIn(dossier, start, end), dossier.hasFee == true else { return nil }
                    return dossier.isPaidOnline
                }
            ),
            ("so-hoa-ho-so", "", { receivedIn($0, $1, $2) ? $0.hasPaper : nil }),
            ("so-hoa-ket-qua", "ket-thuc", { finishedIn($0, $1, $2) ? $0.hasResult : nil }),
            ("so-hoa-ket-qua", "qd766", { receivedIn($0, $1, $2) ? $0.hasResult : nil }),
            ("tai-su-dung-du-lieu", "", { receivedIn($0, $1, $2) ? $0.isReused : nil }),
        ]
    }
}
