import Synthesis

/// A second, independent answer to what the import must come to: written from the page of definitions alone, with simple
/// loops over the truth of the files, in the order in which they were loaded.
struct Oracle {
    /// What stands after all files, and what each file's load counts.
    let ledger: OracleLedger

    init(_ files: [FileTruth]) {
        ledger = OracleLedger(files)
    }

    /// Every value of every indicator that the oracle knows.
    func values() -> [OracleValueKey: OracleValue] {
        var values = OracleDossiers(ledger: ledger).values()
        values.merge(OraclePersons(ledger: ledger).values()) { left, _ in left }
        values.merge(OracleProcedures(ledger: ledger).values()) { left, _ in left }
        return values
    }
}
