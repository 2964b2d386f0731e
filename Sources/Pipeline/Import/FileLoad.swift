import Domain
import Foundation
import Mapping
import Readers
import Records
import Reports
import Warehouse

/// Loads one file: looks at its head, then reads and maps it on threads of their own and loads it on this one, in one transaction.
struct FileLoad {
    let session: Session
    let rules: Rules
    let options: ImportOptions
    /// Code of the unit of `--unit`, or "".
    let unit: String
    let only: Int?
    let run: Int64
    /// Makes pseudonyms; asked for only when a file needs them.
    let pseudonymizer: () throws -> Pseudonymizer
    /// What the file's folder asks of it.
    var terms = LoadTerms()
    /// Looks for persons who were forgotten; nil where nobody is, or nothing is told or kept of the file.
    var search: PersonSearch?
    /// Called inside the transaction that says what became of the file.
    var note: (FileReport) throws -> Void = { _ in }

    /// Refuses the file.
    struct Refusal: Error {
        var reject: Reject
    }

    func callAsFunction(_ item: InputFiles.Item) throws -> MetFile {
        var met = MetFile(item)
        var entry = LoadEntry(
            name: item.name, sha256: "", source: nil, sourceVersion: nil, rules: "", unit: unit, asOf: nil,
            asOfFrom: nil, coversUntil: nil, arrived: terms.arrived?.number, started: LocalTime.now)
        hide(item, &met)
        do {
            try load(item, &met, &entry)
        } catch let failure as ReadFailure {
            if failure.cause.exitCode == 66 {
                met.report.status = .unreadable
                met.report.failure = Self.group(Reject(failure))
                return met
            }
            try refuse(Reject(failure), &met, &entry)
        } catch let refusal as Recogniser.Refusal {
            try refuse(
                Reject(
                    code: refusal.code, severity: .file, line: Int32(clamping: refusal.line), found: refusal.found,
                    expected: refusal.expected), &met, &entry)
        } catch let refusal as Refusal {
            try refuse(refusal.reject, &met, &entry)
        }
        return met
    }

    private func load(_ item: InputFiles.Item, _ met: inout MetFile, _ entry: inout LoadEntry) throws {
        var file = try item.open()
        var start: [UInt8] = []
        let (head, plan) = try prepare(item, &file, &start, &met, &entry)
        if item.canReopen, try session.mayBeLoaded(entry) {
            entry.sha256 = try FileDigest.hexadecimal(item)
            if try session.loaded(entry) != nil { return try noteLoaded(&met.report, entry) }
        }
        var warnings = [item.wrongEnding, head.wrongEnding].compactMap { $0 }.map {
            Reject(code: .nameEnding, severity: .warning, found: $0.said, expected: $0.content)
        }
        if options.sheet != nil, head.table == nil {
            warnings.append(Reject(code: .sheetIgnored, severity: .warning, expected: head.formatName))
        }
        try take(file, start, head, plan, &met, &entry, warnings: warnings)
    }

    /// The same bytes under the same unit, `as_of`, source and rules are skipped.
    func noteLoaded(_ report: inout FileReport, _ entry: LoadEntry) throws {
        report.status = .alreadyLoaded
        report.rejectedThen = try session.rejects(ofSame: entry)
        try session.transaction {
            report.load = try session.note(entry, run: run, status: "already_loaded", ended: LocalTime.now)
            try note(report)
        }
    }

    /// Keeps a refused file's rejects and what refused it, outside its transaction, which is undone.
    func refuse(
        _ reject: Reject, _ met: inout MetFile, _ entry: inout LoadEntry
    ) throws {
        met.report.status = .refused
        met.report.failure = Self.group(reject)
        met.report.rejects = Self.groups(met.rejects, hiding: met.theirs)
        met.report.counts = nil
        try session.transaction {
            let number = try session.note(entry, run: run, status: "refused", ended: LocalTime.now)
            try session.keep([reject], load: number)
            try met.rejects.each { try session.keep([$0], load: number) }
            met.report.load = number
            try note(met.report)
        }
    }
}
