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
    typealias Ending = (inout RunReport, NightlyLog) -> Bool

    private func run(
        _ compiler: ConfigCompiler, _ log: inout NightlyLog, _ report: inout RunReport, _ end: Ending
    ) throws {
        let (config, rules) = try ConfigStep.load(compiler, told)
        log.began(
            isCheck ? "nightly --check-only" : "nightly", version: ImportRun.version,
            rules: String(rules.digest(of: [""]).prefix(12)), warehouse: config.warehouse)
        let looked = try WarehouseStep.writing(config.warehouse, isDryRun: isCheck) { session in
            try ClockStep.hold(session, accepts: acceptsClock, log.language)
            try session.synchronise(rules.image(version: ImportRun.version))
            let run = try session.startRun(command: report.command, version: ImportRun.version, at: LocalTime.now)
            report.run = run
            log.run(run)
            var night = try Night(session, config, rules, run: run, log, report)
            // A night that fails, too, says what it did.
            defer { (log, report) = (night.log, night.report) }
            try night(end)
            return night.looked
        }
        if isCheck { try remember(looked, config, rules) } else { try WarehouseStep.eraseRest(config.warehouse) }
    }

    private func leave(_ metrics: NightlyMetrics?, _ report: RunReport, _ log: NightlyLog) {
        do throws(DiskFailure) { try metrics?.write(report) } catch {
            log.unmeasured("\(error.name): \(error.word(log.language))")
        }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    // MARK: By day

    /// The rehearsal is rolled back; what lies in the folders is ours all the same, and nothing is checked twice.
    private func remember(_ looked: [Night.Looked], _ config: NightlyConfig, _ rules: Rules) throws {
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
