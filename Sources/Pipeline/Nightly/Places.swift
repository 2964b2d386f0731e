package import Domain
import Mapping

/// Where everything of the nightly job lies, as its configuration says: so that whoever works by hand forgets no place.
package struct Places: Sendable {
    package var warehouse: String
    package var mappings: String
    package var identityKey: String
    /// The folder of the archive, or nil.
    package var archive: String?
    /// The folder of backups, or nil.
    package var backups: String?
    /// The watched folders.
    package var folders: [String]
    package var language: Language

    /// Reads a configuration whose shape must hold (78); what it says of the rules does not matter here.
    package init(config path: String, language: Language?) throws {
        let compiler = try ConfigStep.read(path, language ?? .vi)
        let config = compiler.config
        let told = language ?? config.language
        guard compiler.diagnostics.isEmpty else {
            throw RunFailure(exitCode: 78, messages: compiler.diagnostics.sorted().map { $0.text(told) })
        }
        self.language = told
        warehouse = config.warehouse
        mappings = config.mappings
        identityKey = config.identityKey ?? config.warehouse + ".key"
        archive = config.archive?.folder
        backups = config.backups
        folders = config.folders.map(\.path)
    }
}
