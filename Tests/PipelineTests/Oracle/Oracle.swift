import Synthesis

/// A second, independent answer to what the import must come to: written from the page of definitions alone, with simple
/// loops over the truth of the files, in the order in which they were loaded.
struct Oracle {
    /// What stands after all files, and what each file's load counts.
    let ledger: OracleLedger

    init(_ files: [FileTruth]) {
        ledger = OracleLedger(files)
    }

    /// Every value of every indicator: what is counted, what is given ready-made, and the index that rests on both.
    func values() -> [OracleValueKey: OracleValue] {
        var values = counted()
        OracleFigures(ledger: ledger).add(to: &values)
        values.merge(OracleIndex.values(values)) { left, _ in left }
        return values
    }

    /// Every value that is counted over records.
    func counted() -> [OracleValueKey: OracleValue] {
        var values = OracleDossiers(ledger: ledger).values()
        for more in [
            OraclePersons(ledger: ledger).values(), OraclePopulation(ledger: ledger).values(),
            OracleProcedures(ledger: ledger).values(), OracleComponents(ledger: ledger).values(),
            OracleStaff(ledger: ledger).values(), OracleWorkFiles(ledger: ledger).values(),
            OracleAnswers(ledger: ledger).values(), OracleTasks(ledger: ledger).values(),
        ] {
            values.merge(more) { left, _ in left }
        }
        return values
    }

    /// Every row of the form II.06a.
    func form() -> OracleForm { OracleForm(ledger: ledger) }
}
