import Synthesis

/// Whether a person is of the age from which an account counts, by the date of the list.
enum OracleAge {
    /// 1, 0, or empty where it is not known. 14 and over; from 13/8/2026 on 6 and over; a year alone is its 1 January.
    static func isOfAge(_ birth: Fact, asOf: Int) -> Fact {
        guard let text = birth.text else { return .empty }
        let parts = text.split(separator: "/").compactMap { Int($0) }
        let born: (Int, Int, Int)
        switch parts.count {
        case 1: born = (parts[0], 1, 1)
        case 3: born = (parts[2], parts[1], parts[0])
        default: return .empty
        }
        let years = asOf >= OracleDays.day(2026, 8, 13) ? 6 : 14
        let today = OracleDays.civil(asOf)
        // Choice: who is born on 29 February is a year older on 1 March.
        return .number((born.0 + years, born.1, born.2) <= today ? 1 : 0)
    }
}
