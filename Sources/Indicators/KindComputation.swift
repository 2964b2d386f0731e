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
    let figures: GivenFigures
    let forms: [FormRows]
    /// What a purge closed is not computed again.
    let closing: Closing?
    private(set) var computed = 0
    private(set) var changed = 0
    /// Forms whose sums do not hold.
    private(set) var broken: Set<String> = []
    private(set) var missingYears: Set<Int> = []

    private var width: Int { plan.stored.count }
    /// Positions of the indicators that count what holds on a day. A form's columns stay together: its sums must close.
    private let stocks: [Int]
    /// Definitions as the stored values have them.
    private var oldLayout: [StoredDefinition] = []
    private var periodNumbers: [Window: Int32] = [:]
    /// Numbers of breakdowns, by those that the stored values have.
    private var breakdownNow: [Int32: Int32] = [:]
    private var windowOf: [Int32: Window] = [:]
    private var children: [Int64: [Int64]] = [:]
    private var extents: [Int64: Extent] = [:]
    private let kinds: [PeriodKind]

    init(
        session: Session, plan: KindPlan, units: UnitBook, reach: Reached, causes: [Int64: Cause], run: Int64,
        figures: GivenFigures, forms: [FormRows], closing: Closing?
    ) {
        self.closing = closing
        self.session = session
        self.plan = plan
        self.units = units
        self.reach = reach
        self.causes = causes
        self.run = run
        self.figures = figures
        self.forms = forms
        let asked = Set(plan.tally.entries.flatMap(\.definition.windows))
        kinds = PeriodKind.allCases.filter(asked.contains)
        stocks = plan.stored.indices.filter {
            plan.tally.entries[$0].presence == .stock && plan.stored[$0].form.isEmpty
        }
    }

    mutating func callAsFunction() throws {
        oldLayout = try session.definitions(plan.kind.id)
        windowOf = try session.periods()
        for (number, name) in try session.breakdowns(plan.kind.id) {
            guard let place = plan.breakdowns.firstIndex(where: { $0.name == name }) else { continue }
            breakdownNow[number] = Int32(place + 1)
        }
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
        /// From this day on nothing of it holds: its work is a successor's.
        var gone: Day?
    }

    /// How far a unit's subtree reaches: the greatest data_until, the first event, and data_until of each unit with data.
    private struct Extent {
        var dataUntil: Day
        var first: Day
        var ends: [(until: Day, gone: Day?)]

        /// The first day on which none of its units stands any more, or nil.
        var gone: Day? {
            let days = ends.compactMap(\.gone)
            return days.count == ends.count ? days.max() : nil
        }
        /// Units whose data ends earlier, and which did not leave the set before it could go on.
        var behind: Int { ends.count { $0.until < dataUntil && ($0.gone.map { $0 > dataUntil } ?? true) } }
    }

    /// `ahead` is the scan of the unit's own records where it was begun before.
    private mutating func compute(_ unit: Int64, _ dirty: Set<Int64>, ahead: TallyQueue? = nil) throws -> Result? {
        guard let extent = try extent(unit) else { return nil }
        let windows = open(first: extent.first, until: extent.dataUntil)
        // Of each period E'.
        var wanted: [Int32: Day] = [:]
        for window in windows { wanted[try number(window)] = window.end(dataUntil: extent.dataUntil) }
        var result = Result(table: ValueTable(width: width), dataUntil: extent.dataUntil, cause: causes[unit])
        if let until = try dataUntil(unit), let queue = try ahead ?? begin(unit) {
            let own = try finish(queue, unit, until)
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
            guard var part = try dirty.contains(child) ? compute(child, dirty, ahead: ahead) : stored(child) else {
                continue
            }
            if let cause = part.cause { result.cause = result.cause?.joined(cause) ?? cause }
            part.gone = try gone(child)
            try add(part, windows, wanted, to: &result.table)
        }
        for window in windows { _ = result.table.row(total(try number(window))) }
        for form in forms where !form.holds(result.table) { broken.insert(form.form.id) }
        let before = try session.values(unit: unit, kind: plan.kind.id, width: max(oldLayout.count, 1))
        if let before {
            var comparison = TableComparison(
                before: before.table.renumbered(breakdownNow), oldLayout, until: before.dataUntil, after: result.table,
                plan.stored, windowOf)
            let cause = result.cause ?? Cause.file(nil)
            try comparison.each { try log($0, unit, cause) }
        }
        try session.replace(
            unit: unit, kind: plan.kind.id, with: result.table, dataUntil: extent.dataUntil,
            unitsBehind: extent.behind, isNew: before == nil)
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
                    ends: [(until, units.endsOn(unit).map { Day(number: $0) })]))
        }
        for child in children[unit] ?? [] { if let extent = try extent(child) { found.append(extent) } }
        guard let until = found.map(\.dataUntil).max(), let first = found.map(\.first).min() else { return nil }
        let extent = Extent(dataUntil: until, first: first, ends: found.flatMap(\.ends))
        extents[unit] = extent
        return extent
    }

    /// The first day on which a child is no longer among its parent's units, or nil.
    private mutating func gone(_ unit: Int64) throws -> Day? {
        try units.endsOn(unit).map { Day(number: $0) } ?? extent(unit)?.gone
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
        let windows = open(first: first, until: until)
        let queue = TallyQueue(
            UnitTally(plan.tally, windows: windows, dataUntil: until),
            plan.checks.entries.isEmpty ? nil : CheckTally(plan.checks), width: width)
        try records { try $0.each(of: unit) { queue.add($0) } }
        queue.close(try queue.windows.map { try number($0) })
        return queue
    }

    private mutating func finish(_ queue: TallyQueue, _ unit: Int64, _ until: Day) throws -> ValueTable {
        var counted = queue.finish()
        missingYears.formUnion(counted.missingYears)
        try keep(counted.checks, of: unit)
        try populate(&counted.table, queue.windows, unit, until)
        for form in forms {
            guard let (kind, column) = form.catalogue else { continue }
            let values = try records { try $0.values(of: kind, column, for: unit) }
            form.fill(&counted.table, values, try queue.windows.map { try number($0) })
        }
        return counted.table
    }

    /// Puts ready-made denominators in the place of counted ones; where there is none, there is no value.
    private mutating func populate(_ table: inout ValueTable, _ windows: [Window], _ unit: Int64, _ until: Day) throws {
        for (position, entry) in plan.tally.entries.prefix(width).enumerated() where !entry.rule.population.isEmpty {
            var populations: [Int32: Int64] = [:]
            for window in windows {
                guard let end = window.end(dataUntil: until) else { continue }
                populations[try number(window)] =
                    figures.population(
                        entry.rule.population, unit: unit, window, end: end)?.number
            }
            for (row, key) in table.keys.enumerated() {
                let population = key.breakdown == 0 ? populations[key.period] : nil
                let counted = table.pair(row, position).numerator
                table.set(row, position, denominator: population ?? 0, numerator: population == nil ? 0 : counted)
            }
        }
    }

    // MARK: Sums

    /// A child that was not touched, as it is stored.
    private func stored(_ unit: Int64) throws -> Result? {
        guard let (table, until) = try session.values(unit: unit, kind: plan.kind.id, width: width) else { return nil }
        return Result(table: table, dataUntil: until, cause: nil)
    }

    /// Adds a child, cut at its own data_until, to its parent's values. `wanted`: the parent's periods, each with its E'.
    private mutating func add(
        _ part: Result, _ windows: [Window], _ wanted: [Int32: Day], to table: inout ValueTable
    ) throws {
        let carried = try carry(part, windows)
        for (row, key) in part.table.keys.enumerated() {
            for period in (wanted[key.period] == nil ? [] : [key.period]) + (carried[key.period] ?? []) {
                let later = ValueTable.Key(breakdown: key.breakdown, value: key.value, period: period)
                // What held when a unit ended holds no longer on a later last day; its successor counts it.
                let isPast = part.gone.flatMap { gone in wanted[period].map { $0 > gone } } ?? false
                table.add(table.row(later), part.table, row, without: isPast ? stocks : [])
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

    private mutating func log(_ change: TableComparison.Change, _ unit: Int64, _ cause: Cause) throws {
        let key = change.key
        if let closing, let window = windowOf[key.period], closing.closes(window) { return }
        changed += 1
        let breakdown = key.breakdown == 0 ? nil : plan.breakdowns[Int(key.breakdown) - 1]
        let value = try breakdown.map { try session.breakdownText(key.value, isWord: $0.isWord) } ?? ""
        let window = windowOf[key.period]
        try session.change(
            (change.indicator, change.rules), unit: unit, period: (window?.kind.rawValue ?? "", window?.period ?? ""),
            breakdown: breakdown?.name ?? "", breakdownValue: value, before: change.before, after: change.after,
            run: run, cause: cause)
    }

    // MARK: Periods

    private func total(_ period: Int32) -> ValueTable.Key { ValueTable.Key(breakdown: 0, value: 0, period: period) }

    /// The periods of a unit that no purge closed, and the last of its year to date: where that is closed it is no value any more, but
    /// stands in the later ones of its parent (`carry`).
    private func open(first: Day, until: Day) -> [Window] {
        let all = Window.history(kinds, firstEvent: first, dataUntil: until)
        guard let closing else { return all }
        let (year, month, _) = until.civil
        let goesOn = Window(.ytd, year: year, number: 12).map { !closing.closes($0) } ?? false
        return all.filter { window in
            let isCarried = goesOn && window.kind == .ytd && window.year == year && window.number == month
            return isCarried || !closing.closes(window)
        }
    }

    private mutating func number(_ window: Window) throws -> Int32 {
        if let known = periodNumbers[window] { return known }
        let number = try session.period(window)
        periodNumbers[window] = number
        windowOf[number] = window
        return number
    }
}
