import Domain
import Pipeline
import Reports
import Synthesis
import Testing

@Suite("A series of files with corrections, late files, withdrawals and whole lists")
struct SeriesTests {
    @Test(
        "ends in the oracle's values, and each load counts what the ledger counts",
        arguments: [(1, 0.0), (10, 9.0)] as [(UInt64, Double)])
    func agrees(seed: UInt64, spoilt: Double) throws {
        let office = try Office()
        let files = Province(seed: seed, units: 3, months: 3, dossiersPerMonth: 25, spoilt: spoilt).files
        let truths = try files.map { try $0.made().truth }
        let oracle = Oracle(truths)
        var reports: [FileReport] = []
        // Neighbours that are given for one unit go by one command; their days stand in their names.
        var first = 0
        while first < files.count {
            let unit = files[first].request.unit
            let end = files[first...].firstIndex { $0.request.unit != unit } ?? files.count
            let paths = try files[first..<end].map { file in
                let suffix = file.request.layout.isTable ? "csv" : "xml"
                return try office.write(file.made().bytes, suffix: "\(file.request.exported.iso).\(suffix)")
            }
            reports += try office.load(paths, asOf: nil, unit: unit).files
            first = end
        }
        for (place, file) in files.enumerated() {
            let report = reports[place]
            #expect(report.asOf == truths[place].asOf.iso)
            let counts = try #require(report.counts, "\(file.name) \(report.status)")
            #expect(counts.isClosed)
            #expect(OracleLedger.Counts(counts) == oracle.ledger.counts[place], "seed \(seed), \(file.name)")
        }
        let found = differences(try office.values(), oracle.values()) + oracle.form().differences(try office.form())
        #expect(found.isEmpty, "seed \(seed), spoilt \(spoilt)\n\(found.joined(separator: "\n"))")
        #expect(try office.verify() == [])
    }
}
