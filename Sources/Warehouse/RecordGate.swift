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
    private let tombstones: Set<[UInt8]>
    /// Identity columns of the key, and the others.
    private let keys: [Int]
    private let others: [Int]
    /// Records of forgotten persons that were passed over, and numbers of theirs that became unknown.
    private(set) var forgotten = 0
    /// Their lines: what else the file says there is theirs.
    private(set) var lines: Set<Int32> = []

    init(_ db: Database, _ table: KindTable, _ closing: Closing?) throws {
        closedFigures = closing.flatMap { ClosedFigures(db, table.kind, $0) }
        let identities = table.kind.columns.indices.filter { table.kind.columns[$0].type == .identity }
        keys = identities.filter(table.kind.key.contains)
        others = identities.filter { !table.kind.key.contains($0) }
        tombstones =
            identities.isEmpty
            ? [] : Set(try Row.fetchAll(db, sql: "SELECT pseudonym FROM tombstone").map { [UInt8]($0[0] as Data) })
    }

    /// Judges the record whose facts begin at `base`. A forgotten person's number in a record of something else becomes unknown; its
    /// column is added to `unreadable`.
    func verdict(
        _ facts: inout [Int64], _ base: Int, _ pseudonyms: [UInt8], _ line: Int32, _ unreadable: inout UInt64
    ) throws -> Verdict {
        if let closedFigures, try closedFigures.holds(facts, base) { return .closed }
        guard !tombstones.isEmpty else { return .pass }
        if keys.contains(where: { isForgotten(facts[base + $0], pseudonyms) }) {
            forgotten += 1
            lines.insert(line)
            return .forgotten
        }
        for column in others where isForgotten(facts[base + column], pseudonyms) {
            facts[base + column] = Fact.unknown
            unreadable |= 1 << UInt64(column)
            forgotten += 1
            lines.insert(line)
        }
        return .pass
    }

    /// Whether the key whose facts begin at `base` is a forgotten person's.
    func isForgotten(keyAt base: Int, _ facts: [Int64], _ pseudonyms: [UInt8]) -> Bool {
        !tombstones.isEmpty && keys.contains { isForgotten(facts[base + $0], pseudonyms) }
    }

    private func isForgotten(_ fact: Int64, _ pseudonyms: [UInt8]) -> Bool {
        guard fact > Fact.unknown else { return false }
        let start = Int(fact) * RowImage.pseudonymLength
        return tombstones.contains(Array(pseudonyms[start..<start + RowImage.pseudonymLength]))
    }
}
