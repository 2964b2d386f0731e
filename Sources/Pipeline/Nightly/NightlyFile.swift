import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// Takes one file of a watched folder: a private copy, its loads, the archive, the receipt, the move. Each step is on the disk
/// before the next begins, and each finds done what a killed run did: the next run goes on where it stopped.
struct NightlyFile {
    let session: Session
    let rules: Rules
    let config: NightlyConfig
    let archive: Archive?
    /// Where the private copy is made.
    let room: Folder
    let run: Int64
    let pseudonymizer: () throws -> Pseudonymizer
    /// Looks for persons who were forgotten; nil where nobody is.
    let search: PersonSearch?
    let isCheck: Bool
    /// SHA-256 of originals whose corrected copies this run takes, too: they need none.
    let corrected: Set<String>

    /// What became of a file.
    struct Outcome {
        var met: [MetFile] = []
        var left: LeftFile?
        var warnings: [RejectGroup] = []
        /// Of what was taken.
        var sha256: String?
        /// What a rehearsal has placed in the folder: where, its digest, whether it is a copy to correct.
        var placed: [(place: String, sha256: String, isCopy: Bool)] = []
        var reports: [FileReport] { met.map(\.report) }
        /// Exports of which a run that ended has told: the file could not be put away.
        var told: Set<Int> = []
        /// Those of which nobody was told.
        var news: [FileReport] { met.indices.filter { !told.contains($0) }.map { met[$0].report } }
        /// The file is in the books still: it was not put away.
        var stillOpen: Int64?
    }

    /// Takes the file; what befalls it alone is in the outcome, what stops the run is thrown.
    func callAsFunction(_ file: WatchedFolder.Waiting) throws -> Outcome {
        let copy: PrivateCopy
        do throws(DiskFailure) {
            let open = try file.folder.folder.open(file.name)
            guard try open.look().isSameContent(as: file.look) else { return left(file, .unsettled) }
            copy = try PrivateCopy(of: open, in: room)
        } catch {
            if error.isMissing { return Outcome() }
            if error.number == PrivateCopy.changed { return left(file, .unsettled) }
            if error.isOfDisk { throw error }
            return left(file, .unreadable, error.word(config.language))
        }
        var outcome = Outcome(sha256: copy.sha256)
        let intake = try session.remember(
            place: file.place, sha256: copy.sha256, arrived: Self.arrival(file.look).number,
            look: Self.look(file.look, rules), isCheck ? .lookedAt : .open)
        try load(file, copy, intake, &outcome)
        if isCheck {
            try answer(file, &outcome)
            return outcome
        }
        outcome.stillOpen = intake.id
        guard !outcome.reports.contains(where: { $0.status == .unreadable }) else { return outcome }
        do {
            try putAway(file, copy, intake, &outcome)
            outcome.stillOpen = nil
        } catch let failure as DiskFailure {
            if failure.isOfDisk, archive != nil { throw failure }
            let isBlocked = failure.isNoFolder
            outcome.left =
                left(file, isBlocked ? .blocked : .unmoved, isBlocked ? failure.name : failure.word(config.language))
                .left
        }
        return outcome
    }

    private func left(
        _ file: WatchedFolder.Waiting, _ reason: LeftFile.Reason, _ detail: String = ""
    ) -> Outcome {
        Outcome(
            left: LeftFile(
                folder: file.folder.shown, name: Mask.fileName(file.name.text), reason: reason, detail: detail))
    }

    /// The day on which the file came under its name; never a day that has not been yet.
    static func arrival(_ look: Look) -> Day {
        min(LocalTime.day(secondsSince1970: Double(look.changed) / 1e9), LocalTime.today)
    }

    /// What a look by day found: the file as it stood, and the rules.
    static func look(_ look: Look, _ rules: Rules) -> String {
        let digest = rules.digest(of: [""])
        return "\(look.device):\(look.node):\(look.size):\(look.modified):\(digest.prefix(16))"
    }

    // MARK: Loading

