package import Domain
package import Warehouse

/// Which records no open period needs: those whose life ended before a purge's day and which no rule set counts in any period that
/// ends behind it. What a rule asks of the period itself may hold in any, so that such a record stays.
package struct Retention {
    private let session: Session
    private let kinds: [Kind]
    private let definitions: [IndicatorDefinition]
    private let calendar: WorkCalendar
    private let closing: Closing
    private var units: UnitBook
    private let reach: Reached
    private var judges: [String: Judge] = [:]

    package init(
        _ session: Session, kinds: [Kind], definitions: [IndicatorDefinition], calendar: WorkCalendar, tree: UnitTree,
        closing: Closing
    ) throws {
        self.session = session
        self.kinds = kinds
        self.definitions = definitions
        self.calendar = calendar
        self.closing = closing
        units = try UnitBook(session, tree)
        reach = Reached(try session.coverage(), units)
    }

    /// Whether records of the kind are ever over.
    package static func ends(_ kind: Kind) -> Bool { !kind.standing && kind.given == nil }

    /// The records of a kind that are not needed, of all units or of some; `since`: only those that this load brought.
    package mutating func over(_ kind: Kind, units asked: Set<Int64>? = nil, since load: Int64? = nil) throws -> [Int64]
    {
        guard Self.ends(kind) else { return [] }
        var found = try session.retired(kind: kind.id, before: closing.before, since: load)
        guard kind.lifeEnds != nil else { return found }
        for unit in try asked?.sorted() ?? session.unitsWithRecords(kind: kind.id) {
            var judge = try judge(of: kind)
            var records = UnitRecords(session: session, plan: judge.plan, units: units, reach: reach)
            try records.each(of: unit, since: load) { found += judge.over($0) }
            units = records.units
        }
        return found
    }

    private mutating func judge(of kind: Kind) throws -> Judge {
        if let known = judges[kind.id] { return known }
        let made = try Judge(kind, kinds, definitions, session, calendar, closing)
        judges[kind.id] = made
        return made
    }
}

/// Judges the records of one kind.
private struct Judge {
    let plan: KindPlan
    private let before: Int64
    /// Of each entry the first day of its earliest open period.
    private let bounds: [Int64]
    /// Days that other kinds ask of these records, by their place in a batch, and the first that they may ask for.
    private let asked: [(place: Int, bound: Int64)]
    /// What others ask is no day: all stay.
    private let staysForOthers: Bool
    private var counts: Evaluator
    private var life: Evaluator

    init(
        _ kind: Kind, _ kinds: [Kind], _ definitions: [IndicatorDefinition], _ session: Session,
        _ calendar: WorkCalendar, _ closing: Closing
    ) throws {
        var also = ScanRequest()
        let terms = [kind.lifeEnds?.term].compactMap { $0 }
        for term in terms { also.need(term.needs) }
        var days: [(name: String, bound: Int64)] = []
        var staysForOthers = false
        for other in kinds {
            for list in other.related where list.kind == kind.id {
                let users = definitions.filter { one in
                    one.over == other.id && one.needs.lists.contains { $0.name == list.id }
                }
                guard !users.isEmpty else { continue }
                // They may ask for the year of the period's last day.
                let bound = closing.firstOpen(users.flatMap(\.windows)).yearStart.number
                let own = list.columns.filter { name in kind.columns.contains { $0.name == name && $0.type == .day } }
                staysForOthers = staysForOthers || own.isEmpty
                for name in own {
                    also.need(column: name)
                    days.append((name, bound))
                }
            }
        }
        let plan = try KindPlan(
            kind, definitions.filter { $0.over == kind.id }, session: session, calendar: calendar, also: also)
        self.plan = plan
        self.staysForOthers = staysForOthers
        before = closing.before.number
        bounds = plan.tally.entries.map { closing.firstOpen($0.definition.windows).number }
        asked = days.compactMap { day in
            plan.request.columns.firstIndex(of: day.name).map { (place: $0, bound: day.bound) }
        }
        var words: [String: Int64] = [:]
        for text in terms.flatMap(\.texts) { words[text] = try session.word(text) }
        let found = words
        counts = Evaluator(plan.tally.program)
        life = Evaluator(Program(terms, request: plan.request, calendar: calendar) { found[$0] })
    }

    /// The records of a batch that are not needed.
    mutating func over(_ batch: ScanBatch) -> [Int64] {
        var found: [Int64] = []
        var first = 0
        while first < batch.count, !staysForOthers {
            let rows = first..<min(first + Evaluator.chunk, batch.count)
            life.load(batch, rows)
            counts.load(batch, rows)
            let ends = life.values(0)
            for row in 0..<rows.count where ends[row] > Mark.unknown && ends[row] < before {
                let place = rows.lowerBound + row
                let isAsked = asked.contains { batch.values[place * batch.stride + $0.place] >= $0.bound }
                if !isAsked, !plan.tally.entries.indices.contains(where: { counts($0, row) }) {
                    found.append(batch.ids[place])
                }
            }
            first = rows.upperBound
        }
        return found
    }

    /// Whether a rule set may count a record of the chunk in an open period.
    private func counts(_ index: Int, _ row: Int) -> Bool {
        let entry = plan.tally.entries[index]
        func value(_ expression: Int, _ missing: Int64) -> Int64? {
            if expression < 0 { return missing }
            return counts.moves(expression) ? nil : counts.values(expression)[row]
        }
        if let denominator = value(entry.denominator, 1), !Kernel.isTrue(denominator) { return false }
        guard let from = value(entry.from, Presence.always), let until = value(entry.until, Presence.open) else {
            return entry.presence != .never
        }
        switch entry.presence {
        case .never: return false
        case .flow: return from >= bounds[index]
        case .stock, .opening, .span:
            return from > Mark.unknown && until != Mark.unknown && (until == Mark.none || until >= bounds[index])
        }
    }
}
