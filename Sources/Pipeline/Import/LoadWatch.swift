import Domain
import Mapping

/// Looks at the facts of a file as they pass, for what its folder and the operator's thresholds ask: units that are not the folder's,
/// flags that never vary, days outside the expected.
struct LoadWatch {
    private let kind: Kind
    private let mask: UInt64
    private let terms: LoadTerms
    private let units: UnitList
    private let days: ClosedRange<Int64>?
    /// By the load's number of a unit: whether it is another's.
    private var isForeign: [Bool] = []
    private var names: [String] = []
    /// Other units, with how many records each has, and the line of the first.
    private(set) var foreign: (units: [String: Int], line: Int32) = ([:], 0)
    private(set) var outside: (count: Int, line: Int32) = (0, 0)
    private var flags: [Flag]
    private var taken = 0

    /// A flag's column, and the values that it had.
    private struct Flag {
        var column: Int
        var first = Fact.unknown
        var varies = false
    }

    init(_ plan: LoadPlan, _ rules: Rules, _ terms: LoadTerms, asOf: Int64) {
        kind = plan.kind
        mask = plan.mask
        self.terms = terms
        units = rules.units
        days = terms.thresholds.days.map { asOf - Int64($0.figure)...asOf }
        // Of what was worked out nobody can say that it was filled in advance.
        flags =
            terms.thresholds.constant == nil
            ? [] : plan.written.sorted().filter { plan.kind.columns[$0].type == .flag }.map { Flag(column: $0) }
    }

    /// Looks at one batch, before the warehouse renumbers it.
    mutating func see(_ facts: borrowing FactBatch) {
        if let confined = terms.confinedTo {
            for unit in facts.newUnits {
                isForeign.append(!isWithin(unit, confined))
                names.append(unit)
            }
            each(facts, kind.unit) { watch, unit, line in
                guard unit > Fact.unknown, watch.isForeign[Int(unit)] else { return }
                if watch.foreign.units.isEmpty { watch.foreign.line = line }
                watch.foreign.units[watch.names[Int(unit)], default: 0] += 1
            }
        }
        if let days, let column = kind.firstEvent {
            each(facts, column) { watch, day, line in
                guard day > Fact.unknown, !days.contains(day) else { return }
                if watch.outside.count == 0 { watch.outside.line = line }
                watch.outside.count += 1
            }
        }
        taken += facts.rows.count
        for index in flags.indices where !flags[index].varies {
            each(facts, flags[index].column) { watch, value, _ in
                guard value > Fact.unknown else { return }
                if watch.flags[index].first <= Fact.unknown { watch.flags[index].first = value }
                if watch.flags[index].first != value { watch.flags[index].varies = true }
            }
        }
    }

    private mutating func each(
        _ facts: borrowing FactBatch, _ column: Int, _ body: (inout LoadWatch, Int64, Int32) -> Void
    ) {
        let width = kind.columns.count
        for row in 0..<facts.rows.count { body(&self, facts.values[row * width + column], facts.rows[row].line) }
    }

    private func isWithin(_ unit: String, _ confined: String) -> Bool {
        var code: String? = unit
        // A list of parents has no circles; a made-up code ends by losing its parts.
        for _ in 0..<8 {
            guard let one = code, !one.isEmpty else { return false }
            if one == confined { return true }
            code = units.parent(of: one)
        }
        return false
    }

    /// The columns whose flag was the same in all records, where there are enough of them.
    var constant: (columns: [String], records: Int) {
        guard let limit = terms.thresholds.constant, taken >= limit.figure else { return ([], taken) }
        return (flags.filter { !$0.varies }.map { kind.columns[$0.column].title }, taken)
    }
}
