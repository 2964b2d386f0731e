/// The key of a value, as the view `indicator_value` has it.
struct OracleValueKey: Hashable {
    let indicator: String
    let rules: String
    let unit: String
    let periodKind: String
    let period: String
    let breakdown: String
    let breakdownValue: String
}
