package import Domain
import Disk
import Foundation
import Mapping
package import Reports
import Warehouse

/// The command `replay`: the warehouse anew from the archive, load by load and run by run, so that also what each run changed
/// comes out as it did.
package struct ReplayRun {
    private let archive: String
    private let options: ImportOptions

    package init(archive: String, warehouse: String, mappings: String, identityKey: String?, language: Language) {
        self.archive = archive
        var options = ImportOptions(paths: [], warehouse: warehouse)
        options.mappings = mappings
        options.identityKey = identityKey
        options.language = language
        self.options = options
    }

    /// Loads everything that the archive remembers and the warehouse does not have yet.
    package func callAsFunction() throws -> RunReport {
        let began = Date()
        var report = RunReport(command: "replay", warehouse: options.warehouse, isDryRun: false)
        report.left = []
        let rules = try Rules.load(options.mappings, options.language)
        do {
            let archive = try Archive(existing: archive)
            let book = try archive.book().whole(in: archive.room)
            if book.isTorn {
                report.left?.append(
                    LeftFile(folder: archive.room.path, name: ManifestLine.book, reason: .unnoted))
            }
            let gaps = ManifestGaps(book.lines)
            if gaps.count > 0 {
                report.left?.append(
                    LeftFile(
                        folder: archive.room.path, name: ManifestLine.book, reason: .unarchived, detail: gaps.text))
            }
            try WarehouseStep.writing(options.warehouse) { session in
                try session.synchronise(rules.image(version: ImportRun.version))
                try refuseOthers(session)
                let tombstones = try archive.tombstones()
                if !tombstones.isEmpty {
                    let key = try KeyRing(options: options, session: session).pseudonymizer().keyID
                    try session.bury(tombstones, keyID: key)
                }
                let done = try session.lastLoad()
                let open = book.lines.filter { $0.order > done }.sorted { $0.order < $1.order }
                // Done again at the same place it moves nothing; what lies further back was done.
                var purges = try archive.purges().filter { $0.after >= done }[...]
                for night in Self.nights(open, purges.map(\.after), uncomputed: try archive.uncomputed()) {
                    let begin = night.first?.order ?? 0
                    while let next = purges.first, next.after < begin {
                        try purge(next, session, rules)
                        purges.removeFirst()
                    }
                    try replay(night, archive, session, rules, &report)
                }
                for next in purges { try purge(next, session, rules) }
                try session.setExpected(archive.expected())
                let others = try open.count { try isByOthers($0, session, rules) }
                if others > 0 { report.troubles = [otherRules(others)] }
            }
            try WarehouseStep.eraseRest(options.warehouse)
        } catch let error as WarehouseError {
            throw RunFailure(error, options.language)
        } catch let failure as DiskFailure {
            throw RunFailure(unreadable: failure, options.language)
        }
        report.exitCode = RunReport.exitCode(
            report.files.map(\.exitCode) + (report.left ?? []).map(\.exitCode))
        report.seconds = Date().timeIntervalSince(began)
        return report
    }

    /// A warehouse that took files in another way has other loads under these numbers.
    private func refuseOthers(_ session: Session) throws {
        guard try session.hasLoads(notOf: "replay") else { return }
        throw RunFailure(
            exitCode: 64,
            messages: [
                options.language.pick(
                    "\(options.warehouse) đã có tệp nạp bằng lệnh khác; chọn tên kho mới",
                    "\(options.warehouse) has files that another command loaded; name a new warehouse")
            ])
    }

    /// Whether a load that was replayed had other rules then; another key is none.
    private func isByOthers(_ line: ManifestLine, _ session: Session, _ rules: Rules) throws -> Bool {
        guard let then = line.mapping, let load = try session.entry(ofLoad: line.order) else { return false }
        return rules.digest(ofSource: load.entry.source) != then
    }

    private func otherRules(_ count: Int) -> String {
        options.language.pick(
            "\(count) lần nạp trước kia theo quy tắc khác (\(options.mappings) đã đổi từ đó); số liệu có thể khác kho cũ",
            "\(count) loads were made by other rules then (\(options.mappings) changed since); values may differ from those of the old warehouse"
        )
    }

    /// The loads of one run together, parted where a purge came between them; with those of the run before where that computed nothing.
    private static func nights(
        _ lines: [ManifestLine], _ purges: [Int64], uncomputed: Set<UncomputedLine>
    ) -> [[ManifestLine]] {
        lines.reduce(into: []) { nights, line in
            if let last = nights.last?.last,
                last.run == line.run || uncomputed.contains(.init(after: last.order, run: line.run)),
                !purges.contains(where: { last.order <= $0 && $0 < line.order })
            {
                nights[nights.count - 1].append(line)
            } else {
                nights.append([line])
            }
        }
    }

    /// Purges as it was done then.
    private func purge(_ line: PurgeLine, _ session: Session, _ rules: Rules) throws {
        guard let before = Day(iso: line.before) else { return }
        let run = try session.startRun(command: "replay", version: ImportRun.version, at: LocalTime.now)
        _ = try session.transaction {
            try PurgeRun.purge(before: before, at: line.purged, session, rules, run: run)
        }
        try session.endRun(run, exitCode: 0, at: LocalTime.now)
    }

    /// One night, and its values.
    private func replay(
        _ lines: [ManifestLine], _ archive: Archive, _ session: Session, _ rules: Rules, _ report: inout RunReport
    ) throws {
        let run = try session.startRun(command: "replay", version: ImportRun.version, at: LocalTime.now)
        report.run = run
        let keys = KeyRing(options: options, session: session)
        for line in lines {
            session.nextLoadTold = line.order
            defer { session.nextLoadTold = nil }
            if let left = try load(line, archive, session, rules, keys, run, &report) { report.left?.append(left) }
        }
        try RunEnd.finish(session, rules, &report, options)
        try session.endRun(run, exitCode: RunReport.exitCode(report.files.map(\.exitCode)), at: LocalTime.now)
    }

    /// Loads the file of one line; what cannot be is said.
    private func load(
        _ line: ManifestLine, _ archive: Archive, _ session: Session, _ rules: Rules, _ keys: KeyRing, _ run: Int64,
        _ report: inout RunReport
    ) throws -> LeftFile? {
        func left(_ reason: LeftFile.Reason, _ detail: String = "") -> LeftFile {
            LeftFile(folder: archive.room.path, name: String(line.sha256.prefix(12)), reason: reason, detail: detail)
        }
        if let day = line.removed { return left(line.cause == .forgotten ? .forgotten : .removed, day) }
        let open: OpenFile
        do throws(DiskFailure) {
            guard let file = try archive.file(line.sha256) else { return left(.unreadable) }
            open = file
        } catch {
            return left(.unreadable, error.word(options.language))
        }
        defer { withExtendedLifetime(open) {} }
        let item = InputFiles.Item(path: open.path, name: line.name)
        do {
            guard try FileDigest.hexadecimal(item) == line.sha256 else { return left(.spoilt) }
        } catch {
            return left(.unreadable)
        }
        let exports = Exports(item).items
        guard let export = exports.indices.contains(line.entry ?? 0) ? exports[line.entry ?? 0] : nil else {
            return left(.spoilt)
        }
        var load = FileLoad(
            session: session, rules: rules, options: options, unit: line.unit, only: nil, run: run,
            pseudonymizer: { try keys.pseudonymizer() })
        load.terms = line.terms
        report.files.append(try load(export).report)
        return nil
    }
}
