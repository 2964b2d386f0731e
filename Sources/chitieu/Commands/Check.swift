import ArgumentParser
import Domain
import Pipeline
import Reports

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every mistake in Mappings/ and run the cases of its sources and indicators.",
        discussion: """
            Each mistake with file, line, column and the nearest right word, all at once; then the folder in Fixtures/ of \
            each source and indicator. A missing case is a warning, a failed one a mistake (78).

            EXAMPLE: chitieu check
            """)

    @Option(help: "The configuration of the nightly job, checked with the rules that it names.")
    var config: String?

    @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
    var mappings: String?

    @Option(help: "The folder of the cases; beside the rules otherwise.")
    var fixtures: String?

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    @Option(help: "Language of messages: vi or en.")
    var lang = Language.vi

    func run() throws {
        try Output.guarded {
            let result = try CheckRun(mappings: mappings, config: config, fixtures: fixtures, language: lang)()
            if format == .json {
                try Output.result(try result.report.json() + "\n")
            } else {
                result.messages.forEach(Output.message)
                try Output.result(result.summary + "\n")
            }
            return result.exitCode
        }
    }
}
