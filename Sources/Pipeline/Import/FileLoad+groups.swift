import Domain
import Mapping
import Readers
import Records
import Reports
import Warehouse

/// What was not taken of a file, and what is told of it, by cause.
extension FileLoad {
    static func group(_ reject: Reject) -> RejectGroup {
        var group = RejectGroup(reject)
        group.add(line: reject.line, row: reject.row, found: reject.found)
        return group
    }

    static func groups(_ spool: RejectSpool, hiding theirs: Set<Int32>) -> [RejectGroup] {
        var tally = RejectTally()
        spool.each { tally.add($0, isPlaced: !theirs.contains($0.line)) }
        return tally.all
    }

    /// Warnings of mapper and reader.
    static func groups(
        _ counts: [RejectCode: WarningCount], _ read: [ReadWarning], _ plan: LoadPlan
    ) -> [RejectGroup] {
        var groups: [RejectGroup] = []
        for (code, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var group = RejectGroup(Reject(code: code, severity: .warning))
            for line in count.lines { group.add(line: line, row: line, found: "", times: 0) }
            group.add(line: 0, row: 0, found: "", times: count.count)
            groups.append(group)
        }
        for warning in read {
            guard let code = warning.cause.code else { continue }
            let column = warning.column - 1
            let heading = plan.shownHeadings.indices.contains(column) ? plan.shownHeadings[column] : ""
            var group = RejectGroup(
                Reject(code: code, severity: .warning, line: Int32(clamping: warning.line), heading: heading))
            group.add(line: Int32(clamping: warning.line), row: 0, found: "", times: warning.count)
            groups.append(group)
        }
        return groups
    }

    /// Those of mapper and reader, and of what the loader met. Records of closed periods are dropped here.
    func warnings(of open: OpenLoad, _ plan: LoadPlan, _ end: Producer.Ending) throws -> [RejectGroup] {
        var counts = end.counts
        let met = [
            (RejectCode.personForgotten, open.forgotten.count),
            (.closedPeriod, try ClosedRecords.drop(open, plan.kind, rules, session)),
            (.joinedDiffers, open.joinedDiffering),
        ]
        for (code, count) in met where count > 0 { counts[code, default: WarningCount()].count(count) }
        var groups = Self.groups(counts, end.warnings, plan)
        for index in groups.indices where groups[index].code == RejectCode.closedPeriod.rawValue {
            groups[index].expected = try session.closing()?.before.iso ?? ""
        }
        return groups
    }

    /// What the search before the load has found of forgotten persons, with what the loader passed over.
    func forgotten(_ open: OpenLoad, _ found: FileReport.Forgotten?) -> FileReport.Forgotten? {
        guard open.forgotten.count > 0 else { return found }
        var forgotten = found ?? FileReport.Forgotten(rows: open.forgotten.lines.count)
        forgotten.passedOver = open.forgotten.passedOver
        return forgotten
    }
}

extension Reject {
    /// What refuses a file that cannot be read.
    init(_ failure: ReadFailure) {
        self.init(
            code: failure.cause.code, severity: .file, line: Int32(clamping: failure.line), found: failure.shownDetail,
            expected: failure.expected(ReadLimits()))
    }
}
