package import Domain
import Disk
import Foundation
package import Logging
import Mapping
package import Reports
import Warehouse

/// The command `nightly`: the unattended run over the watched folders.
///
/// Files that are whole are taken in the order of the days at which they speak, then by name; each is loaded, kept, answered with a
/// receipt and moved before the next begins. `--check-only` does the loading as a rehearsal and answers, and moves nothing.
package struct NightlyRun {
    private let configPath: String
    private let isCheck: Bool
    private let acceptsClock: Bool
    private let told: Language?
    private let logger: Logger
    /// Told what the run did, before it counts as ended: where it could not be said (false), or a kill came before, the next
    /// night says it.
    package var tell: (RunReport, Language) -> Bool = { _, _ in true }

    /// `language` nil: the configuration's. `log` is told what happens as it happens, also why a night could not run. `acceptsClock`:
    /// runs of later days that the warehouse knows had the wrong clock.
    package init(
        config: String, isCheck: Bool, acceptsClock: Bool = false, language: Language?, log: Logger = Self.silent
    ) {
        configPath = config
        self.isCheck = isCheck
        self.acceptsClock = acceptsClock
        told = language
        logger = log
    }

    /// A log that nobody reads.
    package static let silent = Logger(label: "chitieu") { _ in SwiftLogNoOpLogHandler() }

    /// Runs; what stops the whole run is thrown, always as a `RunFailure`, and was logged.
    package func callAsFunction() throws -> (report: RunReport, language: Language) {
        let began = Date()
        var log = NightlyLog(logger, told ?? .vi)
        var report = RunReport(command: "nightly", warehouse: "", isDryRun: isCheck)
        var metrics: NightlyMetrics?
        do {
            let compiler = try ConfigStep.read(configPath, log.language)
            log.language = told ?? compiler.config.language
            report.warehouse = compiler.config.warehouse
            // By day nothing is loaded: the figures stay those of the night.
            if !isCheck { metrics = NightlyMetrics(config: compiler.config) }
            log.isCheck = isCheck
            try run(compiler, &log, &report) { report, log in
                report.seconds = Date().timeIntervalSince(began)
                log.ended(report)
                return tell(report, log.language)
            }
            // They ask the warehouse for the last night that ended well.
            leave(metrics, report, log)
        } catch {
            let failure = RunFailure(any: error, log.language)
            report.exitCode = failure.exitCode
            report.seconds = Date().timeIntervalSince(began)
            leave(metrics, report, log)
            log.failed(failure)
            throw failure
        }
        return (report, log.language)
    }

    /// Says all of what a run did; whether it could be said.
    private typealias Ending = (inout RunReport, NightlyLog) -> Bool

    private func run(
        _ compiler: ConfigCompiler, _ log: inout NightlyLog, _ report: inout RunReport, _ end: Ending
    ) throws {
        let (config, rules) = try ConfigStep.load(compiler, told)
        log.began(
            isCheck ? "nightly --check-only" : "nightly", version: ImportRun.version,
            rules: String(rules.digest(of: [""]).prefix(12)), warehouse: config.warehouse)
        let looked = try WarehouseStep.writing(config.warehouse, isDryRun: isCheck) { session in
            try night(session, config, rules, &log, &report, end)
        }
        if isCheck { try remember(looked, config, rules) } else { try WarehouseStep.eraseRest(config.warehouse) }
    }

    private func leave(_ metrics: NightlyMetrics?, _ report: RunReport, _ log: NightlyLog) {
        do throws(DiskFailure) { try metrics?.write(report) } catch {
            log.unmeasured("\(error.name): \(error.word(log.language))")
        }
    }

    /// A file that a rehearsal has looked at, and what of ours lies beside it now.
    private typealias Looked = (file: WatchedFolder.Waiting, outcome: NightlyFile.Outcome)

    // MARK: The night

    private func night(
        _ session: Session, _ config: NightlyConfig, _ rules: Rules, _ log: inout NightlyLog,
        _ report: inout RunReport, _ end: Ending
    ) throws -> [Looked] {
        try ClockStep.hold(session, accepts: acceptsClock, log.language)
        try session.synchronise(rules.image(version: ImportRun.version))
        let run = try session.startRun(command: report.command, version: ImportRun.version, at: LocalTime.now)
        report.run = run
        log.run(run)
        let archive = isCheck ? nil : try config.archive.map { try Archive(at: $0.folder) }
        let room = try archive?.room ?? Folder(at: Self.folder(of: config.warehouse))
        try room.sweep()
        let options = options(config)
        let keys = KeyRing(options: options, session: session)
        let meeting = archive.map {
            ArchiveMeeting(archive: $0, session: session, keys: KeyRing(options: options, session: session))
        }
        let lacking = try meeting?() ?? []
        let open = Set(try session.openIntakes().map(\.place))
        let settling = try Settling(config) { folder, name in
            if let marked = OwnNames.marked(by: name) { return open.contains(folder.place(marked)) }
            guard let digest = try folder.folder.digest(name) else { return false }
            return try session.isPlaced(place: folder.place(name), sha256: digest)
        }
        var take = NightlyFile(
            session: session, rules: rules, config: config, archive: archive, room: room, run: run,
            pseudonymizer: { try keys.pseudonymizer() }, search: try PersonSearch(session, keys), isCheck: isCheck)
        var looked: [Looked] = []
        var stillOpen: Set<Int64> = []
        let untold = UntoldFiles(session: session)
        let cut = isCheck ? [] : try session.cutNights(before: run)
        if !isCheck { try tell(cut, untold, &log, &report) }
        report.left = lacking + settling.left
        let order = try NightOrder(session: session, rules: rules, options: options)(settling.taken)
        report.left? += try leave(order.untouched, session)
        take.corrected = order.corrected
        for file in order.taken {
            if isCheck, try session.wasLookedAt(place: file.place, look: NightlyFile.look(file.look, rules)) {
                continue
            }
            let outcome = try take(file)
            report.files += outcome.news
            report.warnings += outcome.warnings
            outcome.news.forEach(log.done)
            report.left?.append(contentsOf: [outcome.left].compactMap { $0 })
            if let open = outcome.stillOpen { stillOpen.insert(open) }
            looked.append((file, outcome))
        }
        if !isCheck {
            let finished = try CutMoves(session: session, config: config, archive: archive)(except: stillOpen)
            report.left? += finished.left
            report.files += finished.untold
            finished.untold.forEach(log.done)
            try session.forgetLooks(except: settling.places)
            try OldCopies(session: session, config: config).remove()
            if let days = config.archive?.keepDays { try archive?.expire(days: days, today: LocalTime.today) }
        }
        try KeptFolders.remember(config, session)
        let expected = ExpectedStep.arrivals(config, rules, today: LocalTime.today)
        try session.setExpected(expected)
        try archive?.replace(expected)
        try meeting?.part()
        try RunEnd.finish(session, rules, &report, options)
        report.valuesChanged += try session.changes(ofRuns: cut)
        let missing = try ExpectedStep.missing(session, rules)
        report.missing = missing
        if let plan = config.plan {
            let months = try session.planRows(unit: nil, window: nil).filter {
                $0.plan == plan && $0.periodKind == "month"
            }
            let newest = months.filter { $0.dataUntil != nil }.map(\.period).max()
            report.plan = PlanTally(months.filter { $0.period == newest })
        }
        (report.left ?? []).forEach(log.left)
        log.missing(missing)
        log.computed(report)
        report.exitCode = RunReport.exitCode(
            report.files.map(\.exitCode) + (report.left ?? []).map(\.exitCode)
                + (config.missingCounts && !missing.isEmpty ? [1] : []))
        if end(&report, log) {
            try RunEnd.closeNight(session, report)
        } else {
            session.noteFailure(exitCode: 74, at: LocalTime.now)
        }
        return looked
    }

    /// Copies to correct that nobody has touched stay; one that a warehouse does not remember, because it is another, is known again.
    private func leave(_ files: [WatchedFolder.Waiting], _ session: Session) throws -> [LeftFile] {
        try files.map { file in
            if !isCheck, OwnNames.isCopy(file.name), let sha256 = try file.folder.folder.digest(file.name) {
                try session.placing(place: file.place, sha256: sha256, isCopy: true, day: LocalTime.today.number)
            }
            return LeftFile(
                folder: file.folder.shown, name: Mask.fileName(file.name.text), reason: .untouched)
        }
    }

    /// What nights did that were cut off, and nobody was told of. What only they have half done comes with the files themselves.
    private func tell(
        _ runs: [Int64], _ untold: UntoldFiles, _ log: inout NightlyLog, _ report: inout RunReport
    ) throws {
        report.files = try untold.putAway()
        if !runs.isEmpty {
            report.cutRuns = runs
            log.cut(runs)
        }
        report.files.forEach(log.done)
    }

    private func options(_ config: NightlyConfig) -> ImportOptions {
        var options = ImportOptions(paths: [], warehouse: config.warehouse)
        options.mappings = config.mappings
        options.identityKey = config.identityKey
        options.language = config.language
        options.isDryRun = isCheck
        return options
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    // MARK: By day

    /// The rehearsal is rolled back; what lies in the folders is ours all the same, and nothing is checked twice.
    private func remember(_ looked: [Looked], _ config: NightlyConfig, _ rules: Rules) throws {
        if looked.isEmpty { return }
        let day = LocalTime.today.number
        try WarehouseStep.writing(config.warehouse) { session in
            for (file, outcome) in looked {
                for one in outcome.placed {
                    try session.placing(place: one.place, sha256: one.sha256, isCopy: one.isCopy, day: day)
                }
                guard let sha256 = outcome.sha256, outcome.left == nil else { continue }
                _ = try session.remember(
                    place: file.place, sha256: sha256, arrived: NightlyFile.arrival(file.look).number,
                    look: NightlyFile.look(file.look, rules), .lookedAt)
            }
        }
    }
}
