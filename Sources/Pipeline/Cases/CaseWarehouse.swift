import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// A warehouse of a moment, into which the inputs of a case are loaded.
struct CaseWarehouse {
    let folder: CaseFolder
    let rules: Rules

    /// Loads, reads what is asked, and throws the warehouse away; what was not loaded is said.
    func read<T>(_ body: (Session) throws -> T) throws -> ([Diagnostic], T) {
        let room = FileManager.default.temporaryDirectory.appendingPathComponent("chitieu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
        let outcome = Result { try load("\(room.path)/case.db", body) }
        try FileManager.default.removeItem(at: room)
        return try outcome.get()
    }

    private func load<T>(_ warehouse: String, _ body: (Session) throws -> T) throws -> ([Diagnostic], T) {
        var options = ImportOptions(paths: folder.inputs.map { "\(folder.path)/\($0)" }, warehouse: warehouse)
        options.unit = folder.options["unit"]
        options.asOf = folder.asOf
        let report = try ImportRun(options, rules: rules)()
        let refused = report.files.filter { $0.status != .loaded }.map { file in
            let code = file.failure?.code ?? ""
            return Diagnostic(
                file: "\(folder.path)/\(file.name)", vi: "tệp của ca không nạp được [\(code)]",
                en: "the case's file is not loaded [\(code)]")
        }
        return (refused, try WarehouseStep.reading(warehouse, body))
    }
}
