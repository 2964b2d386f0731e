package import Domain
import Mapping
package import Reports

/// The command `doctor`: everything that a night needs, looked at as the user that runs it; nothing is changed.
package struct DoctorRun {
    private let config: String
    private let told: Language?

    /// `language` nil: the configuration's.
    package init(config: String, language: Language?) {
        self.config = config
        told = language
    }

    /// One thing that is looked at.
    private typealias Check = @Sendable (DoctorRoom) -> [DoctorReport.Line]

    /// In the order in which they are told.
    private static let always: [Check] = [DoctorCheck.program, DoctorCheck.config]

    /// What only a configuration that can be read says.
    private static let checks: [Check] = [
        DoctorCheck.user, DoctorCheck.lock, DoctorCheck.warehouse, DoctorCheck.integrity, DoctorCheck.intakes,
        DoctorCheck.key, DoctorCheck.formerKeys, DoctorCheck.keysBeside, DoctorCheck.fileSystem, DoctorCheck.space,
        DoctorCheck.folders,
        DoctorCheck.archive, DoctorCheck.agreement,
        DoctorCheck.metrics, DoctorCheck.clock, DoctorCheck.lastNight, DoctorCheck.backups,
        DoctorCheck.keyWithBackups,
    ]

    /// Looks at everything; what is wrong is in the report.
    package func callAsFunction() -> (report: DoctorReport, language: Language) {
        let room = DoctorRoom(config: config, told)
        let checks = Self.always + (room.config.warehouse.isEmpty ? [] : Self.checks)
        return (DoctorReport(config: config, lines: checks.flatMap { $0(room) }), room.language)
    }
}

/// The checks, a function each.
enum DoctorCheck {}
