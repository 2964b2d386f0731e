/// One unit's own part of an indicator: from when on it has periods, up to when, and how many of what it counts in one.
struct OracleShare {
    let unit: String
    let first: Int?
    let dataUntil: Int
    /// Votes of all records in the denominator for [start, end), `end` cut already.
    let votes: (_ start: Int, _ end: Int) -> [OracleVote]
}
