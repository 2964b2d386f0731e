import Domain

extension OracleLedger.Counts {
    /// What a load counted, without the rows that are no records: the truth of a file has none of those.
    init(_ counts: LoadCounts) {
        self.init(
            read: counts.read - counts.filtered, new: counts.new, changed: counts.changed, unchanged: counts.unchanged,
            stale: counts.stale, duplicate: counts.duplicate, rejected: counts.rejected)
    }
}
