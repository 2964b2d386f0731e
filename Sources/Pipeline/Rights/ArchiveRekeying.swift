import Disk
import Domain
import Mapping
import Records
import Reports
import Warehouse

/// Brings persons under the key of now by the originals in an archive. They are read as their loads read them, and nothing of them
/// but the numbers is looked at: no record comes in, no fact changes. The newest files first, for they name most of those who are
/// there, until nobody is under a former key. Each file is a transaction of its own.
struct ArchiveRekeying {
    let archive: Archive
    let lines: [ManifestLine]
    let session: Session
    let rules: Rules
    let options: ImportOptions
    let keys: KeyRing

    /// One export, which may have been loaded more than once.
    private struct Export: Hashable {
        var sha256: String
        var entry: Int
    }

    func callAsFunction() throws -> RotateReport.Archive {
        var report = RotateReport.Archive(folder: archive.room.path)
        var met: Set<Export> = []
        for line in lines.sorted(by: { $0.order > $1.order }) {
            if try session.formerKeys().isEmpty { break }
            // What was refused has brought nobody; the bytes of what was loaded already are an older line's, too.
            if let status = try session.status(ofLoad: line.order), status != "loaded" { continue }
            guard mayHaveNumbers(line), met.insert(Export(sha256: line.sha256, entry: line.entry ?? 0)).inserted else {
                continue
            }
            if line.removed == nil { try take(line, &report) } else { report.removed += 1 }
        }
        return report
    }

    /// A source that the rules no longer have is looked at.
    private func mayHaveNumbers(_ line: ManifestLine) -> Bool {
        guard let source = line.source.flatMap({ rules.source($0) }).map({ rules.sources[$0] }) else { return true }
        return source.fields.contains { rules.kinds[source.kind].columns[$0.column].type == .identity }
    }

    private func take(_ line: ManifestLine, _ report: inout RotateReport.Archive) throws {
        func unread(_ reason: LeftFile.Reason, _ code: RejectCode? = nil) {
            let detail = [Mask.fileName(line.name), code?.rawValue].compactMap { $0 }.joined(separator: ", ")
            report.unread.append(
                LeftFile(
                    folder: archive.room.path, name: String(line.sha256.prefix(12)), reason: reason, detail: detail))
        }
        do {
            guard let open = try archive.file(line.sha256) else { return unread(.unreadable) }
            defer { withExtendedLifetime(open) {} }
            let item = InputFiles.Item(path: open.path, name: line.name)
            guard try FileDigest.hexadecimal(item) == line.sha256 else { return unread(.spoilt) }
            let exports = Exports(item).items
            guard exports.indices.contains(line.entry ?? 0) else { return unread(.spoilt) }
            if let failure = try renew(exports[line.entry ?? 0], line, &report) {
                unread(.unreadable, failure.cause.code)
            } else {
                report.read += 1
            }
        } catch is DiskFailure {
            unread(.unreadable)
        } catch let failure as ReadFailure {
            unread(.unreadable, failure.cause.code)
        } catch let refusal as Recogniser.Refusal {
            unread(.unreadable, refusal.code)
        } catch let refusal as FileLoad.Refusal {
            unread(.unreadable, refusal.reject.code)
        }
    }

    /// Of a file that breaks off, what stands before counts; why it does is given.
    private func renew(
        _ export: InputFiles.Item, _ line: ManifestLine, _ report: inout RotateReport.Archive
    ) throws -> ReadFailure? {
        var load = FileLoad(
            session: session, rules: rules, options: options, unit: line.unit, only: nil, run: 0,
            pseudonymizer: { try keys.pseudonymizer() })
        load.terms = line.terms
        var met = MetFile(export)
        return try session.transaction {
            let renewal = try Renewal(session)
            let end = try load.facts(of: export, &met) { _, batch in
                try renewal.take(batch.pseudonyms, former: batch.former)
            }
            let (persons, forgotten) = try renewal.finish()
            report.persons += persons
            report.forgotten += forgotten
            return end.failure
        }
    }
}
