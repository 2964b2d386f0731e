package import Domain
import Mapping
package import Reports
import Warehouse

/// The commands `warehouse backup` and `warehouse restore`. The key is no part of a copy: it is kept apart.
package struct CopyRun {
    /// The folder of the rules: values follow who must be forgotten in a copy that knows them still.
    package var mappings = "Mappings"
    /// The key's file; nil: the warehouse's name with `.key`.
    package var identityKey: String?
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// Copies the warehouse to a path where nothing is, and no key of it lies; a writer may go on.
    package func backup(to path: String) throws -> CopyReport {
        do {
            try keepApart(path)
            try WarehouseFile.reading(warehouse).copy(to: path)
            return try told(.backup, path)
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Puts a copy in the place of the warehouse, after it was found whole. Who was forgotten since the copy was made is forgotten in it
    /// before it takes the place.
    package func restore(from path: String) throws -> CopyReport {
        do {
            let lock = try RunLock(warehouse: warehouse)
            defer { withExtendedLifetime(lock) {} }
            var report = CopyReport(.restore, path: warehouse, keyId: nil)
            try WarehouseFile.restore(warehouse, from: path) { fresh, old in
                switch old {
                case .nothing: break
                case .unreadable: report.isOldUnreadable = true
                case .held(let file): try carry(file, into: fresh, &report)
                }
            }
            report.keyId = try told(.restore, warehouse).keyId
            report.newerKey = try newerKey()
            return report
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Who gets hold of a copy must not get the key with it. In the warehouse's own folder, where the key may lie, a copy tells nobody
    /// more than the warehouse does.
    private func keepApart(_ path: String) throws {
        let folder = NightlyRun.folder(of: path)
        let own = [warehouse, ConfigStep.resolved(warehouse)].map { ConfigStep.resolved(NightlyRun.folder(of: $0)) }
        if own.contains(ConfigStep.resolved(folder)) { return }
        var ids = try WarehouseStep.reading(warehouse) { try $0.keyIDs() }
        let key = KeyFile(path: identityKey ?? warehouse + ".key")
        do throws(KeyFile.Refusal) {
            if key.exists { ids.insert(Pseudonymizer(key: try key.key(mayMake: false)).keyID) }
        } catch {
            // A copy can be made where the key cannot be used.
        }
        guard let name = KeyRing.files(in: folder, ids).first else { return }
        throw RunFailure(
            exitCode: 64,
            messages: [
                language.pick(
                    "thư mục của \(path) có khóa của kho (\(name)): bản sao và khóa không để cùng chỗ, chọn nơi khác",
                    "the folder of \(path) holds a key of the warehouse (\(name)): copy and key are kept apart, choose another place"
                )
            ])
    }

    private func told(_ action: CopyReport.Action, _ path: String) throws -> CopyReport {
        let key = try WarehouseStep.reading(path) { try $0.meta("key_id") }
        return CopyReport(action, path: path, keyId: key)
    }

    /// The key that holds by now, where the copy is of before it.
    private func newerKey() throws -> String? {
        let known = try WarehouseStep.reading(warehouse) { try $0.keyIDs() }
        do throws(KeyFile.Refusal) {
            return try KeyRing.newer(identityKey ?? warehouse + ".key", than: known)
        } catch {
            // A key that cannot be read is said by whatever wants it.
            return nil
        }
    }

    // MARK: What the old warehouse knows better

    private func carry(_ old: WarehouseFile, into fresh: String, _ report: inout CopyReport) throws {
        let (tombstones, closing) = try old.write { (try $0.tombstones(), try $0.closing()) }
        let (kept, closed, keys, last) = try WarehouseStep.reading(fresh) { session in
            (
                Set(try session.tombstones().map(\.pseudonym)), try session.closing(), try session.keyIDs(),
                try session.lastLoad()
            )
        }
        report.loadsBehind = try old.write { try $0.loads(behind: last) }
        if let closing, closing.before > closed?.before ?? .init(number: .min) {
            report.closedBefore = closing.before.iso
        }
        let wanted = tombstones.filter { !kept.contains($0.pseudonym) }
        // A pseudonym under a key that the copy does not know is nobody's in it.
        let told = wanted.filter { keys.isEmpty || keys.contains($0.keyID) }
        report.forgotten = told.count
        report.unknownKey = wanted.count - told.count
        if told.isEmpty { return }
        let doubtful = try forget(told, in: fresh)
        report.forgotten = told.count - doubtful
        report.unknownKey = wanted.count - told.count + doubtful
    }

    /// How many of them may stand by another key all the same.
    private func forget(_ tombstones: [Tombstone], in fresh: String) throws -> Int {
        let rules = try Rules.load(mappings, language)
        let file = try WarehouseFile(at: fresh)
        try file.holdAlone()
        let doubtful = try file.write { session in
            try session.synchronise(rules.image(version: ImportRun.version))
            let keys = try session.keyIDs()
            let doubtful = try tombstones.filter { try session.isDoubtful($0, keys: keys) }
            let run = try session.startRun(command: "restore", version: ImportRun.version, at: LocalTime.now)
            try session.transaction {
                _ = try RecomputeStep.within(session, rules, run: run)
                for one in tombstones { _ = try session.forget(one) }
                try session.doubt(doubtful)
                _ = try RecomputeStep.within(session, rules, run: run)
                try session.dropUnusedWords()
                try session.dropUnusedPseudonyms()
                try session.setMeta("erasing", "forget")
            }
            try session.endRun(run, exitCode: 0, at: LocalTime.now)
            return doubtful.count
        }
        try file.erase()
        return doubtful
    }
}
