package import Domain
import Disk
import Foundation
import Mapping
package import Reports
import Warehouse

/// The command `key rotate`: a new key, and the persons whom an archive names under it at once.
package struct RotateRun {
    /// The folder of the archive, or nil.
    package var archive: String?
    package var mappings = "Mappings"
    /// Only goes on with what an earlier rotation left: no new key.
    package var resumes = false
    private let warehouse: String
    private let identityKey: String
    private let language: Language

    package init(warehouse: String, identityKey: String?, language: Language) {
        self.warehouse = warehouse
        self.identityKey = identityKey ?? warehouse + ".key"
        self.language = language
    }

    /// Starts a new key, unless a rotation was cut off before it had read its archive: then that goes on. The old key is kept beside
    /// under its id.
    package func callAsFunction() throws -> RotateReport {
        let rules = try archive.map { _ in try Rules.load(mappings, language) }
        do {
            // What cannot be read is found before anything is changed.
            let archive = try archive.map { try Archive(existing: $0) }
            let lines = try archive?.lines()
            // An older warehouse is not brought up to date on the way, nor is a new one made.
            try WarehouseStep.reading(warehouse) { _ in }
            return try WarehouseStep.writing(warehouse) { session in
                var report = RotateReport()
                let goesOn = try (resumes && newerKey(session) == nil) || (archive != nil && session.isRekeying())
                if goesOn { try settle(session) } else { report.formerKeyId = try rotate(session) }
                let keys = keys(session)
                report.keyId = try keys.pseudonymizer().keyID
                if let archive, let lines, let rules {
                    report.archive = try ArchiveRekeying(
                        archive: archive, lines: lines, session: session, rules: rules, options: options, keys: keys)()
                    // A replay, too, has then no need of the former key.
                    let tombstones = try session.tombstones()
                    if !tombstones.isEmpty { try archive.replace(tombstones) }
                    try session.transaction {
                        try renewLoads(session, rules, to: report.keyId)
                        try session.endRekeying()
                    }
                }
                report.former = try session.formerlyKeyed().map {
                    RotateReport.Former(
                        keyId: $0.id, path: KeyRing.path(identityKey, $0.id), persons: $0.persons,
                        forgotten: $0.forgotten)
                }
                return report
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        } catch let failure as DiskFailure {
            throw RunFailure(unreadable: failure, language)
        }
    }

    /// Where nobody is under a former key any more, every load has made what it would make now: the same file is loaded already.
    private func renewLoads(_ session: Session, _ rules: Rules, to new: String) throws {
        guard try session.formerKeys().isEmpty else { return }
        for old in try session.pastKeys() where old != new {
            for source in rules.sources.indices {
                try session.renew(
                    rules: rules.digest(source: source, key: old), as: rules.digest(source: source, key: new))
            }
        }
    }

    private var options: ImportOptions {
        var options = ImportOptions(paths: [], warehouse: warehouse)
        options.identityKey = identityKey
        options.language = language
        return options
    }

    private func keys(_ session: Session) -> KeyRing {
        KeyRing(path: identityKey, warehouse: warehouse, session: session, language: language)
    }

    /// Makes a new key the one that holds; the id of the one that did.
    private func rotate(_ session: Session) throws -> String {
        let ring = keys(session)
        let old = try ring.pseudonymizer().keyID
        let oldKey = try ring.key(old)
        let newKey = try next(session)
        let new = Pseudonymizer(key: newKey).keyID
        // Both are beside before the warehouse wants the new one: whenever this is cut off, `KeyRing` finds the key that is wanted.
        try DurableFile.write(oldKey, to: KeyRing.path(identityKey, old), replaces: true)
        try DurableFile.write(newKey, to: KeyRing.path(identityKey, new), replaces: true)
        try session.transaction {
            try session.rotate(from: old, to: new, at: LocalTime.now, isAwaited: archive != nil)
        }
        try settle(session)
        return old
    }

    /// The id of the key that has the key's name and that the warehouse has never heard of: it was restored from a copy of before the
    /// rotation that made that key. Its own key lies beside.
    private func newerKey(_ session: Session) throws -> String? {
        let known = try session.keyIDs()
        do throws(KeyFile.Refusal) {
            return try KeyRing.newer(identityKey, than: known)
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
    }

    /// The new key: that of a rotation that was cut off before the warehouse wanted it, that of one which a restored copy has not seen, or
    /// one that is made now. Its id is in the warehouse before its file is there, so that it is known for what it is.
    private func next(_ session: Session) throws -> [UInt8] {
        let id = try session.nextKey() ?? newerKey(session)
        do throws(KeyFile.Refusal) {
            if let id, let key = try KeyRing.find(identityKey, id) { return key }
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
        var random = SystemRandomNumberGenerator()
        let key = (0..<Pseudonymizer.keyLength).map { _ in UInt8.random(in: 0...255, using: &random) }
        try session.transaction { try session.setNextKey(Pseudonymizer(key: key).keyID) }
        return key
    }

    /// Gives the key that the warehouse wants its name, where it still lies beside and what has the name does so, too.
    private func settle(_ session: Session) throws {
        guard let known = try session.meta("key_id") else { return }
        let beside = KeyRing.path(identityKey, known)
        guard KeyFile(path: beside).exists else { return }
        let key: [UInt8]
        let named: String
        do {
            key = try KeyFile(path: beside).key(mayMake: false)
            named = Pseudonymizer(key: try KeyFile(path: identityKey).key(mayMake: false)).keyID
        } catch {
            throw RunFailure(exitCode: 78, messages: [language.pick(error.vi, error.en)])
        }
        guard Pseudonymizer(key: key).keyID == known else { return }
        guard named == known || KeyFile(path: KeyRing.path(identityKey, named)).exists else { return }
        try DurableFile.write(key, to: identityKey, replaces: true)
        try FileManager.default.removeItem(atPath: beside)
    }
}
