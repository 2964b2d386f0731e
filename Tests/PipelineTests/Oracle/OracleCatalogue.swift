import Synthesis

/// A catalogue as it stands for each unit with data.
struct OracleCatalogue {
    private let ledger: OracleLedger
    private let kind: String
    /// By unit and code: what the catalogues that speak for the unit say.
    let rows: [String: [String: OracleRecord]]

    /// Choice: a row counts once for a unit; where several catalogues have it, each column is the nearest unit's that knows
    /// it, a catalogue for every unit last.
    init(_ ledger: OracleLedger, _ kind: String) {
        self.ledger = ledger
        self.kind = kind
        let byUnit = Dictionary(grouping: ledger.live(kind), by: \.unit)
        rows = Dictionary(
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

    /// The rows of a unit's level; one whose level is unknown is of no unit's.
    func own(_ unit: String) -> [OracleRecord] {
        let level = Substring(OracleUnits.level(unit))
        return (rows[unit] ?? [:]).values.filter { ($0.text("cap") ?? "").split(separator: ",").contains(level) }
    }

    /// Every unit that has any data of its own and for which a catalogue speaks. It reaches up to the unit's greatest
    /// data_until of any kind, from 1 January of the year of the catalogue's first as_of. `vote` is given unit, row and day.
    func shares(_ vote: @escaping (String, OracleRecord, Int) -> Bool?) -> [OracleShare] {
        let firsts = ledger.firstAsOf[kind] ?? [:]
        return ledger.dataUntil.compactMap { unit, kinds in
            guard let dataUntil = kinds.values.max() else { return nil }
            let spoken = firsts.filter { $0.key.isEmpty || $0.key == unit || OracleUnits.isBelow(unit, $0.key) }
            guard let first = spoken.values.min() else { return nil }
            let own = own(unit)
            let start = OracleDays.day(OracleDays.civil(first).year, 1, 1)
            return OracleShare(unit: unit, first: start, dataUntil: dataUntil) { _, end in
                own.compactMap { row in
                    vote(unit, row, end - 1).map { OracleVote(counts: $0, breakdowns: []) }
                }
            }
        }
    }
}
