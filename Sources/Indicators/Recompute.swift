package import Domain
package import Warehouse

/// Computes what loads and changed rules touched, in one transaction of the caller's (design.md, invariant 4):
///
/// ```
/// notes + changed rules -> touched units by kind -> with their ancestors, children first:
///     own records -> UnitTally -> cells ;  + cells of the children  -> compared with before -> stored
/// ```
package struct Recompute {
    /// What became of it.
    package struct Outcome: Sendable {
        /// Units and kinds that were computed.
        package var computed = 0
        /// Values that are another than before.
        package var changed = 0
        /// Years that a needed working day lacked in `calendars/`.
        package var missingYears: Set<Int> = []
        /// Indicators (with their rule set) whose definitions were edited in place since they were last computed.
        package var edited: [String] = []
        package var units: Set<Int64> = []
        /// Forms whose sums do not hold: a fault of a form's definition.
        package var broken: Set<String> = []
    }

    private let session: Session
    private let kinds: [Kind]
    private let definitions: [IndicatorDefinition]
    private let checks: [CheckDefinition]
    private let forms: [FormDefinition]
    private let indexes: [IndexDefinition]
    private let calendar: WorkCalendar
    private let calendarDigest: String
    private let tree: UnitTree
    private let run: Int64

    package init(
        _ session: Session, kinds: [Kind], definitions: [IndicatorDefinition], checks: [CheckDefinition] = [],
        forms: [FormDefinition] = [], indexes: [IndexDefinition] = [], calendar: WorkCalendar,
        calendarDigest: String, tree: UnitTree, run: Int64
    ) {
        self.session = session
        self.kinds = kinds
        self.definitions = definitions
        self.checks = checks
        self.forms = forms
        self.indexes = indexes
        self.calendar = calendar
        self.calendarDigest = calendarDigest
        self.tree = tree
        self.run = run
    }

    /// Computes all that is touched and forgets the notes.
    package func callAsFunction() throws -> Outcome {
        var outcome = Outcome()
        var units = try UnitBook(session, tree)
        let coverage = try session.coverage()
        let reach = Reached(coverage, units)
        let plans = try kindPlans()
        try noteChangedRules(plans, reach, &outcome)
        try noteChangedChecks(plans, reach)
        let touched = try Touched(
            session.touched(), kinds: kinds, plans: plans, reach: reach, units: &units)
        // Of a kind without values the definitions are known all the same; of one with values only when these are.
        for plan in plans {
            let isEmpty = try plan.kind.given != nil || session.definitions(plan.kind.id).isEmpty
            if isEmpty { try session.setDefinitions(plan.kind.id, plan.stored, breakdowns: plan.breakdowns) }
        }
        let givenKinds = kinds.filter { $0.given != nil }
        let figures = try GivenFigures(session, kinds: givenKinds)
        let closing = try session.closing()
        var moved: [Int64: Cause] = [:]
        for plan in plans where plan.kind.given == nil {
            guard let causes = touched.byKind[plan.kind.id], !causes.isEmpty else { continue }
            var computation = KindComputation(
                session: session, plan: plan, units: units, reach: reach, causes: causes, run: run,
                figures: figures, forms: forms.compactMap { FormRows($0, plan, kinds: kinds) }, closing: closing)
            try computation.callAsFunction()
            outcome.computed += computation.computed
            outcome.changed += computation.changed
            outcome.missingYears.formUnion(computation.missingYears)
            outcome.units.formUnion(causes.keys)
            outcome.broken.formUnion(computation.broken)
            units = computation.units
            for (unit, cause) in causes.sorted(by: { $0.key < $1.key }) {
                for node in try units.chain(unit) { moved[node] = moved[node]?.joined(cause) ?? cause }
            }
        }
        for plan in plans where plan.kind.given != nil {
            let causes = touched.byKind[plan.kind.id] ?? [:]
            var computation = GivenComputation(
                session, plan.kind, definitions, figures, units: units, reach: reach, causes: causes, run: run,
                closing: closing)
            try computation.callAsFunction()
            outcome.computed += causes.count
            outcome.changed += computation.changed
            outcome.units.formUnion(causes.keys)
            units = computation.units
            moved.merge(computation.moved) { $0.joined($1) }
        }
        try count(indexes, moved, units, &outcome)
        try session.clearTouched()
        return outcome
    }

    /// Indexes of the units whose values may have moved; of all where their definitions have.
    private func count(
        _ indexes: [IndexDefinition], _ moved: [Int64: Cause], _ units: UnitBook, _ outcome: inout Outcome
    ) throws {
        let digest = indexes.map { "\($0.id) \($0.version)" }.joined(separator: "\n")
        let isChanged = try session.meta("indexes") != digest
        guard isChanged || !moved.isEmpty else { return }
        if isChanged {
            let before = try session.meta("index_meaning") ?? ""
            outcome.edited += IndexDefinition.edited(before.split(separator: "\n").map(String.init), indexes)
            try session.setMeta("indexes", digest)
            try session.setMeta("index_meaning", indexes.flatMap(\.meaning).joined(separator: "\n"))
            try session.setDefinitions(
                "", indexes.enumerated().map { StoredDefinition($1, ordinal: $0) }, breakdowns: [])
        }
        for index in indexes {
            var computation = IndexComputation(session, index, units: units, run: run)
            try computation.callAsFunction(
                units: isChanged ? nil : Set(moved.keys),
                cause: { unit in (isChanged ? nil : moved[unit]) ?? Cause(load: nil, word: "definition") })
            outcome.changed += computation.changed
        }
    }

    /// The definitions and checks of each kind, compiled together.
    private func kindPlans() throws -> [KindPlan] {
        try kinds.compactMap { kind in
            let own = definitions.filter { $0.over == kind.id }
            let asked = checks.filter { $0.over == kind.id }
            guard !own.isEmpty || !asked.isEmpty else { return nil }
            return try KindPlan(
                kind, own, checks: asked, session: session, calendar: calendar,
                givenKinds: kinds.filter { $0.given != nil }.map(\.id))
        }
    }

    /// A changed definition, calendar or unit list leaves the same note as a file, so that nobody has to remember.
    private func noteChangedRules(_ plans: [KindPlan], _ reach: Reached, _ outcome: inout Outcome) throws {
        for (key, digest, cause) in [
            ("calendars", calendarDigest, "calendar"), ("units", tree.digest, "units"),
        ] {
            let old = try session.meta(key)
            guard old != digest else { continue }
            try session.setMeta(key, digest)
            guard old != nil else { continue }
            for plan in plans { try touchAll(plan, reach, Cause(load: nil, word: cause)) }
        }
        for plan in plans {
            let key = "definitions:" + plan.kind.id
            let old = try session.meta(key)
            guard old != plan.digest else { continue }
            try session.setMeta(key, plan.digest)
            if old != nil { outcome.edited += try session.edited(plan.kind.id, plan.stored) }
            try touchAll(plan, reach, Cause(load: nil, word: "definition"))
        }
    }

    /// Another check wants another count of what is there.
    private func noteChangedChecks(_ plans: [KindPlan], _ reach: Reached) throws {
        for plan in plans {
            let key = "checks:" + plan.kind.id
            guard try session.meta(key) ?? "" != plan.checks.digest else { continue }
            try session.setMeta(key, plan.checks.digest)
            try touchAll(plan, reach, .look)
        }
    }

    private func touchAll(_ plan: KindPlan, _ reach: Reached, _ cause: Cause) throws {
        for unit in reach.units(plan.kind) { try session.touch(unit: unit, kind: plan.kind.id, cause) }
    }
}

