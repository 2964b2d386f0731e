import ArgumentParser
import Domain
import Pipeline
import Reports

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build the warehouse anew from the archive of the nightly job.",
        discussion: """
            Every load that the archive remembers, in its order, with its day, unit and thresholds, into a warehouse that has \
            none, or that an earlier replay left half way. Purges are done again where they were done, who was forgotten stays out, and what \
            was expected is expected. Loads that the archive never got (by import, or of nights without an archive) are named, exit code 1.

            EXAMPLE: chitieu replay --config /etc/chitieu/nightly.yaml --warehouse kho-moi.db
            """)

    @Option(help: "The archive's folder; the configuration's otherwise.")
    var from: String?

    @OptionGroup var places: PlaceOptions

    @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
    var mappings: String?

    @Option(
        help:
            "The file of the key for identity numbers (0600); the configuration's otherwise, else the warehouse's name with .key."
    )
    var identityKey: String?

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    func validate() throws {
        if from == nil, places.common.config == nil {
            throw ValidationError("--from is missing, or --config, which names the archive")
        }
    }

    func run() throws {
        try Output.guarded {
            let told = try places.told()
            guard let archive = from ?? told.places?.archive else {
                throw RunFailure(
                    exitCode: 64,
                    messages: [
                        told.language.pick(
                            "cấu hình không có kho lưu (archive): nói thư mục bằng --from",
                            "the configuration has no archive: name its folder with --from")
                    ])
            }
            let report = try ReplayRun(
                archive: archive, warehouse: told.warehouse, mappings: told.mappings(mappings),
                identityKey: identityKey ?? told.places?.identityKey, language: told.language)()
            try Output.result(format == .json ? try report.json() + "\n" : RunText(report, told.language).text)
            return report.exitCode
        }
    }
}
