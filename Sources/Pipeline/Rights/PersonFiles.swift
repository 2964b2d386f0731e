import Disk
import Domain
import Reports

/// The files that hold a person: those of the archive and of ours beside them are to go, the offices' own are only listed.
struct PersonFiles {
    /// A file that is to go.
    struct Found {
        var folder: Folder
        var name: FileName
        var report: ForgetReport.File
        var lines: Set<Int32>
    }

    private let search: PersonSearch
    private(set) var found: [Found] = []

    init(_ search: PersonSearch) {
        self.search = search
    }

    /// All files of an archive, and the names in its manifest.
    mutating func look(into archive: Archive, _ report: inout ForgetReport) throws {
        let book = try archive.book()
        report.damagedLines = book.damaged
        report.maskedNames = book.lines.count { search.cleared($0.name) != $0.name }
        let names = Dictionary(book.lines.map { ($0.sha256, $0.name) }) { first, _ in first }
        try archive.each { folder, name in
            // A file is called by its digest there: what its line says is masked.
            try look(at: name, in: folder, "archive", called: names[name.text] ?? name.text, &report)
        }
    }

    /// All files below a folder in which copies to correct and receipts lie.
    mutating func look(into copies: Folder, _ report: inout ForgetReport) throws {
        try copies.walk { folder, name in
            let place = OwnNames.isCopy(name) ? "copy" : OwnNames.isReceipt(name) ? "receipt" : "office"
            try look(at: name, in: folder, place, called: name.text, &report)
        } closed: { failure in
            report.unread.append(ForgetReport.File(place: "copy", sha256: "", name: Mask.masked(failure.name)))
        }
    }

    private mutating func look(
        at name: FileName, in folder: Folder, _ place: String, called shown: String, _ report: inout ForgetReport
    ) throws {
        let open: OpenFile
        do throws(DiskFailure) { open = try folder.open(name) } catch {
            if !error.isMissing {
                report.unread.append(ForgetReport.File(place: place, sha256: "", name: Mask.masked(shown)))
            }
            return
        }
        let finding = withExtendedLifetime(open) { search(open.path) }
        let isThere = finding.isThere || place != "archive" && search.cleared(name.text) != name.text
        guard isThere || finding.failure != nil else { return }
        let isOffice = place == "office"
        let file = ForgetReport.File(
            place: place, sha256: try folder.digest(name) ?? "",
            name: isOffice ? folder.shown(name) : Mask.masked(shown))
        switch (isOffice, isThere) {
        case (true, true): report.kept.append(file)
        // What nobody can read is its office's own matter.
        case (true, false): break
        case (false, true):
            found.append(Found(folder: folder, name: name, report: file, lines: finding.lines))
            report.files.append(file)
        case (false, false): report.unread.append(file)
        }
    }
}

extension Folder {
    /// A file's place, where somebody finds it who is to remove it.
    func shown(_ name: FileName) -> String {
        "\(Mask.visible(path))/\(Mask.fileName(name.text))"
    }
}
