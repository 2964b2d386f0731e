import Synthesis

/// A record as it stands: column by column, and each list as a whole, with the stamp that decides it.
struct OracleRecord {
    let key: OracleKey
    /// The unit: of a dossier the agency in its code, else the unit that the list was given for.
    let unit: String
    var columns: [String: TrueFact] = [:]
    var lists: [String: [[String: TrueFact]]] = [:]
    var columnStamps: [String: OracleStamp] = [:]
    var listStamps: [String: OracleStamp] = [:]

    /// Whether any source has said something of the column: a column no source has, and a cell that could not be read,
    /// are unknown.
    func knows(_ column: String) -> Bool {
        guard let fact = columns[column] else { return false }
        return fact != .unreadable
    }

    func day(_ column: String) -> Int? { columns[column]?.day?.number }
    func number(_ column: String) -> Int? { columns[column]?.number }
    func text(_ column: String) -> String? { columns[column]?.text }

    /// Whether a flag is set; nil is unknown.
    func flag(_ column: String) -> Bool? { knows(column) ? number(column) == 1 : nil }
}
