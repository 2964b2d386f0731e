package import Domain
import Warehouse

/// Every value that one record is part of: of its own unit and of all above it, in all periods, total and breakdowns.
package struct RecordTrace {
    /// Which values are asked for; nil is all.
    package struct Question: Sendable {
        package var kind: String
        /// The record's number; of a catalogue's row its key.
        package var id: Int64
        /// Of a catalogue's row: a record of one of its related lists. Then only values are asked for that it is in through this one
        /// alone.
        package var through: (list: String, record: Int64)?
        /// Code of the record's own unit.
        package var unit: String
        /// Only values of this unit.
        package var shown: String?
        package var rules: String?
        package var windows: Set<Window>?
        package var periodKind: PeriodKind?

        package init(kind: String, id: Int64, unit: String) {
            self.kind = kind
            self.id = id
            self.unit = unit
        }
    }

    /// One value that the record is in; the total has no breakdown.
    package struct Share: Sendable {
        package var unit: String
        package var window: Window
        package var breakdown: String
        package var breakdownValue: String
        package var inNumerator: Bool
    }

    /// What one rule set of an indicator makes of the record.
    package struct Part: Sendable {
        package var indicator: String
        package var rules: String
        /// The form whose column it is, or "".
        package var form: String
        package var grounds: [Grounds.Ground]
        /// In the order of the grounds.
        package var facts: [Grounds.Value]
        package var shares: [Share] = []
        /// Why it is in no value; nil where it is in one.
        package var reason: Verdict?
    }

    private let trace: TraceComputation
    private var session: Session { trace.session }

    package init(_ trace: TraceComputation) { self.trace = trace }

    /// The parts, in the order of the definitions; nil where no such record stands.
    package func callAsFunction(_ question: Question) throws -> [Part]? {
        guard let kind = trace.kinds.first(where: { $0.id == question.kind }) else { return nil }
        let plan = try KindPlan(
            kind, trace.definitions.filter { $0.over == kind.id }, session: session, calendar: trace.calendar)
        let units = try UnitBook(session, trace.tree)
        let reach = Reached(try session.coverage(), units)
        guard let unit = units.number(of: question.unit), let until = reach.dataUntil(unit, kind) else { return nil }
        var records = UnitRecords(session: session, plan: plan, units: units, reach: reach)
        var record = ScanBatch(for: plan.request)
        var without: ScanBatch?
        if let through = question.through {
            (record, without) = try records.catalogueRow(unit, key: question.id, through: through.record)
        } else {
            try records.each(of: unit, only: question.id) { record = $0 }
        }
        guard record.count == 1 else { return nil }
        let periods = try periods(question, kind, until)
        let checker = trace.checker(kind)
        return try plan.tally.entries.indices.compactMap { index in
            let entry = plan.tally.entries[index]
            if let rules = question.rules, rules != entry.rule.name { return nil }
            if let list = question.through?.list, !entry.rule.needs.lists.contains(where: { $0.name == list }) {
                return nil
            }
            let windows = periods.filter { entry.applies(to: $0.window) }
            guard !windows.isEmpty else { return nil }
            let grounds = Grounds(entry.rule, checker, inAll: Set(windows.map(\.window)).count > 1)
            let part = try part(index, plan, grounds, record, without: without, windows)
            return without != nil && part.shares.isEmpty ? nil : part
        }
    }

    /// A period that a unit has values for, and the E' of the record's own unit in it.
    private struct Period {
        var unit: String
        var window: Window
        var end: Day
        /// Whether what held in the record's unit holds no longer on the period's last day.
        var isPast: Bool
    }

    private func periods(_ question: Question, _ kind: Kind, _ until: Day) throws -> [Period] {
        let chain = trace.tree.chain(question.unit)
        return try chain.enumerated().flatMap { depth, unit -> [Period] in
            guard question.shown == nil || question.shown == unit,
                let whole = try session.dataUntil(unit: unit, kind: kind.id)
            else { return [] }
            return try session.windows(unit: unit, kind: kind.id).sorted(by: Self.precedes).compactMap { window in
                if let wanted = question.windows, !wanted.contains(window) { return nil }
                if let wanted = question.periodKind, wanted != window.kind { return nil }
                guard let end = window.end(dataUntil: until), let last = window.end(dataUntil: whole) else {
                    return nil
                }
                return Period(
                    unit: unit, window: window, end: end, isPast: trace.tree.isGone(chain[..<depth], before: last))
            }
        }
    }

    /// By kind in the order of the kinds, then by time.
    private static func precedes(_ a: Window, _ b: Window) -> Bool {
        let kinds = PeriodKind.allCases
        let (left, right) = (kinds.firstIndex(of: a.kind) ?? 0, kinds.firstIndex(of: b.kind) ?? 0)
        return (left, a.end.number) < (right, b.end.number)
    }

    /// `without`: what else the record would be; only what differs counts.
    private func part(
        _ index: Int, _ plan: KindPlan, _ grounds: Grounds, _ record: ScanBatch, without: ScanBatch?,
        _ periods: [Period]
    ) throws -> Part {
        let entry = plan.tally.entries[index]
        var filter = TraceFilter(
            plan.tally, entry: index, grounds: grounds, start: periods[0].window.first, end: periods[0].end)
        let (facts, values) = filter.take(record)
        var other = filter
        if let without { _ = other.take(without) }
        var part = Part(
            indicator: entry.definition.id, rules: entry.rule.name, form: entry.definition.form, grounds: grounds.all,
            facts: facts)
        let breakdowns = try values.map { place, value in
            let one = plan.breakdowns[place]
            return (name: one.name, text: try session.breakdownText(value, isWord: one.isWord))
        }
        for period in periods where !(entry.presence == .stock && period.isPast) {
            let verdict = filter.verdict(of: record, start: period.window.first, end: period.end)
            if let without, other.verdict(of: without, start: period.window.first, end: period.end) == verdict {
                continue
            }
            guard verdict == .numerator || verdict == .denominator else {
                // That some period is another one says least.
                if part.reason == nil || part.reason == .outside { part.reason = verdict }
                continue
            }
            part.shares += ([("", "")] + breakdowns.map { ($0.name, $0.text) }).map { name, text in
                Share(
                    unit: period.unit, window: period.window, breakdown: name, breakdownValue: text,
                    inNumerator: verdict == .numerator)
            }
        }
        if !part.shares.isEmpty { part.reason = nil }
        return part
    }
}
