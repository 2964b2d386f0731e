import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// A warehouse of a moment, into which the inputs of a case are loaded.
enum CaseWarehouse {
    /// What did not load, and what the body reads.
    static func read<T>(
        _ folder: CaseFolder, _ rules: Rules, _ body: (Session) throws -> T
    ) throws -> (refused: [Diagnostic], found: T) {
        let room = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("case"))
        try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
        let outcome = Result { try load(folder, rules, "\(room.path)/case.db", body) }
        try FileManager.default.removeItem(at: room)
        return try outcome.get()
    }

    private static func load<T>(
        _ folder: CaseFolder, _ rules: Rules, _ warehouse: String, _ body: (Session) throws -> T
    ) throws -> (refused: [Diagnostic], found: T) {
        var options = ImportOptions(
            paths: folder.inputs.map { "\(folder.path)/\($0)" }, warehouse: warehouse)
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
