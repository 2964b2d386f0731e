import Domain
import Warehouse

/// Computes one kind: the touched units and their ancestors, children first.
struct KindComputation {
    let session: Session
    let plan: KindPlan
    var units: UnitBook
    let reach: Reached
    let causes: [Int64: Cause]
    let run: Int64
    private(set) var computed = 0
    private(set) var changed = 0
    private(set) var missingYears: Set<Int> = []
    /// Records of the touched units, by the code of a warning.
    private(set) var warned: [String: Int] = [:]

    private var width: Int { plan.stored.count }
    /// Definitions as the stored values have them.
    private var oldLayout: [(indicator: String, rules: String)] = []
    private var periodNumbers: [Window: Int32] = [:]
    private var periodNames: [Int32: (kind: String, period: String)] = [:]
    private var children: [Int64: [Int64]] = [:]
    private let kinds: [PeriodKind]

    init(
        session: Session, plan: KindPlan, units: UnitBook, reach: Reached, causes: [Int64: Cause], run: Int64
    ) {
        self.session = session
        self.plan = plan
        self.units = units
        self.reach = reach
        self.causes = causes
        self.run = run
        let asked = Set(plan.tally.entries.flatMap(\.definition.windows))
        kinds = PeriodKind.allCases.filter(asked.contains)
    }

    mutating func callAsFunction() throws {
        oldLayout = try session.definitions(plan.kind.id)
        periodNames = try session.periods()
        var nodes: Set<Int64> = []
        for unit in reach.units(plan.kind) where unit != units.everyUnit {
            let chain = try units.chain(unit)
            nodes.formUnion(chain)
        }
        var roots: [Int64] = []
        for node in nodes.sorted() {
            if let parent = try units.parent(node), nodes.contains(parent) {
                children[parent, default: []].append(node)
                try session.setParent(node, parent)
            } else {
                roots.append(node)
            }
        }
        var dirty: Set<Int64> = []
        for unit in causes.keys { dirty.formUnion(try units.chain(unit)) }
        for root in roots where dirty.contains(root) { _ = try compute(root, dirty) }
        // Only now, so that the values before could still be read by their own layout.
        try session.setDefinitions(plan.kind.id, plan.stored, breakdowns: plan.breakdowns)
    }

    /// The values of a unit, its records and its children's.
    private struct Result {
        var table: ValueTable
        var dataUntil: Day
        var first: Day
        /// data_until of each unit with data in the subtree.
        var ends: [Day]
        var cause: Cause?
    }

    private mutating func compute(_ unit: Int64, _ dirty: Set<Int64>) throws -> Result? {
        var parts: [Result] = []
        for child in children[unit] ?? [] {
            if let part = try dirty.contains(child) ? compute(child, dirty) : stored(child) { parts.append(part) }
        }
        var own: Result?
        if let until = reach.dataUntil(unit, plan.kind) { own = try tally(unit, until) }
        guard let dataUntil = (parts + [own].compactMap { $0 }).map(\.dataUntil).max(),
            let first = (parts + [own].compactMap { $0 }).map(\.first).min()
        else { return nil }
        var result = Result(
            table: ValueTable(width: width), dataUntil: dataUntil, first: first,
            ends: parts.flatMap(\.ends) + (own.map { [$0.dataUntil] } ?? []),
            cause: causes[unit] ?? parts.compactMap(\.cause).first)
        if parts.isEmpty, let own {
            result.table = own.table
        } else {
            try sum(parts + [own].compactMap { $0 }, into: &result)
        }
        let windows = Window.history(kinds, firstEvent: first, dataUntil: dataUntil)
        for window in windows { _ = result.table.row(total(try number(window))) }
        let before = try session.values(unit: unit, kind: plan.kind.id, width: max(oldLayout.count, 1))
        if let before { try compare(unit, before.table, result) }
        try session.replace(
            unit: unit, kind: plan.kind.id, with: result.table, dataUntil: dataUntil,
            unitsBehind: result.ends.count { $0 < dataUntil }, isNew: before == nil)
        computed += 1
        return result
    }

    // MARK: Own records

    private mutating func tally(_ unit: Int64, _ until: Day) throws -> Result {
        var records = UnitRecords(session: session, plan: plan, units: units, reach: reach)
        defer { units = records.units }
        let first = try records.firstEvent(unit, until)
        let windows = Window.history(kinds, firstEvent: first, dataUntil: until)
        var tally = UnitTally(plan.tally, windows: windows, dataUntil: until)
        try records.each(of: unit) { tally.add($0) }
        missingYears.formUnion(tally.missingYears)
        var table = ValueTable(width: width)
        let numbers = try tally.windows.map { try number($0) }
        for row in tally.rows {
            let isTotal = row.breakdown < 0
            if row.entry >= width {
                if isTotal { warned[plan.tally.entries[row.entry].rule.name, default: 0] += Int(row.denominator) }
                continue
            }
            // Records without a value of a breakdown are in the total only.
            if !isTotal, row.value <= Fact.unknown { continue }
            let key = ValueTable.Key(
                breakdown: Int32(row.breakdown + 1), value: isTotal ? 0 : row.value, period: numbers[row.window])
            table.add(table.row(key), row.entry, denominator: row.denominator, numerator: row.numerator)
        }
        return Result(table: table, dataUntil: until, first: first, ends: [until], cause: causes[unit])
    }

