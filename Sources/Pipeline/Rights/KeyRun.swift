package import Domain
import Foundation
import Mapping
import Warehouse

/// The commands `key backup` and `key rotate`.
package struct KeyRun {
    private let identityKey: String
    private let language: Language

    package init(identityKey: String, language: Language) {
        self.identityKey = identityKey
        self.language = language
    }

    /// Copies the key, and the former ones beside it, to a path where nothing is and no warehouse lies.
    package func backup(to path: String) throws -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
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
        let id = Pseudonymizer(key: key).keyID
        let more =
            formers.isEmpty ? "" : language.pick(" và \(formers.count) khóa cũ", " and \(formers.count) former keys")
        return language.pick("đã sao lưu khóa \(id)\(more) vào \(path)", "backed up the key \(id)\(more) to \(path)")
    }

    /// Starts a new key. The old one is kept beside it, under its id, as long as something in the warehouse needs it.
    package func rotate(warehouse: String) throws -> String {
        do {
            // An older warehouse is not brought up to date on the way, nor is a new one made.
            try WarehouseStep.reading(warehouse) { _ in }
            return try rotated(warehouse)
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    private func rotated(_ warehouse: String) throws -> String {
        try WarehouseStep.writing(warehouse) { session in
            let ring = KeyRing(path: identityKey, warehouse: warehouse, session: session, language: language)
            let old = try ring.pseudonymizer().keyID
            let oldKey = try ring.key(old)
            var random = SystemRandomNumberGenerator()
            let newKey = (0..<Pseudonymizer.keyLength).map { _ in UInt8.random(in: 0...255, using: &random) }
            let new = Pseudonymizer(key: newKey).keyID
            // Both are beside before the warehouse wants the new one: whenever this is cut off, `KeyRing` finds the key that is wanted.
            try DurableFile.write(oldKey, to: KeyRing.path(identityKey, old), replaces: true)
            try DurableFile.write(newKey, to: KeyRing.path(identityKey, new), replaces: true)
            try session.transaction { try session.rotate(from: old, to: new, at: LocalTime.now) }
            try DurableFile.write(newKey, to: identityKey, replaces: true)
            try FileManager.default.removeItem(atPath: KeyRing.path(identityKey, new))
            let left = try session.formerlyKeyed()
            return language.pick(
                "khóa mới \(new); khóa cũ \(old) giữ ở \(KeyRing.path(identityKey, old)) cho \(left.persons) người và \(left.forgotten) người đã xóa: nạp lại các tệp gốc để chuyển sang khóa mới",
                "new key \(new); the former key \(old) is kept at \(KeyRing.path(identityKey, old)) for \(left.persons) persons and \(left.forgotten) forgotten ones: load the originals again to bring them under the new key"
            )
        }
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
        let url = URL(fileURLWithPath: identityKey)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path).sorted()
        return try names.compactMap { name in
            let suffix = name.dropFirst(url.lastPathComponent.count)
            guard name.hasPrefix(url.lastPathComponent + "."), suffix.count == 17,
                suffix.dropFirst().allSatisfy(\.isHexDigit)
            else { return nil }
            let bytes = try key(identityKey + suffix)
            return Pseudonymizer(key: bytes).keyID == suffix.dropFirst() ? (String(suffix), bytes) : nil
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
