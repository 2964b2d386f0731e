package import Domain
import Foundation
import Mapping
package import Reports
import Warehouse

/// The command `key backup`.
package struct KeyRun {
    /// The folder of the warehouse's backups, or nil.
    package var backups: String?
    private let identityKey: String
    private let language: Language

    package init(identityKey: String, language: Language) {
        self.identityKey = identityKey
        self.language = language
    }

    /// Copies the key, and the former ones beside it, to a path where nothing is and no warehouse lies.
    package func backup(to path: String) throws -> KeyReport {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        if let backups, ConfigStep.isInside(path, backups) {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    language.pick(
                        "\(path) nằm trong thư mục bản sao lưu của kho (\(backups)): khóa và bản sao không để cùng chỗ, chọn nơi khác",
                        "\(path) lies in the folder of the warehouse's backups (\(backups)): key and copies are kept apart, choose another place"
                    )
                ])
        }
        if try holdsWarehouse(folder) {
            throw RunFailure(
                exitCode: 64,
                messages: [
                    language.pick(
                        "thư mục của \(path) có một kho: khóa và kho không để cùng chỗ, chọn nơi khác",
                        "the folder of \(path) holds a warehouse: key and warehouse are kept apart, choose another place"
                    )
                ])
        }
        let key = try key(identityKey)
        let formers = try formerFiles()
        do throws(WarehouseError) {
            for (suffix, bytes) in formers { try DurableFile.write(bytes, to: path + suffix, replaces: false) }
            try DurableFile.write(key, to: path, replaces: false)
        } catch {
            throw RunFailure(error, language)
        }
        return KeyReport(
            path: path, keyId: Pseudonymizer(key: key).keyID,
            formerKeyIds: formers.map { String($0.suffix.dropFirst()) })
    }

    // MARK: Files

    private func key(_ path: String) throws -> [UInt8] {
        do {
            return try KeyFile(path: path).key(mayMake: false)
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
    }

    /// `.0123456789abcdef` and the bytes of each former key beside the key.
    private func formerFiles() throws -> [(suffix: String, bytes: [UInt8])] {
        try KeyRing.idsBeside(identityKey).compactMap { id in
            let bytes = try key(KeyRing.path(identityKey, id))
            return Pseudonymizer(key: bytes).keyID == id ? (".\(id)", bytes) : nil
        }
    }

    /// Whether a folder has a warehouse, or a copy of one, under whatever name.
    private func holdsWarehouse(_ folder: URL) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder.path) else { return false }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { name in
            WarehouseFile.isOne(folder.appendingPathComponent(name).path)
        }
    }
}
