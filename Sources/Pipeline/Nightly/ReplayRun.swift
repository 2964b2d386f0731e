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
            let lines = try Archive.lines(at: archive)
            try WarehouseStep.writing(options.warehouse) { session in
                try session.synchronise(rules.image(version: ImportRun.version))
                try refuseOthers(session)
                let tombstones = try ArchiveFolder(archive).tombstones()
                if !tombstones.isEmpty {
                    let key = try KeyRing(options: options, session: session).pseudonymizer().keyID
                    try session.bury(tombstones, keyID: key)
                }
                let done = try session.lastLoad()
                let open = lines.filter { $0.order > done }.sorted { $0.order < $1.order }
                for night in open.chunked(by: \.run) { try replay(night, session, rules, &report) }
            }
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

    /// One night, and its values.
    private func replay(
        _ lines: [ManifestLine], _ session: Session, _ rules: Rules, _ report: inout RunReport
    ) throws {
        let run = try session.startRun(command: "replay", version: ImportRun.version, at: LocalTime.now)
        report.run = run
        let keys = KeyRing(options: options, session: session)
        for line in lines {
            session.nextLoadTold = line.order
            defer { session.nextLoadTold = nil }
            if let left = try load(line, session, rules, keys, run, &report) { report.left?.append(left) }
        }
        try RunEnd.finish(session, rules, &report, options)
        try session.endRun(run, exitCode: RunReport.exitCode(report.files.map(\.exitCode)), at: LocalTime.now)
    }

    /// Loads the file of one line; what cannot be is said.
    private func load(
        _ line: ManifestLine, _ session: Session, _ rules: Rules, _ keys: KeyRing, _ run: Int64,
        _ report: inout RunReport
    ) throws -> LeftFile? {
        let path = Archive.path(of: line.sha256, in: archive)
        func left(_ reason: LeftFile.Reason, _ detail: String = "") -> LeftFile {
            LeftFile(folder: archive, name: String(line.sha256.prefix(12)), reason: reason, detail: detail)
        }
        if let day = line.removed { return left(.removed, day) }
        let item = InputFiles.Item(path: path, name: line.name)
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

extension Array {
    /// Neighbours that are the same in something, together.
    fileprivate func chunked<Key: Equatable>(by key: KeyPath<Element, Key>) -> [[Element]] {
        reduce(into: []) { chunks, element in
            if let last = chunks.last?.last, last[keyPath: key] == element[keyPath: key] {
                chunks[chunks.count - 1].append(element)
            } else {
                chunks.append([element])
            }
        }
    }
}
