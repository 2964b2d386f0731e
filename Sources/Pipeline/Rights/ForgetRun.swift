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
    /// Folders in which copies to correct lie, and whatever else; only copies are looked at.
    package var copies: [String] = []
    package var identityKey: String?
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
        var url: URL
        var report: ForgetReport.File
        var lines: Set<Int32>
    }

    /// Looks first, then removes: rows in one transaction, then files; done again it finishes what was cut off.
    package func callAsFunction() throws -> ForgetReport {
        let rules = try Rules.load(mappings, language)
        let person = try PersonFile(identityFile, language)
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
                    found = try files(PersonSearch(person.numbers), &report)
                    let run = try session.startRun(command: "forget", version: ImportRun.version, at: LocalTime.now)
                    try session.transaction {
                        try forget(person, pseudonymizer, found, session, rules, run: run, &report)
                    }
                    try session.endRun(run, exitCode: report.exitCode, at: LocalTime.now)
                    tombstones = try session.tombstones()
                    return report
                }, behind: { _ in try remove(found, tombstones) })
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        } catch let error as CocoaError {
            throw RunFailure(
                WarehouseError.inputOutput(error.localizedDescription), language)
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

    // MARK: Files

    private func files(_ search: PersonSearch, _ report: inout ForgetReport) throws -> [Found] {
        var found: [Found] = []
        func look(_ url: URL, _ place: String, _ name: String) throws {
            let finding = search(url.path)
            let file = ForgetReport.File(
                place: place, sha256: try FileDigest.hexadecimal(InputFiles.Item(path: url.path, name: url.path)),
                name: Mask.masked(name))
            if finding.isThere {
                found.append(Found(url: url, report: file, lines: finding.lines))
                report.files.append(file)
            } else if finding.failure != nil {
                report.unread.append(file)
            }
        }
        if let archive {
            let folder = ArchiveFolder(archive)
            let names = try folder.names()
            for url in try folder.files() {
                try look(url, "archive", names[url.lastPathComponent] ?? url.lastPathComponent)
            }
        }
        for copy in copies {
            for url in try ArchiveFolder.regularFiles(URL(fileURLWithPath: copy))
            where url.lastPathComponent.hasSuffix(Aside.copy) {
                try look(url, "copy", url.lastPathComponent)
            }
        }
        return found
    }

    private func remove(_ found: [Found], _ tombstones: [Tombstone]) throws {
        if let archive {
            // A replay into a new warehouse keeps who is forgotten out, too.
            try ArchiveFolder(archive).keep(tombstones)
            let digests = found.filter { $0.report.place == "archive" }.map(\.report.sha256)
            try ArchiveFolder(archive).mark(Set(digests), day: LocalTime.today.iso)
        }
        for file in found { try FileManager.default.removeItem(at: file.url) }
    }
}
