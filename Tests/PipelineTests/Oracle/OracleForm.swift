/// Form II.06a: for each unit, period and field of work the ten counted columns, by simple loops.
struct OracleForm {
    /// A row's place; the field is "" for the whole unit, nil where it is not known.
    struct Key: Hashable {
        let unit: String
        let periodKind: String
        let period: String
        let domain: String?
    }

    /// (3) … (13), by number.
    typealias Columns = [Int: Int]

    let rows: [Key: Columns]
    /// Rows that must be there although they count nothing: fields that the catalogue names, the unit of the plan.
    let named: Set<Key>

    init(ledger: OracleLedger) {
        let procedures = OracleProcedures(ledger: ledger)
        let dossiers = Dictionary(grouping: ledger.live("ho_so"), by: \.unit)
        let members = ledger.dataUntil.compactMap { unit, kinds in kinds["ho_so"].map { (unit: unit, until: $0) } }
        var rows: [Key: Columns] = [:]
        var named: Set<Key> = []
        for unit in OracleUnits.withAncestors(members.map(\.unit)) {
            let below = members.filter { $0.unit == unit || OracleUnits.isBelow($0.unit, unit) }
            guard let until = below.map(\.until).max() else { continue }
            let days = below.map { member in
                (dossiers[member.unit] ?? []).compactMap { $0.day("ngay_tiep_nhan") }.min() ?? member.until
            }
            for period in OraclePeriod.all(first: days.min() ?? until, dataUntil: until, reports: true) {
                func key(_ domain: String?) -> Key {
                    Key(unit: unit, periodKind: period.kind, period: period.name, domain: domain)
                }
                rows[key("")] = Dictionary(uniqueKeysWithValues: (3...13).map { ($0, 0) })
                for (place, member) in below.enumerated() {
                    // A unit's own periods: from its first event, to its data_until.
                    guard period.start <= member.until else { continue }
                    if period.end > days[place], period.opens <= member.until {
                        for domain in procedures.domains(for: member.unit) { named.insert(key(domain)) }
                    }
                    let end = min(period.end, member.until + 1)
                    for dossier in dossiers[member.unit] ?? [] {
                        guard let columns = Self.columns(dossier, period.start, end) else { continue }
                        let domain =
                            dossier.knows("linh_vuc") ? dossier.text("linh_vuc") : procedures.domain(of: dossier)
                        for row in [key(""), key(domain)] {
                            for column in columns { rows[row, default: [:]][column, default: 0] += 1 }
                        }
                    }
                }
            }
        }
        for key in rows.keys where key.domain == "" && key.period.hasPrefix("2026") {
            named.insert(Key(unit: "H55.242", periodKind: key.periodKind, period: key.period, domain: ""))
        }
        self.rows = rows
        self.named = named
    }

    /// The columns in which a dossier counts in [start, end); nil where it counts in none.
    static func columns(_ dossier: OracleRecord, _ start: Int, _ end: Int) -> Set<Int>? {
        guard dossier.isReceived, dossier.knowsEnd, !dossier.hasLostEnd, let received = dossier.day("ngay_tiep_nhan"),
            received < end
        else { return nil }
        var columns: Set<Int> = [3]
        if received < start {
            if let ended = dossier.end, ended < start { return nil }
            columns.insert(6)
        } else {
            columns.insert(dossier.number("kenh") == 2 ? 4 : 5)
        }
        let due = dossier.day("ngay_hen_tra")
        if let ended = dossier.end, ended < end {
            columns.insert(7)
            if dossier.state == 7 || dossier.state == 8 || due == nil || ended == due {
                columns.insert(9)
            } else if let due {
                columns.insert(ended < due ? 8 : 10)
            }
        } else {
            columns.insert(11)
            let waits = [5, 6, 8].contains(dossier.state) && dossier.end == nil
            columns.insert(waits || (due ?? end) >= end - 1 ? 12 : 13)
        }
        return columns
    }
}
