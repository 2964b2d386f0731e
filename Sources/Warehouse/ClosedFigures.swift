import Domain
import GRDB

/// Tells ready-made figures of periods that a purge closed.
final class ClosedFigures {
    private let db: Database
    private let closing: Closing
    /// The column of the period.
    private let period: Int
    private var known: [Int64: Bool] = [:]

    /// nil for a kind that holds no such figures.
    init?(_ db: Database, _ kind: Kind, _ closing: Closing) {
        guard let given = kind.given else { return nil }
        self.db = db
        self.closing = closing
        period = given.period
    }

    /// Whether the record whose facts begin at `base` is of a closed period.
    func holds(_ facts: [Int64], _ base: Int) throws -> Bool {
        let word = facts[base + period]
        guard word > Fact.unknown else { return false }
        if let told = known[word] { return told }
        let text = try String.fetchOne(db, sql: "SELECT text FROM word WHERE id = ?", arguments: [word])
        let told = text.flatMap { Window(written: $0) }.map { closing.closes($0) } ?? false
        known[word] = told
        return told
    }
}
