import Domain
import Foundation
import GRDB

/// What must not come in, whatever a file says: ready-made figures of closed periods, and persons who were forgotten.
final class RecordGate {
    /// What becomes of a record.
    enum Verdict {
        case pass
        case closed
        case forgotten
    }

    private let closedFigures: ClosedFigures?
    private let db: Database
    private var tombstones: Set<[UInt8]>
    /// The pseudonyms of a batch, and of each those under former keys.
    private var pseudonyms: [UInt8] = []
    private var former: [UInt8] = []
    /// Identity columns of the key, and the others.
    private let keys: [Int]
    private let others: [Int]
    /// Records of forgotten persons that were passed over, and numbers of theirs that became unknown.
    private(set) var forgotten = 0
    /// Of these the records that were passed over.
    private(set) var passedOver = 0
    /// Their lines: what else the file says there is theirs.
    private(set) var lines: Set<Int32> = []

    /// Those of them who were met, by the pseudonym of now.
    private(set) var met: Set<[UInt8]> = []

    init(_ db: Database, _ table: KindTable, _ closing: Closing?) throws {
        self.db = db
        closedFigures = closing.flatMap { ClosedFigures(db, table.kind, $0) }
        let identities = table.kind.columns.indices.filter { table.kind.columns[$0].type == .identity }
        keys = identities.filter(table.kind.key.contains)
        others = identities.filter { !table.kind.key.contains($0) }
        tombstones =
            identities.isEmpty
            ? [] : Set(try Row.fetchAll(db, sql: "SELECT pseudonym FROM tombstone").map { [UInt8]($0[0] as Data) })
    }

    /// The pseudonyms of the next batch.
    func take(_ pseudonyms: [UInt8], former: [UInt8]) {
        guard !tombstones.isEmpty else { return }
        (self.pseudonyms, self.former) = (pseudonyms, former)
    }

    /// Judges the record whose facts begin at `base`. A forgotten person's number in a record of something else becomes unknown; its
    /// column is added to `unreadable`.
    func verdict(
        _ facts: inout [Int64], _ base: Int, _ line: Int32, _ unreadable: inout UInt64
    ) throws -> Verdict {
        if let closedFigures, try closedFigures.holds(facts, base) { return .closed }
        guard !tombstones.isEmpty else { return .pass }
        if try keys.contains(where: { try isForgotten(facts[base + $0]) }) {
            forgotten += 1
            passedOver += 1
            lines.insert(line)
            return .forgotten
        }
        for column in others where try isForgotten(facts[base + column]) {
            facts[base + column] = Fact.unknown
            unreadable |= 1 << UInt64(column)
            forgotten += 1
            lines.insert(line)
        }
        return .pass
    }

    /// Whether the key whose facts begin at `base` is a forgotten person's.
    func isForgotten(keyAt base: Int, _ facts: [Int64]) throws -> Bool {
        try !tombstones.isEmpty && keys.contains { try isForgotten(facts[base + $0]) }
    }

    /// Whether there is a tombstone of the number under any key; one of a former key is written anew under the one of now.
    private func isForgotten(_ fact: Int64) throws -> Bool {
        guard fact > Fact.unknown else { return false }
        let length = RowImage.pseudonymLength
        let own = Array(pseudonyms[Int(fact) * length..<(Int(fact) + 1) * length])
        if tombstones.contains(own) {
            met.insert(own)
            return true
        }
        let each = former.count / pseudonyms.count
        for at in Int(fact) * each..<(Int(fact) + 1) * each {
            let old = Array(former[at * length..<(at + 1) * length])
            guard tombstones.remove(old) != nil else { continue }
            tombstones.insert(own)
            met.insert(own)
            try Renewal.renew(old, as: own, db)
            return true
        }
        return false
    }
}
