import ArgumentParser
import Domain
import Pipeline
import Reports

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Everything that a night needs: each line ok, or what to do.",
        discussion: """
            Run it as the user of the service. Exit 0 when all is ok, 1 when something is worth a word, else the code with which \
            a night would end (66, 74, 78).

            EXAMPLE: sudo -u chitieu chitieu doctor --config /etc/chitieu/nightly.yaml
            """)

    @Option(help: "The configuration of the nightly job, a YAML file.")
    var config: String

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    @Option(help: "Language of messages: vi or en; the configuration's otherwise.")
    var lang: Language?

    func run() throws {
        try Output.guarded {
            let (report, language) = DoctorRun(config: config, language: lang)()
            try Output.result(format == .json ? try report.json() + "\n" : report.text(language))
            return report.exitCode
        }
    }
}
