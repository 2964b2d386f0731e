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

    /// Whether a run goes on, or nobody can tell: who reads need not be able to ask for the lock.
    private var isHeld: Bool {
        do throws(WarehouseError) { return try RunLock.owner(warehouse: warehouse) != nil } catch { return true }
    }

    /// The state of the warehouse as a value.
    package func callAsFunction() throws -> StatusReport {
        do {
            let isHeld = isHeld
            return try WarehouseStep.reading(warehouse) { session in
                return StatusReport(
                    warehouse: warehouse, runs: try session.lastRuns(isHeld: isHeld), units: try session.unitsUntil(),
                    missing: try ExpectedStep.missing(session, nil), open: try session.openIntakes().count)
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }
}
