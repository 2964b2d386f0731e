import ArgumentParser
import Foundation
import Synthesis

/// `workshop generate-series`: the files of a province through some months.
struct GenerateSeriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-series", abstract: "Makes the files of a province through some months.",
        discussion: """
            About the same dossiers at different days: lists of each month, later ones that correct them, synchronisation \
            records that overlap them, files that arrive late, whole lists that retire. Beside each file its truth as \
            NDJSON, and manifest.tsv: name, as_of, unit, in the order of arrival.
            """)

    @Argument(help: "The folder to write to.")
    var folder: String
    @Option(help: "What all draws come from.")
    var seed: UInt64 = 1
    @Option(help: "How many communes.")
    var units = 4
    @Option(help: "How many months.")
    var months = 4
    @Option(help: "How many dossiers a month.")
    var dossiers = 60
    @Option(help: "Percent of the records that are spoilt.")
    var spoilt = 0.0

    func validate() throws {
        guard (0...100).contains(spoilt) else { throw ValidationError("spoilt is a percentage") }
        guard (2...500).contains(units), (2...120).contains(months), (10...1_000_000).contains(dossiers) else {
            throw ValidationError("2 to 500 units, 2 to 120 months, 10 dossiers a month or more")
        }
    }

    func run() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let manifest = try ByteSink(path: "\(folder)/manifest.tsv")
        let province = Province(seed: seed, units: units, months: months, dossiersPerMonth: dossiers, spoilt: spoilt)
        for file in province.files {
            let sink = try ByteSink(path: "\(folder)/\(file.name)")
            let truth = try ByteSink(path: "\(folder)/\(file.name).truth.ndjson")
            try Generate(file.request).write(to: sink) { record in
                record.write(to: truth)
                try truth.drain()
            }
            try sink.close()
            try truth.close()
            manifest.text("\(file.name)\t\(file.request.exported.iso)\t\(file.request.unit ?? "")\n")
        }
        try manifest.close()
    }
}
