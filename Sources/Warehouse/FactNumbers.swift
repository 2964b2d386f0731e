import Domain

/// A file's own numbers of texts and units as the warehouse's.
struct FactNumbers {
    private let table: KindTable
    private let width: Int
    private(set) var words: [Int64] = []
    private(set) var units: [Int64] = []

    init(_ table: KindTable) {
        self.table = table
        width = table.kind.columns.count
    }

    /// Learns the texts and units that a batch brings.
    mutating func learn(_ facts: borrowing FactBatch, _ dictionary: Dictionaries) throws {
        for word in facts.newWords { words.append(try dictionary.word(word)) }
        for unit in facts.newUnits { units.append(try dictionary.unit(unit)) }
    }

    /// Puts the warehouse's numbers in the place of the file's.
    func translate(_ values: inout [Int64], rows: Int) {
        for (column, definition) in table.kind.columns.enumerated() {
            if definition.isInterned {
                for at in stride(from: column, to: rows * width, by: width) where values[at] > Fact.unknown {
                    values[at] = words[Int(values[at])]
                }
            } else if definition.type == .unit {
                for at in stride(from: column, to: rows * width, by: width) where values[at] > Fact.unknown {
                    values[at] = units[Int(values[at])]
                }
            } else if definition.type == .dossierCode {
                for at in stride(from: column, to: rows * width, by: width) where values[at] > Fact.unknown {
                    let code = values[at]
                    let number =
                        DossierKey.isOdd(code) ? words[Int(DossierKey.word(code))] : units[Int(DossierKey.unit(code))]
                    values[at] = DossierKey.renumbered(code, to: number)
                }
            }
        }
    }

    /// Rows by key; equal keys in the order of the file.
    func sorted(_ values: [Int64], _ rows: Int) -> [Int] {
        guard let packed = table.packed else { return Array(0..<rows) }
        let keys = (0..<rows).map { values[$0 * width + packed] }
        return (0..<rows).sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
}
