import Domain
import Foundation
import Mapping
import Warehouse

/// What the checks of `doctor` look at: the configuration, its rules, and what the warehouse says of itself.
struct DoctorRoom {
    let configPath: String
    let language: Language
    let config: NightlyConfig
    /// Why the configuration or its rules cannot be used.
    let refusal: RunFailure?
    /// Nil where there is no warehouse yet.
    let warehouse: Result<WarehouseHealth, RunFailure>?

    init(config path: String, _ told: Language?) {
        configPath = path
        var found = NightlyConfig()
        var refusal: RunFailure?
        do {
            let compiler = try ConfigStep.read(path, told ?? .vi)
            found = compiler.config
            found = try ConfigStep.load(compiler, told).0
        } catch {
            refusal = RunFailure(any: error, told ?? found.language)
        }
        language = told ?? found.language
        config = found
        self.refusal = refusal
        guard !found.warehouse.isEmpty, FileManager.default.fileExists(atPath: found.warehouse) else {
            warehouse = nil
            return
        }
        do { warehouse = .success(try WarehouseHealth(of: found.warehouse)) } catch {
            warehouse = .failure(RunFailure(any: error, language))
        }
    }

    /// What the warehouse says; nil where it does not speak.
    var health: WarehouseHealth? {
        if case .success(let health) = warehouse { return health }
        return nil
    }

    /// The folder in which the warehouse lies.
    var folder: String { NightlyRun.folder(of: config.warehouse) }

    func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    /// Hours from a moment until now.
    static func hours(since seconds: Int64) -> Int { Int((Date().timeIntervalSince1970 - Double(seconds)) / 3_600) }
}
