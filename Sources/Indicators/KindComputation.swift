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

    private var width: Int { plan.stored.count }
    /// Definitions as the stored values have them.
    private var oldLayout: [(indicator: String, rules: String)] = []
    private var periodNumbers: [Window: Int32] = [:]
    private var periodNames: [Int32: (kind: String, period: String)] = [:]
    private var children: [Int64: [Int64]] = [:]
    private var extents: [Int64: Extent] = [:]
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
        var cause: Cause?
    }

    /// How far a unit's subtree reaches: the greatest data_until, the first event, and data_until of each unit with data.
    private struct Extent {
        var dataUntil: Day
        var first: Day
        var ends: [Day]
    }

    /// `ahead` is the scan of the unit's own records where it was begun before.
    private mutating func compute(_ unit: Int64, _ dirty: Set<Int64>, ahead: TallyQueue? = nil) throws -> Result? {
        guard let extent = try extent(unit) else { return nil }
        let windows = Window.history(kinds, firstEvent: extent.first, dataUntil: extent.dataUntil)
        var wanted: Set<Int32> = []
        for window in windows { wanted.insert(try number(window)) }
        var result = Result(table: ValueTable(width: width), dataUntil: extent.dataUntil, cause: causes[unit])
        if let until = try dataUntil(unit), let queue = try ahead ?? begin(unit) {
            let own = try finish(queue, of: unit)
            if children[unit] == nil {
                result.table = own
            } else {
                try add(Result(table: own, dataUntil: until, cause: nil), windows, wanted, to: &result.table)
            }
        }
        // Of the children's values only one table is held, and the next child is scanned while one is counted.
        let below = children[unit] ?? []
        var next = try below.first.flatMap { try beginLeaf($0, dirty) }
        for (place, child) in below.enumerated() {
            let ahead = next
            next = place + 1 < below.count ? try beginLeaf(below[place + 1], dirty) : nil
            guard let part = try dirty.contains(child) ? compute(child, dirty, ahead: ahead) : stored(child) else {
                continue
            }
            result.cause = result.cause ?? part.cause
            try add(part, windows, wanted, to: &result.table)
        }
        for window in windows { _ = result.table.row(total(try number(window))) }
        let before = try session.values(unit: unit, kind: plan.kind.id, width: max(oldLayout.count, 1))
        if var before { try compare(unit, &before.table, &result) }
        try session.replace(
            unit: unit, kind: plan.kind.id, with: result.table, dataUntil: extent.dataUntil,
            unitsBehind: extent.ends.count { $0 < extent.dataUntil }, isNew: before == nil)
        computed += 1
        return result
    }

    /// Begins a unit that is computed and has no children of its own.
    private mutating func beginLeaf(_ unit: Int64, _ dirty: Set<Int64>) throws -> TallyQueue? {
        dirty.contains(unit) && children[unit] == nil ? try begin(unit) : nil
    }

    private mutating func extent(_ unit: Int64) throws -> Extent? {
        if let known = extents[unit] { return known }
        var found: [Extent] = []
        if let until = try dataUntil(unit) {
            found.append(
                Extent(
                    dataUntil: until, first: try records { try $0.firstEvent(unit, until) },
                    ends: reach.goesOn(unit) ? [until] : []))
        }
        for child in children[unit] ?? [] { if let extent = try extent(child) { found.append(extent) } }
        guard let until = found.map(\.dataUntil).max(), let first = found.map(\.first).min() else { return nil }
        let extent = Extent(dataUntil: until, first: first, ends: found.flatMap(\.ends))
        extents[unit] = extent
        return extent
    }

    /// data_until of a unit's own data; of a catalogue only where one speaks for the unit.
    private mutating func dataUntil(_ unit: Int64) throws -> Day? {
        guard let until = reach.dataUntil(unit, plan.kind) else { return nil }
        return try records { try $0.speaks(for: unit) } ? until : nil
    }

    private mutating func records<T>(_ body: (inout UnitRecords) throws -> T) throws -> T {
        var records = UnitRecords(session: session, plan: plan, units: units, reach: reach)
        defer { units = records.units }
        return try body(&records)
    }

    // MARK: Own records

    /// Scans a unit's own records; they are counted on another thread meanwhile. nil where it has none.
    private mutating func begin(_ unit: Int64) throws -> TallyQueue? {
        guard let until = try dataUntil(unit) else { return nil }
        let first = try records { try $0.firstEvent(unit, until) }
        let windows = Window.history(kinds, firstEvent: first, dataUntil: until)
        let queue = TallyQueue(
            UnitTally(plan.tally, windows: windows, dataUntil: until),
            plan.checks.entries.isEmpty ? nil : CheckTally(plan.checks), width: width)
        try records { try $0.each(of: unit) { queue.add($0) } }
        queue.close(try queue.windows.map { try number($0) })
        return queue
    }

    private mutating func finish(_ queue: TallyQueue, of unit: Int64) throws -> ValueTable {
        let counted = queue.finish()
        missingYears.formUnion(counted.missingYears)
        try keep(counted.checks, of: unit)
        return counted.table
    }

    // MARK: Sums

    /// A child that was not touched, as it is stored.
    private func stored(_ unit: Int64) throws -> Result? {
        guard let (table, until) = try session.values(unit: unit, kind: plan.kind.id, width: width) else { return nil }
        return Result(table: table, dataUntil: until, cause: nil)
    }

    /// Adds a child, cut at its own data_until, to its parent's values.
    private mutating func add(
        _ part: Result, _ windows: [Window], _ wanted: Set<Int32>, to table: inout ValueTable
    ) throws {
        let carried = try carry(part, windows)
        for (row, key) in part.table.keys.enumerated() {
            if wanted.contains(key.period) { table.add(table.row(key), part.table, row) }
            for period in carried[key.period] ?? [] {
                let later = ValueTable.Key(breakdown: key.breakdown, value: key.value, period: period)
                table.add(table.row(later), part.table, row)
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

    private mutating func compare(_ unit: Int64, _ before: inout ValueTable, _ after: inout Result) throws {
        let cause = after.cause ?? Cause(load: nil, word: "file")
        let places = plan.stored.enumerated().map { position, one in
            (position, oldLayout.firstIndex { $0.indicator == one.indicator && $0.rules == one.rules })
        }
        let rowBefore = before.rowOf()
        let rowAfter = after.table.rowOf()
        for (row, key) in after.table.keys.enumerated() {
            let old = rowBefore[key]
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
                } else if was ?? (0, 0) != new, old != nil || rowBefore[total(key.period)] != nil {
                    try log(unit, key, position, text(was), text(new), cause)
                }
            }
        }
        for (row, key) in before.keys.enumerated() where rowAfter[key] == nil {
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