/// How far the data of units and kinds goes.
struct Reached {
    private var until: [Int64: [String: Day]] = [:]
    private var firstAsOf: [Int64: [String: Day]] = [:]

    /// A unit with a dated successor says nothing from that day on: its data ends the day before.
    init(_ coverage: [(unit: Int64, kind: String, until: Day, first: Day)], _ units: UnitBook) {
        for one in coverage {
            var last = one.until
            if let end = units.endsOn(one.unit), end <= last.number {
                last = Day(number: end - 1)
            }
            until[one.unit, default: [:]][one.kind] = last
            firstAsOf[one.unit, default: [:]][one.kind] = one.first
        }
    }

    /// data_until of a unit: of the kind; of any kind where the kind is standing.
    func dataUntil(_ unit: Int64, _ kind: Kind) -> Day? {
        guard let own = until[unit] else { return nil }
        return kind.standing ? own.values.max() : own[kind.id]
    }

    func first(_ unit: Int64, _ kind: Kind) -> Day? { firstAsOf[unit]?[kind.id] }

    /// Units that have data for a kind: of it, or of any kind where it is standing.
    func units(_ kind: Kind) -> [Int64] {
        until.filter { kind.standing || $0.value[kind.id] != nil }.keys.sorted()
    }
}

/// The units by number and code, with their parents; ancestors that no record named are made.
struct UnitBook {
    private let session: Session
    private let tree: UnitTree
    private(set) var codes: [Int64: String]
    private var numbers: [String: Int64] = [:]

