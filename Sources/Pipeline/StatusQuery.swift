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
                let missing = try session.missing().map { one in
                    MissingArrival(
                        unit: one.unit, unitName: one.name, source: one.source, sourceTitle: one.source,
                        period: one.period, due: one.due)
                }
                return StatusReport(
                    warehouse: warehouse, runs: try session.lastRuns(), units: try session.unitsUntil(),
                    missing: missing, open: try session.openIntakes().count)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }
}
