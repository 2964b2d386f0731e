package import Domain
package import Reports
import Warehouse

/// The command `status`: how the last runs ended, and what is missing.
package struct StatusQuery {
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// The state of the warehouse as a value.
    package func callAsFunction() throws -> StatusReport {
        do {
            return try WarehouseStep.reading(warehouse) { session in
                return StatusReport(
                    warehouse: warehouse, runs: try session.lastRuns(), units: try session.unitsUntil(),
                    missing: try ExpectedStep.missing(session, nil), open: try session.openIntakes().count)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }
}
