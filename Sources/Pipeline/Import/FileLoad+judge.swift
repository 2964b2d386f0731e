import Domain
import Mapping
import Warehouse

extension FileLoad {
    /// What was crossed, and what that does.
    private struct Verdict {
        var reject: Reject
        var action: Thresholds.Action

        init(_ code: RejectCode, line: Int32 = 0, found: String, expected: String, _ action: Thresholds.Action) {
            reject = Reject(code: code, severity: .file, line: line, found: found, expected: expected)
            self.action = action
        }
    }

    /// Judges a file that was read to its end, before its transaction is committed. Throws what refuses it; what is only worth
    /// a warning comes back.
    func judge(_ counts: LoadCounts, _ watch: LoadWatch, _ plan: LoadPlan, _ entry: LoadEntry) throws -> [Reject] {
        let all = try tooManyRejects(counts, plan) + foreign(watch) + shorter(counts, plan, entry) + odd(watch, plan)
        if let verdict = all.first(where: { $0.action == .refuse }) { throw Refusal(reject: verdict.reject) }
        return all.map { verdict in
            var reject = verdict.reject
            reject.severity = .warning
            return reject
        }
    }

    /// Judges what the closed load did to a whole list.
    func judgeRetired(_ counts: LoadCounts) throws -> [Reject] {
        guard let limit = terms.thresholds.retired, counts.retired > 0 else { return [] }
        let stood = counts.retired + counts.changed + counts.unchanged
        guard counts.retired * 100 > limit.figure * stood else { return [] }
        var reject = Reject(
            code: .listRetires, severity: .file, found: "\(counts.retired)/\(stood)", expected: "\(limit.figure) %")
        if limit.action == .refuse { throw Refusal(reject: reject) }
        reject.severity = .warning
        return [reject]
    }

    /// More than ten rejects and more than the share that is tolerated (design.md, 4).
    private func tooManyRejects(_ counts: LoadCounts, _ plan: LoadPlan) -> [Verdict] {
        let records = counts.read - counts.filtered
        let limit =
            options.maxRejects.map { Thresholds.Limit($0, .refuse) } ?? terms.thresholds.rejects
            ?? Thresholds.Limit(plan.source.maxRejects ?? ImportOptions.toleratedPercent, .refuse)
        guard counts.rejected > ImportOptions.toleratedRejects, counts.rejected * 100 > limit.figure * records else {
            return []
        }
        return [
            Verdict(
                .tooManyRejects, found: "\(counts.rejected)/\(records)", expected: "\(limit.figure) %", limit.action)
        ]
    }

    /// Other units that a message names; of more only the number is told.
    private static let namedUnits = 3

    private func foreign(_ watch: LoadWatch) -> [Verdict] {
        guard !watch.foreign.units.isEmpty, let unit = terms.confinedTo else { return [] }
        let units = watch.foreign.units.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let more = units.count > Self.namedUnits ? ", … (\(units.count))" : ""
        let found = units.prefix(Self.namedUnits).map { "\($0.key) (\($0.value))" }.joined(separator: ", ") + more
        return [Verdict(.unitForeign, line: watch.foreign.line, found: found, expected: unit, .refuse)]
    }

    /// Against the unit's newest whole list of the source that is not younger than this one.
    private func shorter(_ counts: LoadCounts, _ plan: LoadPlan, _ entry: LoadEntry) throws -> [Verdict] {
        guard let limit = terms.thresholds.fall, plan.source.complete else { return [] }
        let now = counts.read - counts.filtered - counts.duplicate - counts.joined
        guard let last = try session.lastListed(entry), now * 100 < (100 - limit.figure) * last else { return [] }
        return [Verdict(.listShorter, found: "\(last) → \(now)", expected: "\(limit.figure) %", limit.action)]
    }

    private func odd(_ watch: LoadWatch, _ plan: LoadPlan) -> [Verdict] {
        var all: [Verdict] = []
        let (columns, records) = watch.constant
        if let limit = terms.thresholds.constant, !columns.isEmpty {
            let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            all.append(Verdict(.flagConstant, found: names, expected: String(records), limit.action))
        }
        if let limit = terms.thresholds.days, watch.outside.count > 0 {
            let asOf = plan.context.asOf
            let range = "\(Day(number: asOf - Int64(limit.figure)).iso) – \(Day(number: asOf).iso)"
            let found = options.language.pick("\(watch.outside.count) bản ghi", "\(watch.outside.count) records")
            all.append(Verdict(.daysOutside, line: watch.outside.line, found: found, expected: range, limit.action))
        }
        return all
    }
}
