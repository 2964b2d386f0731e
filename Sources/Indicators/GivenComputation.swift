import Domain
import Warehouse

/// Ready-made figures: each stands where its unit has no counted value of the indicator and period, and is summed up the tree
/// like everything else, as far as a unit that has a figure of its own: that one speaks for all below it (a list of communes
/// with the province's total among its rows). They are few, so that all are computed whenever one may have moved.
struct GivenComputation {
    let session: Session
    let kind: Kind
    let definitions: [IndicatorDefinition]
    let figures: GivenFigures
    var units: UnitBook
    let reach: Reached
    /// Why, by the unit that has the list.
    let causes: [Int64: Cause]
    let run: Int64
    /// Figures of periods that a purge closed are values no more.
    let closing: Closing?
    private(set) var changed = 0
    /// Units of which a value moved, and why.
    private(set) var moved: [Int64: Cause] = [:]
    /// Counted totals by kind and unit, read once.
    private var totals: [String: [Int64: ValueTable]] = [:]
    private var layouts: [String: [StoredDefinition]] = [:]
    private var numbers: [Window: Int32] = [:]

    init(
        _ session: Session, _ kind: Kind, _ definitions: [IndicatorDefinition], _ figures: GivenFigures,
        units: UnitBook, reach: Reached, causes: [Int64: Cause], run: Int64, closing: Closing? = nil
    ) {
        self.closing = closing
        self.session = session
        self.kind = kind
        self.definitions = definitions
        self.figures = figures
        self.units = units
        self.reach = reach
        self.causes = causes
        self.run = run
    }

    mutating func callAsFunction() throws {
        let before = try session.givenValues()
        guard !before.isEmpty || !figures.all.isEmpty else { return }
        var after: [GivenValue.Key: GivenValue] = [:]
        let extents = try extents()
        let standing = try standing()
        let owners = Set(standing.map { $0.owner($0.figure.unit) })
        for one in standing {
            let figure = one.figure
            guard let until = reach.dataUntil(figure.unit, kind), let numerator = figure.numerator,
                let denominator = figure.denominator
            else { continue }
            let (definition, rule) = (one.definition, one.rule)
            for unit in try spoken(by: one, owners) {
                let key = GivenValue.Key(
                    unit: unit, indicator: definition.id, rules: rule.name, period: try number(figure.window))
                if after[key] == nil {
                    let extent = extents[unit] ?? (until, 0)
                    after[key] = GivenValue(
                        numerator: 0, denominator: 0,
                        isAlone: try counted(unit, definition, rule, figure.window) == nil, dataUntil: extent.until,
                        unitsBehind: extent.behind)
                }
                after[key]?.numerator += numerator
                after[key]?.denominator += denominator
            }
        }
        guard before != after else { return }
        try compare(before, after)
        try session.replaceGiven(after)
    }

    /// What a figure is a value of; nil where it is none: half a figure, one of a period that has not begun, or of one that was
    /// counted.
    private mutating func standing(_ figure: GivenFigure) throws -> (IndicatorDefinition, RuleSet)? {
        guard figure.numerator != nil, figure.denominator != nil, let until = reach.dataUntil(figure.unit, kind),
            figure.window.opens <= until, closing?.closes(figure.window) != true,
            let definition = definitions.first(where: { $0.id == figure.indicator }),
            let rule = rule(definition, figure)
        else { return nil }
        return try counted(figure.unit, definition, rule, figure.window) == nil ? (definition, rule) : nil
    }

    /// A unit and what a figure of its own says.
    private struct Owner: Hashable {
        var unit: Int64
        var indicator: String
        var rules: String
        var window: Window
    }

    /// A figure that is a value, and of what.
    private struct Standing {
        var figure: GivenFigure
        var definition: IndicatorDefinition
        var rule: RuleSet

        func owner(_ unit: Int64) -> Owner {
            Owner(unit: unit, indicator: definition.id, rules: rule.name, window: figure.window)
        }
    }

    private mutating func standing() throws -> [Standing] {
        var found: [Standing] = []
        for figure in figures.all {
            guard let (definition, rule) = try standing(figure) else { continue }
            found.append(Standing(figure: figure, definition: definition, rule: rule))
        }
        return found
    }

    /// The units that a figure is part of: its own, and those above it below the next that has a figure of its own.
    private mutating func spoken(by one: Standing, _ owners: Set<Owner>) throws -> [Int64] {
        let chain = try units.chain(one.figure.unit)
        let next = chain.dropFirst().firstIndex { owners.contains(one.owner($0)) }
        return Array(chain[..<(next ?? chain.endIndex)])
    }

