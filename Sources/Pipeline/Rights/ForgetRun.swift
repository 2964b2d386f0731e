import Disk
package import Domain
import Foundation
import Indicators
import Mapping
package import Reports
import Warehouse

/// The command `warehouse forget`: one person out of the warehouse, the archive and the copies to correct, and not in again.
package struct ForgetRun {
    /// The folder of the archive, or nil.
    package var archive: String?
    /// Folders in which copies to correct lie; what else there names the person is its office's own, and only listed.
    package var copies: [String] = []
    /// Folders in which backups of the warehouse lie.
    package var backups: [String] = []
    package var identityKey: String?
    /// Whether somebody of whom nothing is known is kept out all the same.
    package var keepsOut = false
    private let identityFile: String
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(identityFile: String, warehouse: String, mappings: String, language: Language) {
        self.identityFile = identityFile
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// Looks first, then removes: rows in one transaction, then files; done again it finishes what was cut off.
    package func callAsFunction() throws -> ForgetReport {
        let rules = try Rules.load(mappings, language)
        let person = try PersonFile(identityFile, language)
        let search = PersonSearch(person.numbers)
        var files = PersonFiles(search)
        let archive = try archive.map { try NamedFolder.open($0, language, Archive.init(existing:)) }
        let backups = try backups.map { try NamedFolder.open($0, language, Folder.init(at:)) }
        let copies = try copies.map { try NamedFolder.open($0, language, Folder.init(at:)) }
        var tombstones: [Tombstone] = []
        do {
            return try WarehouseStep.erasing(
                warehouse,
                { session in
                    try session.synchronise(rules.image(version: ImportRun.version))
                    let keys = KeyRing(path: identityKey, warehouse: warehouse, session: session, language: language)
                    let pseudonymizer = try keys.pseudonymizer()
                    var report = ForgetReport()
                    try archive.map { try files.look(into: $0, &report) }
                    for folder in copies { try files.look(into: folder, &report) }
                    report.untold = try KeptFolders.untold(session, archive: self.archive, copies: self.copies)
                    let pseudonyms = person.numbers.map { pseudonymizer.pseudonyms($0) }
                    report.areBackupsKnown = !backups.isEmpty
                    let kept = try PersonBackups(of: warehouse, pseudonyms.flatMap(\.self))
                    for folder in backups { try kept.look(into: folder, &report) }
                    let known = try session.acquaintance(pseudonyms)
                    report.wasForgotten = known == .forgotten
                    if known == .nobody, !report.isMet, !keepsOut { throw unknown(report) }
                    let run = try session.startRun(command: "forget", version: ImportRun.version, at: LocalTime.now)
                    try session.transaction {
                        try forget(pseudonyms, pseudonymizer.keyID, files.found, session, rules, run: run, &report)
                    }
                    try session.endRun(run, exitCode: report.exitCode, at: LocalTime.now)
                    tombstones = try session.tombstones()
                    return report
                }, behind: { _ in try remove(files.found, search, archive, tombstones) })
        } catch {
            throw RunFailure(any: error, language)
        }
    }

    private func forget(
        _ pseudonyms: [[[UInt8]]], _ keyID: String, _ found: [PersonFiles.Found], _ session: Session, _ rules: Rules,
        run: Int64, _ report: inout ForgetReport
    ) throws {
        _ = try RecomputeStep.within(session, rules, run: run)
        let gone = try session.forget(pseudonyms, keyID: keyID, at: LocalTime.today.iso)
        (report.records, report.fields, report.rejectTexts) = (gone.records, gone.fields, gone.rejectTexts)
        for file in found {
            report.rejectTexts += try session.emptyRejects(sha256: file.report.sha256, lines: file.lines)
        }
        report.valuesChanged = try RecomputeStep.within(session, rules, run: run).changed
        try session.dropUnusedWords()
        try session.dropUnusedPseudonyms()
        try session.setMeta("erasing", "forget")
    }

    /// A slip in the number would keep out who has it.
    private func unknown(_ report: ForgetReport) -> RunFailure {
        let unread = report.unread.map { "\($0.name) · \($0.sha256)" }
        return RunFailure(
            exitCode: 1,
            messages: [
                language.pick(
                    "không có ai mang số này trong kho và các tệp, nên chưa ghi gì: xem lại số; muốn chặn trước thì thêm --keep-out",
                    "nobody has this number, in the warehouse or a file, so that nothing was written: look at the number again; to keep it out beforehand add --keep-out"
                )
            ] + unread.map { language.pick("không đọc hết được: ", "could not be read to the end: ") + $0 }
                + report.untold.map { $0.text(language) })
    }

    /// The manifest is marked before the files go: a line without the mark always has its file.
    private func remove(
        _ found: [PersonFiles.Found], _ search: PersonSearch, _ archive: Archive?, _ tombstones: [Tombstone]
    ) throws {
        if let archive {
            try archive.learn(tombstones)
            let digests = found.filter { $0.report.place == "archive" }.map(\.report.sha256)
            try archive.mark(Set(digests), on: LocalTime.today, .forgotten, name: search.cleared)
        }
        for file in found { try file.folder.remove(file.name) }
    }
}
