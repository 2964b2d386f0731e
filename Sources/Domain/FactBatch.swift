/// Records in our terms, as the mapper made them of one `RecordBatch`, with what could not be taken.
///
/// Texts and units are numbers of the load's own dictionaries, which grow with each batch (`newWords`, `newUnits`); the
/// warehouse knows them by their text. A pseudonym is an index into `pseudonyms`, 16 bytes each.
package struct FactBatch: ~Copyable, Sendable {
    /// Head of each record, in file order.
    package var rows: [FactRow] = []
    /// Row-major: `rows.count` times the kind's number of columns.
    package var values: [Int64] = []
    /// By list of children of the kind.
    package var children: [ChildFacts] = []
    /// Texts first met in this batch; their numbers go on from those of the batches before.
    package var newWords: [String] = []
    /// Units first met in this batch, by code.
    package var newUnits: [String] = []
    /// 16 bytes a pseudonym.
    package var pseudonyms: [UInt8] = []
    /// Of each pseudonym those under former keys, one behind the other: so many times as long.
    package var former: [UInt8] = []
    /// What could not be taken.
    package var rejects: [Reject] = []
    /// What else is wrong with records that are rejected, which count by their first fault: for who corrects them at once.
    package var further: [Reject] = []
    /// Keys of rejected records that could be read, as rows of `values` shape: seen, but nothing said.
    package var seen: [Int64] = []
    /// Records read: every row after the header that is not blank, every record element.
    package var read = 0
    /// Rows that the source declares to be no records.
    package var filtered = 0
    /// Rejected records whose key could not be read either.
    package var unseen = 0

    package init(children: Int) {
        self.children = (0..<children).map { _ in ChildFacts() }
    }

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        for index in children.indices { children[index].removeAll() }
        newWords.removeAll(keepingCapacity: true)
        newUnits.removeAll(keepingCapacity: true)
        pseudonyms.removeAll(keepingCapacity: true)
        former.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        further.removeAll(keepingCapacity: true)
        seen.removeAll(keepingCapacity: true)
        read = 0
        filtered = 0
        unseen = 0
    }
}

/// One taken record.
@frozen
package struct FactRow: Sendable, Equatable {
    /// Physical line, from 1.
    package var line: Int32
    /// Row as a spreadsheet shows it, from 1.
    package var row: Int32
    /// Columns that the source has and whose cell could not be read (`severity` field): unknown, with this stamp.
    package var unreadable: UInt64

    @inlinable
    package init(line: Int32, row: Int32, unreadable: UInt64 = 0) {
        self.line = line
        self.row = row
        self.unreadable = unreadable
    }
}

/// The children of a batch's records in one list, in the order of their parents.
package struct ChildFacts: Sendable, Equatable {
    /// Index of the parent in `FactBatch.rows`, by child.
    package var parents: [Int32] = []
    /// Row-major, the list's number of columns a child.
    package var values: [Int64] = []

    package init() {}

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        parents.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}
