import Domain
import Foundation
import Mapping
import Warehouse

/// The key, found or made when the first file needs it, and held against the warehouse's.
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

    func pseudonymizer() throws -> Pseudonymizer {
        if let made { return made }
        let known = try session.meta("key_id")
        let file = KeyFile(path: path)
        let key: [UInt8]
        do {
            // A rehearsal makes no key; what it counts does not depend on it.
            key =
                isDryRun && known == nil && !file.exists
                ? (0..<Pseudonymizer.keyLength).map { _ in UInt8.random(in: 0...255) }
                : try file.key(mayMake: known == nil)
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
        let pseudonymizer = Pseudonymizer(key: key)
        if let known, known != pseudonymizer.keyID {
            throw WarehouseError.wrongKey(expected: known, found: pseudonymizer.keyID)
        }
        if known == nil { try session.transaction { try session.setMeta("key_id", pseudonymizer.keyID) } }
        made = pseudonymizer
        return pseudonymizer
    }
}
