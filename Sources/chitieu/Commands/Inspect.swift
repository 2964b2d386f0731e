import ArgumentParser
import Domain
import Pipeline
import Records
import Reports

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Say what a file is, how it would be read and what its columns hold; draft a source for a new layout.",
        discussion: """
            Reads all of the file once and loads nothing. Says which source fits, or which are nearest and what each lacks; \
            for each column its type, the share of empty cells, different values (up to 200), the range of days. Values \
            that could be a person's are shown by their shape alone.

            With --draft a starting file for Mappings/sources/ goes to standard output: each column with the field that it \
            seems to fill, and how sure that is; what cannot be placed is left as a comment. Exit 2 where no column of the \
            key was found.

            EXAMPLE: chitieu inspect --draft la.csv > Mappings/sources/mau-moi.yaml
            """)

    @Argument(help: "The file.")
    var path: String

    @Flag(help: "Write a starting source for the layout to standard output.")
    var draft = false

    @Option(help: "The folder of the rules.")
    var mappings = "Mappings"

    @Option(help: "utf-8, utf-16le, utf-16be, windows-1258, tcvn3 or vni; found by evidence otherwise.")
    var encoding: TextEncoding?

    @Option(help: "The sheet of a workbook; the one that fits a source, or the first with a header, otherwise.")
    var sheet: String?

    @Option(help: "text or json.")
    var format = Import.ReportFormat.text

    @Option(help: "Language of messages: vi or en.")
    var lang = Language.vi

    func run() throws {
        try Output.guarded {
            let run = InspectRun(path: path, mappings: mappings, language: lang, encoding: encoding, sheet: sheet)
            let result = try run(wantsDraft: draft)
            let report = result.report
            result.messages.forEach(Output.message)
            if let failure = report.failureText {
                Output.message("\(Mask.printable(report.file, limit: 200)): \(failure)")
            }
            if draft {
                try Output.result(result.draft)
            } else if format == .json {
                try Output.result(report.json() + "\n")
            } else if report.failureText == nil {
                try Output.result(InspectText(report, lang).text)
            }
            return report.exitCode
        }
    }
}
