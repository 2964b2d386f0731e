import Domain
import Reports
import Synthesis

extension Office {
    /// Imports a province's files in the order of their arrival. Neighbours that are given for one unit go by one command;
    /// their days stand in their names.
    func load(_ files: [Province.File]) throws -> [FileReport] {
        var reports: [FileReport] = []
        var first = 0
        while first < files.count {
            let unit = files[first].request.unit
            let end = files[first...].firstIndex { $0.request.unit != unit } ?? files.count
            let paths = try files[first..<end].map { file in
                let suffix = file.request.layout.isTable ? "csv" : "xml"
                return try write(file.made().bytes, suffix: "\(file.request.exported.iso).\(suffix)")
            }
            reports += try load(paths, asOf: nil, unit: unit).files
            first = end
        }
        return reports
    }

    /// What differs between the truth of a province and what came of its files: each load's counts, the values, the form.
    func disagreements(_ truths: [FileTruth], _ reports: [FileReport]) throws -> [String] {
        let oracle = Oracle(truths)
        var found: [String] = []
        for (place, report) in reports.enumerated() {
            let expected = oracle.ledger.counts[place]
            guard let counts = report.counts, counts.isClosed, OracleLedger.Counts(counts) == expected else {
                found.append("\(truths[place].source) \(truths[place].asOf.iso): \(report.tale), oracle \(expected)")
                continue
            }
        }
        return try found + differences(values(), oracle.values()) + oracle.form().differences(form()) + verify()
    }
}
