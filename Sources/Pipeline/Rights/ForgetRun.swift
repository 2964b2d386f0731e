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

    /// A file that is to go.
    private struct Found {
        var folder: Folder
        var name: FileName
        var report: ForgetReport.File
        var lines: Set<Int32>
    }

    /// Looks first, then removes: rows in one transaction, then files; done again it finishes what was cut off.
    package func callAsFunction() throws -> ForgetReport {
        let rules = try Rules.load(mappings, language)
        let person = try PersonFile(identityFile, language)
        let search = PersonSearch(person.numbers)
        let archive = try archive.map { try NamedFolder.open($0, language, Archive.init(existing:)) }
        let backups = try backups.map { try NamedFolder.open($0, language, Folder.init(at:)) }
        let copies = try copies.map { try NamedFolder.open($0, language, Folder.init(at:)) }
        var found: [Found] = []
        var tombstones: [Tombstone] = []
        do {
            return try WarehouseStep.erasing(
                warehouse,
                { session in
                    try session.synchronise(rules.image(version: ImportRun.version))
                    let keys = KeyRing(path: identityKey, warehouse: warehouse, session: session, language: language)
                    let pseudonymizer = try keys.pseudonymizer()
                    var report = ForgetReport()
                    found = try files(search, archive, copies, &report)
                    report.areBackupsKnown = !backups.isEmpty
                    report.untold = try KeptFolders.untold(session, archive: self.archive, copies: self.copies)
                    try lookInto(backups, person.numbers.flatMap { pseudonymizer.pseudonyms($0) }, &report)
                    let known = try session.acquaintance(person.numbers.map { pseudonymizer.pseudonyms($0) })
                    report.wasForgotten = known == .forgotten
                    if known == .nobody, !report.isMet, !keepsOut { throw unknown(report) }
                    let run = try session.startRun(command: "forget", version: ImportRun.version, at: LocalTime.now)
                    try session.transaction {
                        try forget(person, pseudonymizer, found, session, rules, run: run, &report)
                    }
                    try session.endRun(run, exitCode: report.exitCode, at: LocalTime.now)
                    tombstones = try session.tombstones()
                    return report
                }, behind: { _ in try remove(found, search, archive, tombstones) })
        } catch {
            throw RunFailure(any: error, language)
        }
    }

    private func forget(
        _ person: PersonFile, _ pseudonymizer: Pseudonymizer, _ found: [Found], _ session: Session, _ rules: Rules,
        run: Int64, _ report: inout ForgetReport
    ) throws {
        _ = try RecomputeStep.within(session, rules, run: run)
        let gone = try session.forget(
            person.numbers.map { pseudonymizer.pseudonyms($0) }, keyID: pseudonymizer.keyID, at: LocalTime.today.iso)
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

    // MARK: Files

    private func files(
        _ search: PersonSearch, _ archive: Archive?, _ copies: [Folder], _ report: inout ForgetReport
    ) throws -> [Found] {
        var found: [Found] = []
        func look(_ folder: Folder, _ name: FileName, _ place: String, _ shown: String) throws {
            let open: OpenFile
            do throws(DiskFailure) { open = try folder.open(name) } catch {
                if !error.isMissing {
                    report.unread.append(ForgetReport.File(place: place, sha256: "", name: Mask.masked(shown)))
                }
                return
            }
            var finding = withExtendedLifetime(open) { search(open.path) }
            // A file of the archive is called by its digest: what its line says is masked there.
            if place != "archive", search.cleared(name.text) != name.text { finding.isThere = true }
            guard finding.isThere || finding.failure != nil else { return }
            let file = ForgetReport.File(
                place: place, sha256: try folder.digest(name) ?? "",
                name: place == "office" ? Self.shown(folder, name) : Mask.masked(shown))
            switch (place, finding.isThere) {
            case ("office", true): report.kept.append(file)
            // What nobody can read is its office's own matter.
            case ("office", false): break
            case (_, true):
                found.append(Found(folder: folder, name: name, report: file, lines: finding.lines))
                report.files.append(file)
            default: report.unread.append(file)
            }
        }
        if let archive {
            let book = try archive.book()
            report.damagedLines = book.damaged
            report.maskedNames = book.lines.count { search.cleared($0.name) != $0.name }
            let names = Dictionary(book.lines.map { ($0.sha256, $0.name) }) { first, _ in first }
            try archive.each { folder, name in try look(folder, name, "archive", names[name.text] ?? name.text) }
        }
        for copy in copies {
            try copy.walk { folder, name in
                let place = OwnNames.isCopy(name) ? "copy" : OwnNames.isReceipt(name) ? "receipt" : "office"
                try look(folder, name, place, name.text)
            } closed: { failure in
                report.unread.append(ForgetReport.File(place: "copy", sha256: "", name: Mask.masked(failure.name)))
            }
        }
        return found
    }

    /// Backups that would bring the person back are named. Nothing in them is changed: a backup is what it was.
    private func lookInto(_ folders: [Folder], _ pseudonyms: [[UInt8]], _ report: inout ForgetReport) throws {
        for folder in folders {
            try folder.walk { folder, name in
                let open: OpenFile
                do throws(DiskFailure) { open = try folder.open(name) } catch {
                    if error.isMissing { return }
                    throw error
                }
                let path = "\(folder.path)/\(name.text)"
                // The warehouse itself may lie there, too.
                guard WarehouseFile.isOne(open.path), try !isWarehouse(open) else { return }
                var file = ForgetReport.File(place: "backup", sha256: "", name: Self.shown(folder, name))
                do throws(WarehouseError) {
                    guard try WarehouseFile.knows(path, pseudonyms) else { return }
                } catch {
                    return report.unread.append(file)
                }
                file.sha256 = try folder.digest(name) ?? ""
                report.backups.append(file)
            } closed: { failure in
                report.unread.append(ForgetReport.File(place: "backup", sha256: "", name: Mask.masked(failure.name)))
            }
        }
    }

    /// Where somebody finds it who is to remove it.
    private static func shown(_ folder: Folder, _ name: FileName) -> String {
        "\(Mask.visible(folder.path))/\(Mask.fileName(name.text))"
    }

    private func isWarehouse(_ open: OpenFile) throws -> Bool {
        let url = URL(fileURLWithPath: warehouse)
        let folder = try Folder(at: url.deletingLastPathComponent().path)
        guard let own = try folder.look(FileName(url.lastPathComponent)) else { return false }
        return try open.look().isSameFile(as: own)
    }

    /// The manifest is marked before the files go: a line without the mark always has its file.
    private func remove(
        _ found: [Found], _ search: PersonSearch, _ archive: Archive?, _ tombstones: [Tombstone]
    ) throws {
        if let archive {
            try archive.learn(tombstones)
            let digests = found.filter { $0.report.place == "archive" }.map(\.report.sha256)
            try archive.mark(Set(digests), on: LocalTime.today, .forgotten, name: search.cleared)
        }
        for file in found { try file.folder.remove(file.name) }
    }
}
