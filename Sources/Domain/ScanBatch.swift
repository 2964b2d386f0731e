/// Records of one unit and kind as a scan brings them: numbers in flat arrays, laid out by a `ScanRequest`.
///
/// Filled by the warehouse, read by the indicators. Row-major: the value of column `c` of record `r` is
/// `values[r * stride + c]`. Texts are the warehouse's interned numbers. Works best when records that lie near each
/// other in time come together (the order of their keys does that).
package struct ScanBatch: Sendable, Equatable {
    /// What stands for each record outside (its row in the warehouse).
    package var ids: [Int64] = []
    /// The stamp of each record, `as_of << 32 | load` of the newest file that said something of it; empty in a batch that was
    /// not scanned record by record (a catalogue's).
    package var stamps: [Int64] = []
    /// The stamp of the file that decides each column of `ScanRequest.origins`, row-major; 0 where no file has the column.
    package var origins: [Int64] = []
    /// `ids.count * stride` facts.
    package var values: [Int64] = []
    /// Columns of a record: `ScanRequest.columns.count`.
    package let stride: Int
    /// In the order of `ScanRequest.lists`.
    package var lists: [Children]
    /// In the order of `ScanRequest.lookups`.
    package var lookups: [Lookup]

    /// The children of all records in one list.
    package struct Children: Sendable, Equatable {
        /// Where the children of each record begin, and behind the last: one more than records.
        package var offsets: [Int32] = [0]
        /// Whether the source of each record has the list at all; where not, the record has no children here and the list
        /// is unknown.
        package var known: [Bool] = []
        /// Row-major.
        package var values: [Int64] = []
        package let stride: Int

        package init(stride: Int) { self.stride = stride }

        /// Closes the list of the next record, whose children were appended to `values`; `total` is the number of children
        /// of all records so far.
        @inlinable
        package mutating func close(total: Int, known isKnown: Bool) {
            offsets.append(Int32(total))
            known.append(isKnown)
        }
    }

    /// The records that a reference of each record points to, each kept once.
    package struct Lookup: Sendable, Equatable {
        /// For each record an index of a row of `values`, or `missing`, or `unknown`.
        package var rows: [Int32] = []
        /// Row-major.
        package var values: [Int64] = []
        package let stride: Int

        package init(stride: Int) { self.stride = stride }

        /// There is no such record: its columns are null.
        package static let missing: Int32 = -1
        /// Nobody can say what it points to (no catalogue, or the key itself is unknown): its columns are unknown.
        package static let unknown: Int32 = -2
    }

    /// An empty batch for a request.
    package init(for request: ScanRequest) {
        stride = request.columns.count
        lists = request.lists.map { Children(stride: $0.columns.count) }
        lookups = request.lookups.map { Lookup(stride: $0.columns.count) }
    }

    /// How many records.
    package var count: Int { ids.count }

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        ids.removeAll(keepingCapacity: true)
        stamps.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        for index in lists.indices {
            lists[index].offsets.removeAll(keepingCapacity: true)
            lists[index].offsets.append(0)
            lists[index].known.removeAll(keepingCapacity: true)
            lists[index].values.removeAll(keepingCapacity: true)
        }
        for index in lookups.indices {
            lookups[index].rows.removeAll(keepingCapacity: true)
            lookups[index].values.removeAll(keepingCapacity: true)
        }
    }
}
