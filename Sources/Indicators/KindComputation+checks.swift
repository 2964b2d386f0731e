import Domain
import Warehouse

extension KindComputation {
    /// Keeps what the checks counted of a unit's own records, in place of what the run before counted.
    func keep(_ counts: [CheckTally.Count], of unit: Int64) throws {
        try session.replaceChecks(
            kind: plan.kind.id, unit: unit, run: run,
            with: counts.map { one in
                let entry = plan.checks.entries[one.entry]
                return CheckCount(
                    check: entry.check, column: entry.column, load: one.load, among: one.among, count: one.count,
                    examples: one.examples)
            })
    }
}
