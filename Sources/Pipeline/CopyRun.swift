package import Domain
import Warehouse

/// The commands `warehouse backup` and `warehouse restore`. The key is no part of a copy: it is kept apart.
package struct CopyRun {
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// Copies the warehouse to a path where nothing is; a writer may go on. What is said of it.
    package func backup(to path: String) throws -> String {
        do {
            try WarehouseFile.reading(warehouse).copy(to: path)
            return try told(path, "đã sao lưu vào", "backed up to")
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Puts a copy in the place of the warehouse, after it was found whole.
    package func restore(from path: String) throws -> String {
        do {
            let lock = try RunLock(warehouse: warehouse)
            defer { withExtendedLifetime(lock) {} }
            try WarehouseFile.restore(warehouse, from: path)
            return try told(warehouse, "đã khôi phục", "restored")
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    private func told(_ path: String, _ vi: String, _ en: String) throws -> String {
        let key = try WarehouseStep.reading(path) { try $0.meta("key_id") } ?? ""
        let needed = key.isEmpty ? "" : language.pick(" · cần tệp khóa \(key)", " · needs the key \(key)")
        return language.pick(vi, en) + " \(Mask.printable(path, limit: 200))" + needed
    }
}
