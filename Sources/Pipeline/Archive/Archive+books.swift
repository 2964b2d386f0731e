import Disk
import Domain
import Warehouse

/// What the archive remembers beside its loads, so that a replay ends as the warehouse did: purges, who is forgotten, and what was
/// expected. These books are small and replaced whole.
extension Archive {
    // MARK: Purges

    /// All purges in their order.
    func purges() throws -> [PurgeLine] {
        try ArchiveBook<PurgeLine>(in: room).whole(in: room).lines.sorted { ($0.after, $0.at) < ($1.after, $1.at) }
    }

    /// Adds the purges of a warehouse that the archive does not know. Those that it knows alone stay: the warehouse may be a
    /// restored older one.
    func learn(_ purges: [Session.Purge]) throws {
        var book = try ArchiveBook<PurgeLine>(in: room)
        let known = book.lines
        let new = purges.map { PurgeLine($0) }.filter { !known.contains($0) }
        if new.isEmpty { return }
        for line in new { try book.add(line) }
        try book.write(in: room)
    }

    // MARK: Who is forgotten

    /// Who is forgotten, by pseudonym; none where nobody is.
    func tombstones() throws -> [Tombstone] { try ArchiveBook<Tombstone>(in: room).whole(in: room).lines }

    /// Adds who is forgotten and not known to be. Lines that say nothing stay as they are.
    func learn(_ tombstones: [Tombstone]) throws {
        var book = try ArchiveBook<Tombstone>(in: room)
        let known = Set(book.lines.map(\.pseudonym))
        let new = tombstones.filter { !known.contains($0.pseudonym) }
        if new.isEmpty { return }
        for line in new { try book.add(line) }
        try book.write(in: room)
    }

    /// Puts who is forgotten in the place of who was: a person who came again is known by the new key alone.
    func replace(_ tombstones: [Tombstone]) throws { try replace(tombstones, self.tombstones()) }

    // MARK: Nights that were cut off

    /// The loads behind which a run ended, or was killed, without computing anything.
    func uncomputed() throws -> Set<UncomputedLine> {
        Set(try ArchiveBook<UncomputedLine>(in: room).whole(in: room).lines)
    }

    /// Adds one.
    func learn(uncomputedAfter load: Int64, before run: Int64) throws {
        var book = try ArchiveBook<UncomputedLine>(in: room)
        let line = UncomputedLine(after: load, run: run)
        if book.lines.contains(line) { return }
        try book.add(line)
        try book.write(in: room)
    }

    // MARK: What is expected

    /// What the configuration expected at the end of the last night.
    func expected() throws -> [ExpectedArrival] { try ArchiveBook<ExpectedArrival>(in: room).whole(in: room).lines }

    /// Keeps what it expects now.
    func replace(_ expected: [ExpectedArrival]) throws { try replace(expected, self.expected()) }

    private func replace<Line: ArchiveLine>(_ new: [Line], _ old: [Line]) throws {
        if new == old { return }
        var book = ArchiveBook<Line>()
        for line in new { try book.add(line) }
        try book.write(in: room)
    }
}

/// A purge as the archive remembers it: behind which load it is done again, and as of when.
struct PurgeLine: ArchiveLine {
    static let book = "purges.jsonl"

    /// ISO day: what was closed from then on, also where an earlier purge had closed it.
    var before: String
    /// When that was closed.
    var purged: String
    /// The newest load that the warehouse had.
    var after: Int64
    var run: Int64
    /// When it ran.
    var at: String

    init(_ purge: Session.Purge) {
        before = purge.closing.before.iso
        purged = purge.closing.purged
        (after, run, at) = (purge.after, purge.run, purge.at)
    }
}

/// Where the figures of a run were not computed: nobody saw them, and the next night computed its own with them.
struct UncomputedLine: ArchiveLine, Hashable {
    static let book = "uncomputed.jsonl"

    /// The newest load that the warehouse had.
    var after: Int64
    /// The night that found it so. Where it loaded nothing, it has computed what was there: what comes behind is of another run.
    var run: Int64
}

extension Tombstone: ArchiveLine {
    static let book = "tombstones.jsonl"
}

extension ExpectedArrival: ArchiveLine {
    static let book = "expected.jsonl"
}
