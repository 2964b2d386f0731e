import Domain
import Foundation
import Mapping
import Warehouse

/// The key, found or made when the first file needs it, and held against the warehouse's; with the former ones that something in
/// the warehouse still needs, which lie beside it under their ids.
final class KeyRing {
    private let path: String
    private let session: Session
    private let language: Language
    private let isDryRun: Bool
    private var made: Pseudonymizer?

    init(path: String?, warehouse: String, session: Session, language: Language, isDryRun: Bool = false) {
        self.path = path ?? warehouse + ".key"
        self.session = session
        self.language = language
        self.isDryRun = isDryRun
    }

    /// The key of a run that loads.
    convenience init(options: ImportOptions, session: Session) {
        self.init(
            path: options.identityKey, warehouse: options.warehouse, session: session, language: options.language,
            isDryRun: options.isDryRun)
    }

    /// Where a key is kept that is not, or not yet, the one that holds.
    static func path(_ key: String, _ id: String) -> String { "\(key).\(id)" }

    /// The ids in the names of files that lie beside a key as another one does.
    static func idsBeside(_ path: String) throws -> [String] {
        let url = URL(fileURLWithPath: path)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
        return names.sorted().compactMap { name in
            let id = name.dropFirst(url.lastPathComponent.count + 1)
            guard name.hasPrefix(url.lastPathComponent + "."), id.utf8.count == 16, id.allSatisfy(\.isHexDigit) else {
                return nil
            }
            return String(id)
        }
    }

    /// The key that a warehouse wants by its id: in the file itself, or beside it where a rotation was cut off before the new key had
    /// its name. What is in the file where it is neither.
    static func holding(_ path: String, _ known: String?, mayMake: Bool) throws(KeyFile.Refusal) -> [UInt8] {
        let key = try KeyFile(path: path).key(mayMake: mayMake)
        guard let known, Pseudonymizer(key: key).keyID != known else { return key }
        let beside = KeyFile(path: Self.path(path, known))
        guard beside.exists else { return key }
        let other = try beside.key(mayMake: false)
        return Pseudonymizer(key: other).keyID == known ? other : key
    }

    func pseudonymizer() throws -> Pseudonymizer {
        if let made { return made }
        let known = try session.meta("key_id")
        let key: [UInt8]
        do throws(KeyFile.Refusal) {
            // A rehearsal makes no key; what it counts does not depend on it.
            key =
                isDryRun && known == nil && !KeyFile(path: path).exists
                ? (0..<Pseudonymizer.keyLength).map { _ in UInt8.random(in: 0...255) }
                : try Self.holding(path, known, mayMake: known == nil)
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
        let id = Pseudonymizer(key: key).keyID
        if let known, known != id { throw WarehouseError.wrongKey(expected: known, found: id) }
        if known == nil { try session.transaction { try session.setMeta("key_id", id) } }
        let pseudonymizer = Pseudonymizer(key: key, former: try session.formerKeys().map { try self.key($0) })
        made = pseudonymizer
        return pseudonymizer
    }

    /// Whether a key is at hand: the one that holds, or one beside it.
    func holds(_ id: String) -> Bool {
        do { return try session.meta("key_id") == id || !key(id).isEmpty } catch { return false }
    }

    /// A key of this id that lies where it is looked for: beside, or in the file itself; nil where none does.
    static func find(_ path: String, _ id: String) throws(KeyFile.Refusal) -> [UInt8]? {
        for place in [Self.path(path, id), path] where KeyFile(path: place).exists {
            let key = try KeyFile(path: place).key(mayMake: false)
            if Pseudonymizer(key: key).keyID == id { return key }
        }
        return nil
    }

    /// The id of the key that has the key's name where none of these is it, and one of them lies beside: a rotation made it that a
    /// restored copy has not seen.
    static func newer(_ path: String, than known: Set<String>) throws(KeyFile.Refusal) -> String? {
        guard KeyFile(path: path).exists else { return nil }
        let id = Pseudonymizer(key: try KeyFile(path: path).key(mayMake: false)).keyID
        if known.contains(id) { return nil }
        for one in known where try find(path, one) != nil { return id }
        return nil
    }

    /// Files of a folder, by their names, that are one of these keys, under whatever name. What cannot be read is none.
    static func files(in folder: String, _ ids: Set<String>) -> [String] {
        if ids.isEmpty { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { name in
                let path = "\(folder)/\(name)"
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
                // A key may be longer than those that we make.
                guard (Pseudonymizer.keyLength...4_096).contains(size),
                    let data = FileManager.default.contents(atPath: path), data.count >= Pseudonymizer.keyLength
                else { return false }
                return ids.contains(Pseudonymizer(key: Array(data)).keyID)
            }
        } catch {
            return []
        }
    }

    /// What is said where a former key is gone.
    static func missing(_ path: String, _ id: String, _ language: Language) -> String {
        language.pick(
            "không thấy khóa cũ \(Self.path(path, id)) mà kho còn cần; chép nó về chỗ ấy từ bản sao lưu khóa",
            "the former key \(Self.path(path, id)), which the warehouse still needs, is not there; bring it back from the key's backup"
        )
    }

    /// A key by its id: the one that holds, or one beside it.
    func key(_ id: String) throws -> [UInt8] {
        do throws(KeyFile.Refusal) {
            if let key = try Self.find(path, id) { return key }
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
        throw RunFailure(exitCode: 78, messages: [Self.missing(path, id, language)])
    }
}
