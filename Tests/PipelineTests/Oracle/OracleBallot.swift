/// Values over a kind whose records each vote by themselves.
struct OracleBallot {
    let ledger: OracleLedger
    let kind: String
    /// The field whose first day opens a unit's history; nil: its first list does.
    var event: String?
    /// The field that is broken down by, or nil.
    var breakdown: String?

    func values(
        _ indicator: String, _ vote: @escaping (_ record: OracleRecord, _ start: Int, _ end: Int) -> Bool?
    ) -> [OracleValueKey: OracleValue] {
        let records = Dictionary(grouping: ledger.live(kind), by: \.unit)
        let shares = ledger.dataUntil.compactMap { unit, kinds -> OracleShare? in
            guard let dataUntil = kinds[kind] else { return nil }
            let own = records[unit] ?? []
            let first = event.map { event in own.compactMap { $0.day(event) }.min() } ?? ledger.firstAsOf[kind]?[unit]
            return OracleShare(unit: unit, first: first, dataUntil: dataUntil) { start, end in
                own.compactMap { record in
                    guard let counts = vote(record, start, end) else { return nil }
                    let value = breakdown.flatMap { name in record.text(name).map { (name: name, value: $0) } }
                    return OracleVote(counts: counts, breakdowns: value.map { [$0] } ?? [])
                }
            }
        }
        return OracleSum(indicator: indicator, rules: "", shares: shares).values()
    }
}

/// Logic with unknowns (nil): what is decided without them is known.
enum OracleLogic {
    static func all(_ parts: [Bool?]) -> Bool? {
        if parts.contains(false) { return false }
        return parts.contains(nil) ? nil : true
    }
}
