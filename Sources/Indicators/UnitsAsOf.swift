package import Domain

/// Values under the units as they stood on a day (`UnitSuccession`): what flows adds up; what holds on a last day counts only
/// in units that stood on it; nothing counts twice; what cannot be divided has no value.
package struct UnitsAsOf {
    private let succession: UnitSuccession
    private let asOf: Day
    private let parent: (String) -> String
    private let name: (String) -> String

    /// `parent`: of a unit's code, or "".
    package init(
        _ succession: UnitSuccession, asOf: Day, parent: @escaping (String) -> String,
        name: @escaping (String) -> String
    ) {
        self.succession = succession
        self.asOf = asOf
        self.parent = parent
        self.name = name
    }

    /// One indicator under one rule set, in one kind of period.
    private struct Series: Hashable {
        var indicator: String
        var rules: String
        var kind: PeriodKind
    }

    private struct Cell: Hashable {
        var breakdown: String
        var value: String
    }

    /// What a unit says of a period.
    private struct Stored {
        var window: Window
        var dataUntil: Day
        var order: [Cell] = []
        var rows: [Cell: IndicatorRow] = [:]

        /// The last day of the period that it speaks of.
        var last: Day { Day(number: min(window.end.number, dataUntil.number + 1) - 1) }
    }

    /// What another unit brings to a value; a share below 0 takes away what the sums of parents have too much.
    private struct Source {
        var unit: String
        var share: Double?
        var stored: Stored
    }

    /// The values, in the order of the rows' definitions, by unit and period. `stocks` tells whether a row's definition counts
    /// what holds on a day; `adds` whether its counts may be added at all. Totals must be among the rows; for `ytd` all months
    /// of the year.
    package func callAsFunction(
        _ rows: [IndicatorRow], isStock: (IndicatorRow) -> Bool, adds: (IndicatorRow) -> Bool
    ) -> [AsOfValue] {
        var order: [Series] = []
        var stored: [Series: [String: [String: Stored]]] = [:]
        for row in rows {
            guard let kind = PeriodKind(rawValue: row.periodKind), let window = Window(period: row.period, kind: kind),
                let until = Day(iso: row.dataUntil)
            else { continue }
            let series = Series(indicator: row.indicator, rules: row.rules, kind: kind)
            if stored[series] == nil { order.append(series) }
            let cell = Cell(breakdown: row.breakdown, value: row.breakdownValue)
            var one = stored[series]?[row.unit]?[row.period] ?? Stored(window: window, dataUntil: until)
            one.order.append(cell)
            one.rows[cell] = row
            stored[series, default: [:]][row.unit, default: [:]][row.period] = one
        }
        return order.flatMap { values(stored[$0] ?? [:], $0.kind, isStock, adds) }
    }

    private func values(
        _ stored: [String: [String: Stored]], _ kind: PeriodKind, _ isStock: (IndicatorRow) -> Bool,
        _ adds: (IndicatorRow) -> Bool
    ) -> [AsOfValue] {
        var sources: [String: [String: [Source]]] = [:]
        let above = Set(stored.keys.flatMap { chain($0).dropFirst() })
        for unit in stored.keys.sorted() {
            for (period, one) in stored[unit] ?? [:] {
                for image in images(unit, one) {
                    sources[image.unit, default: [:]][period, default: []].append(
                        Source(unit: unit, share: image.share, stored: one))
                }
                guard !above.contains(unit) else { continue }
                for (ancestor, share) in corrections(unit, one, period, stored) {
                    sources[ancestor, default: [:]][period, default: []].append(
                        Source(unit: unit, share: share, stored: one))
                }
            }
        }
        return sources.keys.sorted().flatMap { unit -> [AsOfValue] in
            let periods = carried(sources[unit] ?? [:], kind)
            return periods.keys.sorted().flatMap { value(unit, $0, periods[$0] ?? [], isStock, adds) }
        }
    }

    private func images(_ unit: String, _ stored: Stored) -> [UnitSuccession.Image] {
        succession.images(of: unit, asOf: asOf, through: stored.last)
    }

    // MARK: Parents

    private func chain(_ unit: String) -> [String] {
        var out: [String] = []
        var here = unit
        while !here.isEmpty, !out.contains(here) {
            out.append(here)
            here = parent(here)
        }
        return out
    }

    /// What the sums of units above must get or lose of a unit below, because it went to another parent: the part that is
    /// below them on the day less the part that their sums have.
    private func corrections(
        _ unit: String, _ one: Stored, _ period: String, _ stored: [String: [String: Stored]]
    ) -> [(ancestor: String, share: Double?)] {
        let own = images(unit, one)
        guard !own.isEmpty else { return [] }
        var has: [String: Double] = [:]
        for raw in chain(unit).dropFirst() {
            guard let sum = stored[raw]?[period] else { continue }
            for image in images(raw, sum) { has[image.unit, default: 0] += image.share ?? .nan }
        }
        let chains = own.map { image in (share: image.share, above: Set(ancestors(image.unit))) }
        let all = Set(chains.flatMap(\.above)).union(has.keys)
        return all.sorted().compactMap { ancestor in
            let below = chains.filter { $0.above.contains(ancestor) }
            // What goes to units below it only is below it, whoever of them has it.
            let isAll = below.count == chains.count && below.contains { $0.share == nil }
            let shares = below.compactMap(\.share)
            let share = shares.count == below.count ? shares.reduce(0, +) : isAll ? 1 : nil
            let sum = has[ancestor] ?? 0
            // A parent that cannot be divided says so by itself.
            if sum.isNaN { return nil }
            guard let share else { return (ancestor, nil) }
            return abs(share - sum) < 1e-9 ? nil : (ancestor, share - sum)
        }
    }

    /// The units above one that stands on the day, as they stood on it.
    private func ancestors(_ unit: String) -> [String] {
        chain(unit).dropFirst().flatMap { above -> [String] in
            succession.stands(above, on: asOf)
                ? [above] : succession.images(of: above, asOf: asOf, through: asOf).map(\.unit)
        }
    }

    // MARK: Sums

    /// Year to date goes on behind a unit's data: its last one of the year stands in the later months.
    private func carried(_ periods: [String: [Source]], _ kind: PeriodKind) -> [String: [Source]] {
        guard kind == .ytd else { return periods }
        var out = periods
        for period in periods.keys {
            let earlier = periods.keys.filter { $0 < period && $0.prefix(4) == period.prefix(4) }.sorted(by: >)
            for source in earlier.flatMap({ periods[$0] ?? [] })
            where !(out[period] ?? []).contains(where: { $0.unit == source.unit }) {
                let all = earlier.first { (periods[$0] ?? []).contains { $0.unit == source.unit } }
                out[period, default: []] += (all.flatMap { periods[$0] } ?? []).filter { $0.unit == source.unit }
            }
        }
        return out
    }

    private func value(
        _ unit: String, _ period: String, _ sources: [Source], _ isStock: (IndicatorRow) -> Bool,
        _ adds: (IndicatorRow) -> Bool
    ) -> [AsOfValue] {
        guard let some = sources.first?.stored.rows.first?.value, let last = sources.map(\.stored.last).max() else {
            return []
        }
        let held =
            isStock(some)
            ? sources.filter { source in succession.end(of: source.unit).map { $0 > last } ?? true } : sources
        var cells: [Cell] = []
        for source in held { for cell in source.stored.order where !cells.contains(cell) { cells.append(cell) } }
        return cells.compactMap { cell in
            sum(unit, period, cell, held, mayAdd: adds(some))
        }
    }

    private func sum(
        _ unit: String, _ period: String, _ cell: Cell, _ sources: [Source], mayAdd: Bool
    ) -> AsOfValue? {
        let parts = sources.compactMap { source in source.stored.rows[cell].map { (source: source, row: $0) } }
        guard let first = parts.first?.row else { return nil }
        let own = parts.first { $0.row.unit == unit && $0.source.share != nil }?.row
        var (numerator, denominator) = (0.0, 0.0)
        var (isWhole, isEstimated) = (true, false)
        var used: [UnitSuccession.Image] = []
        for (source, row) in parts {
            used.append(UnitSuccession.Image(unit: source.unit, share: source.share))
            if row.numerator == 0 && row.denominator == 0 { continue }
            guard let share = source.share, mayAdd || (parts.count == 1 && share == 1) else {
                isWhole = false
                continue
            }
            numerator += share * Double(row.numerator)
            denominator += share * Double(row.denominator)
            if abs(share) != 1 { isEstimated = true }
        }
        if isEstimated { (numerator, denominator) = (Self.rounded(numerator), Self.rounded(denominator)) }
        if isWhole, denominator <= 0, !cell.breakdown.isEmpty { return nil }
        var row = own ?? first
        row.unit = unit
        row.unitName = name(unit)
        row.period = period
        row.dataUntil = parts.map(\.row.dataUntil).max() ?? row.dataUntil
        if own == nil { (row.target, row.unitsBehind) = (nil, 0) }
        return AsOfValue(
            row: row, numerator: isWhole ? numerator : nil, denominator: isWhole ? denominator : nil,
            isEstimated: isWhole && isEstimated, reason: isWhole ? nil : AsOfValue.undivided, sources: used)
    }

    /// Parts of counts to six decimals: 0.6 of 3 is 1.8.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
