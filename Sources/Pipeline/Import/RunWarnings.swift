import Domain
import Indicators
import Reports
import Warehouse

/// Warnings of a whole run.
enum RunWarnings {
    /// Units that are named; of more only the number is told.
    private static let shown = 5

    /// What an archive has that is no export.
    static func passedOver(_ exports: Exports, _ item: InputFiles.Item) -> [RejectGroup] {
        if exports.passedOver == 0 { return [] }
        var group = RejectGroup(Reject(code: .entriesPassedOver, severity: .warning, found: item.name))
        group.add(line: 0, row: 0, found: item.name, times: exports.passedOver)
        return [group]
    }

    static func groups(_ outcome: Recompute.Outcome, _ session: Session) throws -> [RejectGroup] {
        var groups: [RejectGroup] = []
        func add(_ code: RejectCode, _ found: String, times: Int = 1) {
            var group = RejectGroup(Reject(code: code, severity: .warning, found: found))
            group.add(line: 0, row: 0, found: found, times: times)
            groups.append(group)
        }
        for year in outcome.missingYears.sorted() { add(.calendarMissing, String(year)) }
        if outcome.changed > 0 { for name in outcome.edited { add(.definitionEdited, name) } }
        for target in session.retargeted { add(.definitionEdited, target) }
        for form in outcome.broken.sorted() { add(.formUnequal, form) }
        let unlisted = try session.unlistedUnits(outcome.units)
        if !unlisted.isEmpty {
            let more = unlisted.count > shown ? ", … (\(unlisted.count))" : ""
            add(.unitUnlisted, unlisted.prefix(shown).joined(separator: ", ") + more, times: unlisted.count)
        }
        return groups
    }
}
