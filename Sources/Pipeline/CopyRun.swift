package import Domain
package import Reports
import Warehouse

/// The commands `warehouse backup` and `warehouse restore`. The key is no part of a copy: it is kept apart.
package struct CopyRun {
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// Copies the warehouse to a path where nothing is; a writer may go on.
    package func backup(to path: String) throws -> CopyReport {
        do {
            try WarehouseFile.reading(warehouse).copy(to: path)
            return try told(.backup, path)
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Puts a copy in the place of the warehouse, after it was found whole.
    package func restore(from path: String) throws -> CopyReport {
        do {
            let lock = try RunLock(warehouse: warehouse)
            defer { withExtendedLifetime(lock) {} }
            try WarehouseFile.restore(warehouse, from: path)
            return try told(.restore, warehouse)
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    private func told(_ action: CopyReport.Action, _ path: String) throws -> CopyReport {
        let key = try WarehouseStep.reading(path) { try $0.meta("key_id") }
        return CopyReport(action, path: path, keyId: key)
    }
}
