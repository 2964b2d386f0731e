import Synthesis

/// The indicators over the lists of VNeID accounts: stock on the last day, of live persons.
struct OraclePersons {
    let ledger: OracleLedger

    func values() -> [OracleValueKey: OracleValue] {
        var values: [OracleValueKey: OracleValue] = [:]
        for (indicator, rules) in [
            ("dinh-danh-da-cap", "danh-sach"), ("kich-hoat-vneid", ""), ("chu-ky-so-cong-dan", ""),
        ] {
            let sum = OracleSum(indicator: indicator, rules: rules, shares: shares(indicator))
            values.merge(sum.values()) { left, _ in left }
        }
        return values
    }

    private func shares(_ indicator: String) -> [OracleShare] {
        let persons = ledger.live("dinh_danh")
        return ledger.dataUntil.compactMap { unit, kinds in
            guard let dataUntil = kinds["dinh_danh"] else { return nil }
            let own = persons.filter { $0.unit == unit && $0.number("du_tuoi") != 0 }
            return OracleShare(unit: unit, first: ledger.firstAsOf["dinh_danh"]?[unit], dataUntil: dataUntil) {
                _, end in
                own.compactMap { person in
                    guard let counts = Self.vote(indicator, person, end: end) else { return nil }
                    return OracleVote(
                        counts: counts, breakdowns: person.text("thon").map { [("thon", $0)] } ?? [])
                }
            }
        }
    }

    private static func vote(_ indicator: String, _ person: OracleRecord, end: Int) -> Bool? {
        guard person.knows("muc_do") else { return nil }
        let level = person.number("muc_do") ?? 0
        let isIssued = (level == 1 || level == 2) && (person.day("ngay_cap") ?? end - 1) < end
        switch indicator {
        case "dinh-danh-da-cap": return isIssued
        case "kich-hoat-vneid":
            guard isIssued, person.knows("kich_hoat") else { return nil }
            return person.number("kich_hoat") == 1 && (person.day("ngay_kich_hoat") ?? end - 1) < end
        default:
            guard level == 2, person.knows("chu_ky_so") else { return nil }
            return person.number("chu_ky_so") == 1
        }
    }
}
