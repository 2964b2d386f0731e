import Disk
import Domain
import Mapping
import Reports
import Warehouse

/// Before a night loads anything, warehouse and archive tell each other what one of them does not know. An older backup that was
/// restored heals by this: who is forgotten goes out of it again, and what else it lacks is said.
struct ArchiveMeeting {
    let archive: Archive
    let session: Session
    let keys: KeyRing

    /// What the warehouse lacks and does not get by itself, for the operator.
    func callAsFunction() throws -> [LeftFile] {
        try bury()
        try archive.learn(session.tombstones())
        try archive.learn(session.purges())
        // New loads are noted behind all that the archive has, or they would not be noted at all.
        session.loadsBehind = archive.newest
        return try doubtful(session.doubtful().count) + keyless() + unpurged() + behind()
    }

    /// What a night would find, for `doctor`; nothing is changed. `standing`: forgotten persons who are in the warehouse again, and whom
    /// the next night drops.
    func look() throws -> (standing: Int, left: [LeftFile]) {
        let lacking = try lacking().filter { keys.holds($0.keyID) }
        let known = try session.keyIDs()
        let doubtful = try session.doubtful().count + lacking.count { try session.isDoubtful($0, keys: known) }
        return (
            try lacking.count { try session.stands($0) },
            try self.doubtful(doubtful) + keyless() + unpurged() + behind()
        )
    }

    /// Behind a night: what the archive knows of forgotten persons is what the warehouse knows. Some are known by another key by now;
    /// those of a key that is not at hand wait for it.
    func part() throws {
        let all = try session.tombstones()
        let known = Set(all.map(\.pseudonym))
        try archive.replace(all + unknowable().filter { !known.contains($0.pseudonym) })
    }

    // MARK: Who is forgotten

    private func lacking() throws -> [Tombstone] {
        let known = Set(try session.tombstones().map(\.pseudonym))
        return try archive.tombstones().filter { !known.contains($0.pseudonym) }
    }

    /// Those of a key that is neither the one that holds nor beside it.
    private func unknowable() throws -> [Tombstone] { try lacking().filter { !keys.holds($0.keyID) } }

    /// The persons are dropped as `forget` does, by their pseudonyms alone.
    private func bury() throws {
        let lacking = try lacking().filter { keys.holds($0.keyID) }
        if lacking.isEmpty { return }
        let known = try session.keyIDs()
        let doubtful = try lacking.filter { try session.isDoubtful($0, keys: known) }
        let now = try session.meta("key_id") ?? keys.pseudonymizer().keyID
        try session.bury(lacking.filter { $0.keyID != now }, keyID: now)
        try session.transaction {
            for one in lacking {
                guard let pseudonym = Hexadecimal.bytes(one.pseudonym) else { continue }
                let gone = try session.forget([[pseudonym]], keyID: one.keyID, at: one.since)
                if gone.records + gone.fields > 0 { try session.setMeta("erasing", "forget") }
            }
            try session.doubt(doubtful)
            try session.dropUnusedPseudonyms()
        }
    }

    // MARK: What is said

    private func doubtful(_ count: Int) -> [LeftFile] { count == 0 ? [] : [said(.doubtful, String(count))] }

    private func keyless() throws -> [LeftFile] {
        let all = try unknowable()
        let keys = Set(all.map(\.keyID)).sorted().joined(separator: ", ")
        return all.isEmpty ? [] : [said(.keyless, "\(all.count): \(keys)")]
    }

    private func unpurged() throws -> [LeftFile] {
        let closed = try session.closing()?.before
        let newest = try archive.purges().compactMap { Day(iso: $0.before) }.max()
        guard let newest, closed.map({ $0 < newest }) ?? true else { return [] }
        return [said(.unpurged, newest.iso)]
    }

    private func behind() throws -> [LeftFile] {
        let loads = try archive.lines().filter { $0.removed == nil }.map(\.order)
        let lacking = try session.lacking(loads).count
        return lacking == 0 ? [] : [said(.behind, String(lacking))]
    }

    private func said(_ reason: LeftFile.Reason, _ detail: String) -> LeftFile {
        LeftFile(folder: archive.room.path, name: "", reason: reason, detail: detail)
    }
}
