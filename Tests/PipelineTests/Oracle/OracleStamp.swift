/// A moment at which a source spoke: the date of its file, then the order of loading.
struct OracleStamp: Hashable, Comparable {
    let asOf: Int
    let order: Int

    static func < (left: OracleStamp, right: OracleStamp) -> Bool {
        left.asOf != right.asOf ? left.asOf < right.asOf : left.order < right.order
    }
}
