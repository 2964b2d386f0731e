import Disk
import Domain
import Mapping
import Reports
import Warehouse

/// One night inside the warehouse's session, or its rehearsal by day: what is done, in its order.
struct Night {
    /// A file that was taken, and what became of it.
    typealias Looked = (file: WatchedFolder.Waiting, outcome: NightlyFile.Outcome)

    private let session: Session
    private let config: NightlyConfig
    private let rules: Rules
    private let isCheck: Bool
    private let options: ImportOptions
    private let run: Int64
    /// None by day: a rehearsal keeps nothing.
    private let archive: Archive?
    /// Where private copies are made.
    private let room: Folder
    private let keys: KeyRing
    private(set) var log: NightlyLog
    private(set) var report: RunReport
    /// All files that were taken, in their order.
    private(set) var looked: [Looked] = []

    /// The run has begun.
    init(
        _ session: Session, _ config: NightlyConfig, _ rules: Rules, run: Int64, _ log: NightlyLog, _ report: RunReport
    ) throws {
        (self.session, self.config, self.rules, self.run) = (session, config, rules, run)
        (self.log, self.report) = (log, report)
        isCheck = report.isDryRun
        options = ImportOptions(config, isCheck: isCheck)
        archive = isCheck ? nil : try config.archive.map { try Archive(at: $0.folder) }
        room = try archive?.room ?? Folder(at: NightlyRun.folder(of: config.warehouse))
        keys = KeyRing(options: options, session: session)
    }

    /// Does all of it; that it is over is noted only where `end` could say what it did.
    mutating func callAsFunction(_ end: NightlyRun.Ending) throws {
        try room.sweep()
        // Before a note of this night's own.
        if let archive, try session.hasNotes() { try archive.learn(uncomputedAfter: session.lastLoad(), before: run) }
        let meeting = archive.map { ArchiveMeeting(archive: $0, session: session, keys: keys) }
        leave(try meeting?() ?? [])
        let settling = try settle()
        let cut = try tellCut()
        try take(settling.taken)
        if !isCheck { try tidy(settling.places) }
        try expect()
        try meeting?.part()
        try RunEnd.finish(session, rules, &report, options)
        report.valuesChanged += try session.changes(ofRuns: cut)
        try tellPlan()
        log.computed(report)
        report.exitCode = RunReport.exitCode(
            report.files.map(\.exitCode) + (report.left ?? []).map(\.exitCode)
                + (config.missingCounts && report.missing?.isEmpty == false ? [1] : []))
        if end(&report, log) {
            try RunEnd.closeNight(session, report)
        } else {
            session.noteFailure(exitCode: 74, at: LocalTime.now)
        }
    }

    private mutating func leave(_ left: [LeftFile]) { report.left = (report.left ?? []) + left }

    private mutating func tell(_ files: [FileReport]) {
        report.files += files
        files.forEach(log.done)
    }

    /// What nights did that were cut off, and nobody was told of; their numbers. What only they have half done comes with the files
    /// themselves.
    private mutating func tellCut() throws -> [Int64] {
        if isCheck { return [] }
        let cut = try session.cutNights(before: run)
        let untold = try UntoldFiles(session: session).putAway()
        if !cut.isEmpty {
            report.cutRuns = cut
            log.cut(cut)
        }
        tell(untold)
        return cut
    }

    // MARK: Files

    /// Waits until files are whole.
    private mutating func settle() throws -> Settling {
        let open = Set(try session.openIntakes().map(\.place))
        let settling = try Settling(config) { [session] folder, name in
            if let marked = OwnNames.marked(by: name) { return open.contains(folder.place(marked)) }
            guard let digest = try folder.folder.digest(name) else { return false }
            return try session.isPlaced(place: folder.place(name), sha256: digest)
        }
        leave(settling.left)
        return settling
    }

    private mutating func take(_ waiting: [WatchedFolder.Waiting]) throws {
        let order = try NightOrder(session: session, rules: rules, options: options)(waiting)
        leave(try order.untouched.map(untouched))
        let take = NightlyFile(
            session: session, rules: rules, config: config, archive: archive, room: room, run: run,
            pseudonymizer: { [keys] in try keys.pseudonymizer() }, search: try PersonSearch(session, keys),
            isCheck: isCheck, corrected: order.corrected)
        for file in order.taken {
            if isCheck, try session.wasLookedAt(place: file.place, look: NightlyFile.look(file.look, rules)) {
                continue
            }
            var outcome = try take(file)
            tell(outcome.news)
            report.warnings += outcome.warnings
            leave([outcome.left].compactMap { $0 })
            // Rejects of all files together would not fit.
            outcome.met = []
            looked.append((file, outcome))
        }
    }

    /// A copy to correct that nobody has touched stays; one that a warehouse does not remember, because it is another, is known again.
    private func untouched(_ file: WatchedFolder.Waiting) throws -> LeftFile {
        if !isCheck, OwnNames.isCopy(file.name), let sha256 = try file.folder.folder.digest(file.name) {
            try session.placing(place: file.place, sha256: sha256, isCopy: true, day: LocalTime.today.number)
        }
        return LeftFile(folder: file.folder.shown, name: Mask.fileName(file.name.text), reason: .untouched)
    }

    /// What other runs left half done, what is over, what is too old.
    private mutating func tidy(_ places: Set<String>) throws {
        let stillOpen = Set(looked.compactMap(\.outcome.stillOpen))
        let finished = try CutMoves(session: session, config: config, archive: archive)(except: stillOpen)
        leave(finished.left)
        tell(finished.untold)
        try session.forgetLooks(except: places)
        try OldCopies(session: session, config: config).remove()
        if let days = config.archive?.keepDays { try archive?.expire(days: days, today: LocalTime.today) }
    }

    // MARK: What is missing

    private func expect() throws {
        try KeptFolders.remember(config, session)
        let expected = ExpectedStep.arrivals(config, rules, today: LocalTime.today)
        try session.setExpected(expected)
        try archive?.replace(expected)
    }

    /// What was left, what did not come, and how the plan stands in its newest month that has data.
    private mutating func tellPlan() throws {
        let missing = try ExpectedStep.missing(session, rules)
        report.missing = missing
        (report.left ?? []).forEach(log.left)
        log.missing(missing)
        guard let plan = config.plan else { return }
        let months = try session.planRows(unit: nil, window: nil).filter {
            $0.plan == plan && $0.periodKind == "month"
        }
        let newest = months.filter { $0.dataUntil != nil }.map(\.period).max()
        report.plan = PlanTally(months.filter { $0.period == newest })
    }
}

extension ImportOptions {
    /// As the files of a night are loaded.
    init(_ config: NightlyConfig, isCheck: Bool) {
        self.init(paths: [], warehouse: config.warehouse)
        mappings = config.mappings
        identityKey = config.identityKey
        language = config.language
        isDryRun = isCheck
    }
}
