/// Writes one layout: what comes before the records, a record at a time, what comes after.
protocol RecordWriter {
    /// The spoilage that can befall this very record: the same, or nil where it cannot.
    func possible(_ spoilage: Spoilage?, index: Int) -> Spoilage?
    /// Everything before the first record.
    func open()
    /// A record; false where there is none of that index by the day of the export.
    func write(index: Int, spoilage: Spoilage?) -> Bool
    /// What is true of that record.
    func truth(index: Int, spoilage: Spoilage?) -> Truth
    /// Everything after the last of so many records.
    func close(count: Int)
    /// Rows that are no records, after the header, so far.
    var filtered: Int { get }
}

extension RecordWriter {
    func possible(_ spoilage: Spoilage?, index: Int) -> Spoilage? { spoilage }
    var filtered: Int { 0 }
}
