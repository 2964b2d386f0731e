package import Domain
import Indicators
import Mapping
import Warehouse

/// The command `warehouse verify`: integrity, references, closed counts, and that all values computed anew are those that are
/// stored. Nothing is written.
package struct VerifyRun {
    private let warehouse: String
    private let mappings: String
    private let language: Language

    package init(warehouse: String, mappings: String, language: Language) {
        self.warehouse = warehouse
        self.mappings = mappings
        self.language = language
    }

    /// What does not hold.
    package func callAsFunction() throws -> [String] {
        let rules = try Rules.load(mappings, language)
        do {
            var findings = try WarehouseStep.reading(warehouse) { try $0.faults() }
            findings += try WarehouseStep.writing(warehouse, isDryRun: true) { session in
                try session.synchronise(rules.image(version: ImportRun.version))
                let run = try session.startRun(command: "verify", version: ImportRun.version, at: LocalTime.now)
                try session.transaction { try session.touchAll() }
                let outcome = try RecomputeStep.run(session, rules, run: run)
                guard outcome.changed > 0 else { return [] }
                return [
                    language.pick(
                        "\(outcome.changed) giá trị tính lại khác giá trị trong kho",
                        "\(outcome.changed) values computed anew differ from those stored")
                ]
            }
            return findings
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }
}
