/// How one record counts in a period: its breakdowns, and whether it is in the numerator; nil is not in the denominator.
struct OracleVote {
    let counts: Bool
    let breakdowns: [(name: String, value: String)]
}