    /// The figures behind a value, of the unit and of all below it.
    mutating func behind(_ indicator: String, _ rules: String, _ unit: String, _ window: Window) throws -> [GivenFigure]
    {
        var found: [GivenFigure] = []
        let standing = try standing()
        let owners = Set(standing.map { $0.owner($0.figure.unit) })
        for one in standing
        where one.definition.id == indicator && one.rule.name == rules && one.figure.window == window {
            if try spoken(by: one, owners).contains(where: { units.codes[$0] == unit }) { found.append(one.figure) }
        }
        return found
    }

    private func rule(_ definition: IndicatorDefinition, _ figure: GivenFigure) -> RuleSet? {
        let name = figure.rules.isEmpty ? definition.rules.first?.name : figure.rules
        return definition.rules.first { $0.name == name && $0.holds(for: figure.window) }
    }

    /// How far the figures of each unit and those below it go.
    private mutating func extents() throws -> [Int64: (until: Day, behind: Int)] {
        var ends: [Int64: [Day]] = [:]
        for unit in reach.units(kind) {
            guard let until = reach.dataUntil(unit, kind) else { continue }
            for node in try units.chain(unit) { ends[node, default: []].append(until) }
        }
        return ends.mapValues { days in
            let last = days.max() ?? Day(number: 0)
            return (last, days.count { $0 < last })
        }
    }

    // MARK: What was counted

    private mutating func counted(
        _ unit: Int64, _ definition: IndicatorDefinition, _ rule: RuleSet, _ window: Window
    ) throws -> (denominator: Int64, numerator: Int64)? {
        guard definition.over != kind.id, definition.windows.contains(window.kind) else { return nil }
        if layouts[definition.over] == nil { layouts[definition.over] = try session.definitions(definition.over) }
        let layout = layouts[definition.over] ?? []
        guard
            let position = layout.firstIndex(where: {
                $0.indicator == definition.id && $0.rules == rule.name && $0.validFrom == rule.validFrom?.number
            })
        else { return nil }
        if totals[definition.over]?[unit] == nil {
            totals[definition.over, default: [:]][unit] = try session.totals(
                unit: unit, kind: definition.over, width: layout.count)
        }
        guard let period = try numbers[window] ?? session.knownPeriod(window),
            let table = totals[definition.over]?[unit], let row = table.keys.firstIndex(where: { $0.period == period })
        else { return nil }
        let pair = table.pair(row, position)
        return !rule.population.isEmpty && pair.denominator == 0 ? nil : pair
    }

    private mutating func number(_ window: Window) throws -> Int32 {
        if let known = numbers[window] { return known }
        let number = try session.period(window)
        numbers[window] = number
        return number
    }

    // MARK: Changes

    private mutating func compare(
        _ before: [GivenValue.Key: GivenValue], _ after: [GivenValue.Key: GivenValue]
    ) throws {
        let periods = try session.periods().mapValues { ($0.kind.rawValue, $0.period) }
        for key in Set(before.keys).union(after.keys) where before[key] != after[key] {
            moved[key.unit] = try cause(key.unit)
            let old = try text(before[key], key)
            let new = try text(after[key], key)
            guard old != new, let old else { continue }
            changed += 1
            try session.change(
                (key.indicator, key.rules), unit: key.unit, period: periods[key.period] ?? ("", ""), breakdown: "",
                breakdownValue: "", before: old, after: new, run: run, cause: try cause(key.unit))
        }
    }

    /// The whole value that a figure is part of; nil where there is none.
    private mutating func text(_ value: GivenValue?, _ key: GivenValue.Key) throws -> String? {
        var pair: (denominator: Int64, numerator: Int64)?
        if let definition = definitions.first(where: { $0.id == key.indicator }),
            let window = numbers.first(where: { $0.value == key.period })?.key,
            let rule = definition.rules.first(where: { $0.name == key.rules && $0.holds(for: window) })
        {
            pair = try counted(key.unit, definition, rule, window)
        }
        guard let value else { return pair.map { "\($0.numerator)/\($0.denominator)" } }
        let (denominator, numerator) = value.isAlone ? (0, 0) : pair ?? (0, 0)
        return "\(value.numerator + numerator)/\(value.denominator + denominator)"
    }

    private mutating func cause(_ unit: Int64) throws -> Cause {
        var all: Cause?
        for (one, cause) in causes.sorted(by: { $0.key < $1.key }) where try units.chain(one).contains(unit) {
            all = all?.joined(cause) ?? cause
        }
        return all ?? .file(nil)
    }
}
