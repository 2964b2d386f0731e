import Domain
import Indicators
import Reports
import Warehouse

/// Warnings of a whole run.
enum RunWarnings {
    static func groups(_ outcome: Recompute.Outcome, _ session: Session) throws -> [RejectGroup] {
        var groups: [RejectGroup] = []
        func add(_ code: RejectCode, _ found: String) {
            var group = RejectGroup(Reject(code: code, severity: .warning, found: found))
            group.add(line: 0, row: 0, found: found)
            groups.append(group)
        }
        for year in outcome.missingYears.sorted() { add(.calendarMissing, String(year)) }
        if outcome.changed > 0 { for kind in outcome.editedKinds { add(.definitionEdited, kind) } }
        for unit in try session.unlistedUnits(outcome.units) { add(.unitUnlisted, unit) }
        return groups
    }
}
