import Domain
import Warehouse

/// The records of a kind that count for one unit: its own, or, of a catalogue, the rows that speak for it.
struct UnitRecords {
    let session: Session
    let plan: KindPlan
    var units: UnitBook
    let reach: Reached

    /// All of them, or one, or those that one load brought, in batches of the plan's layout.
    mutating func each(
        of unit: Int64, only record: Int64? = nil, since load: Int64? = nil, _ body: (ScanBatch) throws -> Void
    ) throws {
        if plan.kind.standing { return try body(catalogueBatch(unit)) }
        let scanner = try Scanner(session, kind: plan.kind.id, request: plan.request)
        var lookups: [Catalogue] = []
        for lookup in plan.request.lookups { lookups.append(try catalogue(lookup.name, lookup.columns, unit)) }
        try scanner.scan(unit: unit, only: record, since: load, lookups: lookups, body)
    }

    /// Whether anything speaks for the unit: a standing kind has no value where no catalogue was ever given for it.
    mutating func speaks(for unit: Int64) throws -> Bool {
        guard plan.kind.standing else { return true }
        return try catalogues(unit).contains { reach.first($0, plan.kind) != nil }
    }

    /// The day from which a unit has periods (indicators.md, "Which periods").
    mutating func firstEvent(_ unit: Int64, _ until: Day) throws -> Day {
        if plan.kind.standing {
            let first = try catalogues(unit).compactMap { reach.first($0, plan.kind) }.min() ?? until
            return first.yearStart
        }
        guard let index = plan.kind.firstEvent else { return min(reach.first(unit, plan.kind) ?? until, until) }
        let scanner = try Scanner(session, kind: plan.kind.id, request: ScanRequest())
        let first = try scanner.first(unit: unit, column: plan.kind.columns[index].name)
        let gone = try session.closedFirst(unit: unit, kind: plan.kind.id)
        return [first, gone, until].compactMap { $0 }.min() ?? until
    }

    /// The values of a catalogue's column among the rows that speak for a unit.
    mutating func values(of kind: Kind, _ column: String, for unit: Int64) throws -> [Int64] {
        let level = kind.level.map { kind.columns[$0].name }
        let catalogue = try catalogue(kind.id, [column] + [level].compactMap { $0 }, unit)
        var found: Set<Int64> = []
        for row in 0..<catalogue.count {
            let base = row * catalogue.stride
            if level != nil, !speaks(catalogue.values[base + 1], for: unit) { continue }
            if catalogue.values[base] > Fact.unknown { found.insert(catalogue.values[base]) }
        }
        return found.sorted()
    }

    /// Whether a row of these levels speaks for a unit.
    private func speaks(_ bits: Int64, for unit: Int64) -> Bool { bits > 0 && bits & units.level(unit) != 0 }

    private mutating func catalogue(_ kind: String, _ columns: [String], _ unit: Int64) throws -> Catalogue {
        try Catalogue(session, kind: kind, columns: columns, chain: try catalogues(unit))
    }

    /// The units whose catalogues speak for a unit, nearest first, "every unit" last.
    private mutating func catalogues(_ unit: Int64) throws -> [Int64] {
        try units.chain(unit) + [units.everyUnit].compactMap { $0 }
    }

    /// One row of a catalogue, by its key: what it is through one record of its related lists, and what it is without any.
    mutating func catalogueRow(_ unit: Int64, key: Int64, through record: Int64) throws -> (
        with: ScanBatch, without: ScanBatch
    ) {
        (try catalogueBatch(unit, key: key, through: record), try catalogueBatch(unit, key: key, through: -1))
    }

    /// The rows of a catalogue that speak for a unit: those of its level, each key once; or the row of one key. `record`: the only
    /// record of the related lists that is looked at.
    private mutating func catalogueBatch(_ unit: Int64, key: Int64? = nil, through record: Int64? = nil) throws
        -> ScanBatch
    {
        let level = plan.kind.level.map { plan.kind.columns[$0].name }
        let references = plan.request.lookups.map { lookup in
            plan.kind.columns.first { $0.references == lookup.name }?.name ?? ""
        }
        // What is asked for, what finds the lookups, and last the level.
        let columns = plan.request.columns + references + [level].compactMap { $0 }
        let lookups = try plan.request.lookups.map { try self.catalogue($0.name, $0.columns, unit) }
        let catalogue = try catalogue(plan.kind.id, columns, unit)
        var batch = ScanBatch(for: plan.request)
        let related = try plan.request.lists.map { part -> [Int64: [Int64]] in
            guard let list = plan.kind.related.first(where: { $0.id == part.name }) else { return [:] }
            var request = ScanRequest()
            for column in part.columns { request.need(column: column) }
            return try Scanner(session, kind: list.kind, request: request).related(
                unit: unit, by: list.column, only: record)
        }
        var totals = related.map { _ in 0 }
        for row in 0..<catalogue.count {
            let base = row * catalogue.stride
            if let key, catalogue.keys[row] != key { continue }
            if level != nil, !speaks(catalogue.values[base + catalogue.stride - 1], for: unit) { continue }
            batch.ids.append(catalogue.ids[row])
            batch.values += catalogue.values[base..<base + plan.request.columns.count]
            for (list, part) in plan.request.lists.enumerated() {
                let values = related[list][catalogue.keys[row]] ?? []
                batch.lists[list].values += values
                totals[list] += part.columns.isEmpty ? 0 : values.count / part.columns.count
                batch.lists[list].close(total: totals[list], known: true)
            }
            for (index, lookup) in lookups.enumerated() {
                let key = catalogue.values[base + plan.request.columns.count + index]
                lookup.find(key, &batch.lookups[index])
            }
        }
        return batch
    }
}
