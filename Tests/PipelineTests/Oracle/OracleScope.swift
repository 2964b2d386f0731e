/// What a whole list speaks for.
struct OracleScope: Hashable {
    let kind: String
    let unit: String
    let source: String
    let partition: String
}
