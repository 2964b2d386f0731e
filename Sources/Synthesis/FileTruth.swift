/// What is true of one whole file: when and for whom it speaks, and its records in file order.
package struct FileTruth: Sendable, Equatable {
    /// The kind of record: `ho_so`, `dinh_danh`, `thu_tuc`, …
    package var kind: String
    /// The source, by the layout's name.
    package var source: String
    /// The date at which it speaks.
    package var asOf: CivilDay
    /// The last day that it covers.
    package var coversUntil: CivilDay
    /// The unit it was given for (`--unit`), or nil.
    package var unit: String?
    /// Whether it speaks for all of its scope, so that what it lacks is retired.
    package var complete: Bool
    /// The field whose values divide the scope, or nil.
    package var partition: String?
    /// Its records.
    package var records: [Truth]

    /// A true file.
    package init(
        kind: String, source: String, asOf: CivilDay, coversUntil: CivilDay? = nil, unit: String? = nil,
        complete: Bool = false, partition: String? = nil, records: [Truth] = []
    ) {
        self.kind = kind
        self.source = source
        self.asOf = asOf
        self.coversUntil = min(coversUntil ?? asOf, asOf)
        self.unit = unit
        self.complete = complete
        self.partition = partition
        self.records = records
    }
}