    init(_ session: Session, _ tree: UnitTree) throws {
        self.session = session
        self.tree = tree
        codes = try session.unitCodes()
        for (number, code) in codes { numbers[code] = number }
    }

    /// The unit's number and those of its ancestors, nearest first.
    mutating func chain(_ unit: Int64) throws -> [Int64] {
        try tree.chain(codes[unit] ?? "").map { try number($0) }
    }

    /// The parent's number, or nil.
    mutating func parent(_ unit: Int64) throws -> Int64? {
        let chain = try chain(unit)
        return chain.count > 1 ? chain[1] : nil
    }

    /// The number of "every unit", or nil where no catalogue was given for it.
    var everyUnit: Int64? { numbers[""] }

    /// The number of a code that is there, or nil.
    func number(of code: String) -> Int64? { numbers[code] }

    func level(_ unit: Int64) -> Int64 { tree.level(codes[unit] ?? "") }

    /// The first day on which the unit no longer stands, or nil.
    func endsOn(_ unit: Int64) -> Int64? { tree.endsOn(codes[unit] ?? "") }

    private mutating func number(_ code: String) throws -> Int64 {
        if let known = numbers[code] { return known }
        let number = try session.unit(code)
        numbers[code] = number
        codes[number] = code
        return number
    }
}

/// The units to compute by kind, each with its cause.
struct Touched {
    private(set) var byKind: [String: [Int64: Cause]] = [:]

    init(
        _ notes: [(unit: Int64, kind: String, cause: Cause)], kinds: [Kind], plans: [KindPlan], reach: Reached,
        units: inout UnitBook
    ) throws {
        for note in notes {
            for plan in plans {
                let kind = plan.kind
                let isOwn = kind.id == note.kind
                let refers = plan.refersTo.contains(note.kind)
                guard isOwn || kind.standing || refers else { continue }
                // A catalogue speaks for the units at or below the one it was given for; everything else for itself.
                let isCatalogue = kinds.first { $0.id == note.kind }?.standing == true
                for unit in isCatalogue ? reach.units(kind) : [note.unit] {
                    if isCatalogue, note.unit != units.everyUnit {
                        guard try units.chain(unit).contains(note.unit) else { continue }
                    }
                    guard reach.dataUntil(unit, kind) != nil, unit != units.everyUnit else { continue }
                    let other = byKind[kind.id]?[unit]
                    byKind[kind.id, default: [:]][unit] = other?.joined(note.cause) ?? note.cause
                }
            }
        }
    }
}