    private func load(
        _ file: WatchedFolder.Waiting, _ copy: PrivateCopy, _ intake: Intake, _ outcome: inout Outcome
    ) throws {
        let item = InputFiles.Item(path: copy.path, name: file.kept)
        let exports = Exports(item)
        let known = isCheck ? [:] : try session.parts(of: intake)
        for (number, export) in exports.items.enumerated() {
            var load = FileLoad(
                session: session, rules: rules, options: ImportOptions(config, isCheck: isCheck),
                unit: file.folder.config.unit,
                only: nil, run: run, pseudonymizer: pseudonymizer)
            load.terms = LoadTerms(file.folder.config, arrived: Day(number: intake.arrived))
            load.search = search
            load.note = { report in
                if isCheck { return }
                try session.keep(part: String(number), of: intake, report: try UntoldFiles.json(report))
            }
            if let report = known[String(number)] {
                outcome.met.append(try load.readAgain(export, try UntoldFiles.report(report)))
                if intake.state == .told { outcome.told.insert(number) }
            } else {
                outcome.met.append(try load(export))
            }
        }
        let namesOne = search?.besides(exports).isThere == true
        for index in outcome.met.indices {
            outcome.met[index].report.folder = file.folder.shown
            if namesOne, outcome.met[index].report.forgotten == nil {
                outcome.met[index].report.forgotten = FileReport.Forgotten(rows: 0)
            }
        }
        outcome.warnings += RunWarnings.passedOver(exports, item)
    }

    /// By day: the receipt and its copies, and nothing else.
    private func answer(_ file: WatchedFolder.Waiting, _ outcome: inout Outcome) throws {
        var placed: [(place: String, sha256: String, isCopy: Bool)] = []
        let receipts = ReceiptWriter(
            session: session, rules: rules, config: config, room: room, moment: .checked, corrected: corrected
        ) { placed.append(($0, $1, $2)) }
        do {
            try receipts(file, &outcome.met)
        } catch let failure as DiskFailure {
            outcome.left = left(file, .unanswered, failure.word(config.language)).left
        }
        outcome.placed = placed
    }

    // MARK: Putting away

    private func putAway(
        _ file: WatchedFolder.Waiting, _ copy: PrivateCopy, _ intake: Intake, _ outcome: inout Outcome
    ) throws {
        // A list that names somebody who was forgotten is kept by its office alone.
        let isTheirs = outcome.reports.contains { $0.forgotten != nil }
        // The clerk's file is not at fault where the archive takes nothing: the night stops.
        do { try shelve(file, copy, isTheirs, outcome) } catch let failure as DiskFailure {
            throw RunFailure(any: failure, config.language)
        }
        let isReturned = outcome.reports.contains { $0.status == .refused }
        let isArchived = archive != nil && !isReturned && !isTheirs
        let goal = isReturned ? OwnNames.returned : OwnNames.taken
        let day = LocalTime.today.number
        let receipts = ReceiptWriter(
            session: session, rules: rules, config: config, room: room, moment: .loaded,
            goal: isArchived ? nil : goal, corrected: corrected
        ) { try session.placing(place: $0, sha256: $1, isCopy: $2, day: day) }
        try receipts(file, &outcome.met)
        try NightlyMove(folder: file.folder)(
            file.name, file.look, sha256: copy.sha256, to: goal, isArchived: isArchived)
        try session.close(intake, reports: outcome.reports.map(UntoldFiles.json))
    }

    /// Keeps the original, and notes its loads; one that names somebody who was forgotten is not kept.
    private func shelve(
        _ file: WatchedFolder.Waiting, _ copy: PrivateCopy, _ isTheirs: Bool, _ outcome: Outcome
    ) throws {
        guard let archive else { return }
        if isTheirs { try archive.remove(copy.sha256, .forgotten) } else { try archive.keep(copy) }
        for (part, report) in outcome.reports.enumerated() {
            guard let load = report.load, let known = try session.entry(ofLoad: load) else { continue }
            var line = ManifestLine(
                load: load, run: known.run, entry: known.entry, name: file.kept,
                part: outcome.reports.count > 1 ? part : nil, sha256: copy.sha256,
                mapping: rules.digest(ofSource: known.entry.source), folder: file.folder.config)
            if isTheirs {
                line.name = Mask.fileName(line.name)
                line.remove(on: LocalTime.today, .forgotten)
            }
            try archive.note(line)
        }
    }
}

extension LoadTerms {
    /// What a watched folder asks.
    init(_ folder: NightlyConfig.DropFolder, arrived: Day) {
        confinedTo = folder.unit
        sources = Set(folder.sources)
        thresholds = folder.thresholds
        self.arrived = arrived
        usesArrival = folder.usesArrival
    }
}
