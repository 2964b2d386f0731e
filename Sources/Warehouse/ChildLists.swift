/// The children of a record, translated, and their digests.
struct ChildLists {
    var values: [[Int64?]]
    var digests: [Int64]

    init(count: Int) {
        values = Array(repeating: [], count: count)
        digests = Array(repeating: 0, count: count)
    }
}
