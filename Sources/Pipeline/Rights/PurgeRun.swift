import Crypto
package import Domain
import Foundation
import Indicators
import Mapping
package import Reports
import Warehouse

/// The command `warehouse purge`: closes the periods that end on or before a day, drops the records of persons that no open period
/// needs, and makes sure that nothing else moved.
package struct PurgeRun {
    /// The folder of the archive, which hears of the purge at once; nil: the next night tells it.
    package var archive: String?
    private let before: Day
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(before: Day, warehouse: String, mappings: String, language: Language) {
        self.before = before
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// Purges in one transaction, then writes the file anew.
    package func callAsFunction() throws -> PurgeReport {
        guard before <= LocalTime.today else {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    language.pick(
                        "--before \(before.iso): chưa đến ngày ấy, chưa đóng được",
                        "--before \(before.iso): that day has not come, nothing can be closed yet")
                ])
        }
        let rules = try Rules.load(mappings, language)
        let archive = try archive.map { try NamedFolder.open($0, language, Archive.init(existing:)) }
        var purges: [Session.Purge] = []
        do {
            return try WarehouseStep.erasing(
                warehouse,
                { session in
                    try session.synchronise(rules.image(version: ImportRun.version))
                    let run = try session.startRun(command: "purge", version: ImportRun.version, at: LocalTime.now)
                    let report = try session.transaction {
                        try Self.purge(before: before, at: LocalTime.now, session, rules, run: run)
                    }
                    try session.endRun(run, exitCode: 0, at: LocalTime.now)
                    purges = try session.purges()
                    return report
                }, behind: { _ in try archive?.learn(purges) })
        } catch {
            throw RunFailure(any: error, language)
        }
    }

    /// Purges within a transaction; a replay does it again as of the `time` at which it was done.
    static func purge(
        before: Day, at time: String, _ session: Session, _ rules: Rules, run: Int64
    ) throws -> PurgeReport {
        // What is closed is closed as it stands with all that was loaded.
        _ = try RecomputeStep.within(session, rules, run: run)
        var report = PurgeReport(before: before.iso)
        if let made = try session.close(before: before, at: time, run: run) {
            report.periods = made.periods
            try session.setDigest(digest(session, made.id), ofClosing: made.id)
        }
        let closing = try session.closing() ?? Closing(before: before, purged: time)
        var retention = try Retention(
            session, kinds: rules.kinds, definitions: rules.counted, calendar: rules.workCalendar,
            tree: rules.unitTree, closing: closing)
        for kind in rules.kinds where kind.isPersonal {
            let over = try retention.over(kind)
            try session.drop(kind: kind.id, ids: over)
            let kept = try session.count(kind: kind.id)
            guard over.count + kept > 0 else { continue }
            report.kinds.append(
                PurgeReport.Kind(kind: kind.id, title: kind.title, dropped: over.count, kept: kept))
        }
        report.rejectTexts = try session.emptyRejects(before: closing.before)
        report.unitsBehind = try session.unitsBehind(closing.before)
        try session.touchAll()
        let outcome = try RecomputeStep.within(session, rules, run: run)
        guard outcome.changed == 0 else {
            let moved =
                try session.texts(
                    """
                    SELECT indicator, rules, unit, period_kind, period, breakdown, breakdown_value, before, after
                    FROM indicator_change WHERE run = \(run) ORDER BY 1, 2, 3, 4, 5 LIMIT 1
                    """
                ).rows.first ?? []
            throw WarehouseError.broken(
                "\(outcome.changed) values of open periods would have moved, so that nothing was purged: "
                    + moved.map { $0 ?? "-" }.joined(separator: " "))
        }
        try session.dropUnusedWords()
        try session.dropUnusedPseudonyms()
        try session.setMeta("erasing", "purge")
        return report
    }

    /// The digest by which `verify` knows the values of closed periods.
    static func digest(_ session: Session, _ closing: Int64) throws -> String {
        var digest = SHA256()
        try session.closedLines(closing) { digest.update(data: Array(($0 + "\n").utf8)) }
        return FileDigest.text(digest)
    }
}

/// Records of periods that a purge closed, in a file that comes later.
enum ClosedRecords {
    /// Drops those that the load has brought and that no open period needs; they are stale. How many.
    static func drop(_ open: OpenLoad, _ kind: Kind, _ rules: Rules, _ session: Session) throws -> Int {
        guard let closing = try session.closing(), Retention.ends(kind) else { return open.closed }
        var retention = try Retention(
            session, kinds: rules.kinds, definitions: rules.counted, calendar: rules.workCalendar,
            tree: rules.unitTree, closing: closing)
        try open.dropClosed(try retention.over(kind, units: open.units, since: open.number))
        return open.closed
    }
}
