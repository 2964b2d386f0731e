import Reports
import Synthesis
import Testing

@Suite("A series of files with corrections, late files, withdrawals and whole lists")
struct SeriesTests {
    @Test(
        "ends in the oracle's values, and each load counts what the ledger counts",
        arguments: [(1, 0.0), (10, 7.0)] as [(UInt64, Double)])
    func agrees(seed: UInt64, spoilt: Double) throws {
        let office = try Office()
        let files = Province(seed: seed, units: 3, months: 3, dossiersPerMonth: 25, spoilt: spoilt).files
        let truths = try files.map { try $0.made().truth }
        let reports = try office.load(files)
        #expect(reports.map(\.asOf) == truths.map(\.asOf.iso))
        let found = try office.disagreements(truths, reports)
        #expect(found.isEmpty, "seed \(seed), spoilt \(spoilt)\n\(found.joined(separator: "\n"))")
    }

    @Test("of twelve units and nine months, over the turn of a year, a unit with a parent of its own among them")
    func province() throws {
        let office = try Office()
        try office.amend("codes/don_vi.csv", adding: "H55.305,Chi nhánh Ba Bể,xa,H55.12,,,,\n")
        let province = Province(
            seed: 5, agencies: Agency.province, start: CivilDay(year: 2025, month: 10, day: 1), months: 9,
            dossiersPerMonth: 60, spoilt: 4)
        let truths = try province.truths()
        let reports = try office.load(province.files)
        #expect(reports.map(\.asOf) == truths.map(\.asOf.iso))
        // All that must be there is: every unit, every state, and more than one value of every indicator.
        let ledger = OracleLedger(truths)
        #expect(Set(ledger.live("ho_so").map(\.state)) == Set(1...10))
        #expect(Agency.province.allSatisfy { ledger.dataUntil[$0.code]?["ho_so"] != nil })
        let found = try office.disagreements(truths, reports)
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
