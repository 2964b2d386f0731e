/// A value: its counts, how far its data goes, and how many of its units have less.
struct OracleValue: Hashable {
    var numerator: Int
    var denominator: Int
    let dataUntil: String
    let unitsBehind: Int
}
