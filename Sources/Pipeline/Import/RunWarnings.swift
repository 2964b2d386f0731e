import Domain
import Indicators
import Reports
import Warehouse

/// Warnings of a whole run.
enum RunWarnings {
    static func groups(_ outcome: Recompute.Outcome, _ session: Session) throws -> [RejectGroup] {
        var groups: [RejectGroup] = []
        func add(_ code: RejectCode, _ found: String, times: Int = 1) {
            var group = RejectGroup(Reject(code: code, severity: .warning, found: found))
            group.add(line: 0, row: 0, found: found, times: times)
            groups.append(group)
        }
        for code in RejectCode.counted {
            let count = outcome.warned[code.rawValue, default: 0]
            if count > 0 { add(code, "", times: count) }
        }
        for year in outcome.missingYears.sorted() { add(.calendarMissing, String(year)) }
        if outcome.changed > 0 { for kind in outcome.editedKinds { add(.definitionEdited, kind) } }
        for unit in try session.unlistedUnits(outcome.units) { add(.unitUnlisted, unit) }
        return groups
    }
}