    // MARK: Sums

    /// A child that was not touched, as it is stored.
    private mutating func stored(_ unit: Int64) throws -> Result? {
        guard let (table, until) = try session.values(unit: unit, kind: plan.kind.id, width: width) else { return nil }
        var ends: [Day] = []
        var first = until
        var open = [unit]
        while let here = open.popLast() {
            open += children[here] ?? []
            guard let end = reach.dataUntil(here, plan.kind) else { continue }
            ends.append(end)
            var records = UnitRecords(session: session, plan: plan, units: units, reach: reach)
            first = min(first, try records.firstEvent(here, end))
        }
        return Result(table: table, dataUntil: until, first: first, ends: ends, cause: nil)
    }

    /// A parent's values: the sums of its parts, each cut at its own data_until.
    private mutating func sum(_ parts: [Result], into result: inout Result) throws {
        let windows = Window.history(kinds, firstEvent: result.first, dataUntil: result.dataUntil)
        var wanted: Set<Int32> = []
        for window in windows { wanted.insert(try number(window)) }
        for part in parts {
            let carried = try carry(part, windows)
            for (row, key) in part.table.keys.enumerated() {
                if wanted.contains(key.period) { result.table.add(result.table.row(key), part.table, row) }
                for period in carried[key.period] ?? [] {
                    let later = ValueTable.Key(breakdown: key.breakdown, value: key.value, period: period)
                    result.table.add(result.table.row(later), part.table, row)
                }
            }
        }
    }

    /// Year to date goes on behind a part's data: its last one of the year stands in the later months' of its parent, which
    /// begin on the same day.
    private mutating func carry(_ part: Result, _ windows: [Window]) throws -> [Int32: [Int32]] {
        let (year, month, _) = part.dataUntil.civil
        guard kinds.contains(.ytd), let last = Window(.ytd, year: year, number: month) else { return [:] }
        var later: [Int32] = []
        for window in windows where window.kind == .ytd && window.year == year && window.number > month {
            later.append(try number(window))
        }
        return later.isEmpty ? [:] : [try number(last): later]
    }

    // MARK: Changes

    private mutating func compare(_ unit: Int64, _ before: ValueTable, _ after: Result) throws {
        let cause = after.cause ?? Cause(load: nil, word: "file")
        let places = plan.stored.enumerated().map { position, one in
            (position, oldLayout.firstIndex { $0.indicator == one.indicator && $0.rules == one.rules })
        }
        for (row, key) in after.table.keys.enumerated() {
            let old = before.rowOf[key]
            for (position, oldPosition) in places {
                guard let oldPosition else { continue }
                let new = after.table.pair(row, position)
                let was = old.map { before.pair($0, oldPosition) }
                if key.breakdown == 0 {
                    // A period that is new is no change of a value.
                    guard let was, was != new else { continue }
                    try log(
                        unit, key, position, "\(was.numerator)/\(was.denominator)",
                        "\(new.numerator)/\(new.denominator)", cause)
                } else if was ?? (0, 0) != new, old != nil || before.rowOf[total(key.period)] != nil {
                    try log(unit, key, position, text(was), text(new), cause)
                }
            }
        }
        for (row, key) in before.keys.enumerated() where after.table.rowOf[key] == nil {
            for (position, oldPosition) in places {
                guard let oldPosition else { continue }
                let was = before.pair(row, oldPosition)
                if key.breakdown == 0 || was.denominator > 0 {
                    try log(unit, key, position, "\(was.numerator)/\(was.denominator)", nil, cause)
                }
            }
        }
    }

    /// A breakdown's value that counts nothing is no value.
    private func text(_ pair: (denominator: Int64, numerator: Int64)?) -> String? {
        guard let pair, pair.denominator > 0 else { return nil }
        return "\(pair.numerator)/\(pair.denominator)"
    }

    private mutating func log(
        _ unit: Int64, _ key: ValueTable.Key, _ position: Int, _ before: String?, _ after: String?, _ cause: Cause
    ) throws {
        changed += 1
        let breakdown = key.breakdown == 0 ? nil : plan.breakdowns[Int(key.breakdown) - 1]
        let value = try breakdown.map { try session.breakdownText(key.value, isWord: $0.isWord) } ?? ""
        let one = plan.stored[position]
        try session.change(
            (one.indicator, one.rules), unit: unit, period: periodNames[key.period] ?? ("", ""),
            breakdown: breakdown?.name ?? "", breakdownValue: value, before: before, after: after, run: run,
            cause: cause)
    }

    // MARK: Periods

    private func total(_ period: Int32) -> ValueTable.Key { ValueTable.Key(breakdown: 0, value: 0, period: period) }

    private mutating func number(_ window: Window) throws -> Int32 {
        if let known = periodNumbers[window] { return known }
        let number = try session.period(window)
        periodNumbers[window] = number
        periodNames[number] = (window.kind.rawValue, window.period)
        return number
    }
}
