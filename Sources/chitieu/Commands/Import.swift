import ArgumentParser
import Domain
import Foundation
import Pipeline
import Records
import Reports

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load exports into the warehouse and compute the indicators that they touch.",
        discussion: """
            Files and folders, in the order of their paths; each file is one transaction. What was not taken is said with \
            line, column and what to type instead; the other files are loaded. The same bytes again are skipped. Of a .zip or \
            .gz each file in it is one.

            EXAMPLE: chitieu import nop/ --unit 01981 --warehouse kho.db
            """)

    @Argument(help: "Files, folders, or - for standard input (with --as-of).")
    var paths: [String]

    @OptionGroup var common: CommonOptions

    @Option(help: "The folder of the rules.")
    var mappings = "Mappings"

    @Option(help: "The source that the files must fit.")
    var source: String?

    @Option(help: "Code or area code of the unit that files without one are of.")
    var unit: String?

    @Option(help: "The day at which the files speak: 2026-04-30, today, or modified; found in the file otherwise.")
    var asOf: AsOf.Argument?

    @Option(help: "The file of the key for identity numbers (0600); the warehouse's name with .key otherwise.")
    var identityKey: String?

    @Option(help: "Percent of rejected records above which a file is refused.")
    var maxRejects: Int?

    @Option(help: "utf-8, utf-16le, utf-16be, windows-1258, tcvn3 or vni; found by evidence otherwise.")
    var encoding: TextEncoding?

    @Option(help: "The sheet of workbooks that is meant; the one that fits a source otherwise.")
    var sheet: String?

    @Flag(help: "Runs of later days had the wrong clock; said once, it is remembered.")
    var acceptClock = false

    @Flag(help: "Do everything but commit.")
    var dryRun = false

    @Option(
        help:
            "A folder for copies to correct (XLSX) of the files with rejects; they hold persons' data as the files do.")
    var copyTo: String?

    @Option(help: "A folder for receipts, one for each file, in words for who made it.")
    var receiptsTo: String?

    @Option(help: "text or json.")
    var format = ReportFormat.text

    enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    func validate() throws {
        if let maxRejects, !(0...100).contains(maxRejects) {
            throw ValidationError("--max-rejects is a percentage, 0 to 100")
        }
    }

    func run() throws {
        try Output.guarded {
            var options = ImportOptions(paths: paths, warehouse: common.warehouse)
            options.mappings = mappings
            options.source = source
            options.unit = unit
            options.asOf = asOf
            options.identityKey = identityKey
            options.maxRejects = maxRejects
            options.encoding = encoding
            options.sheet = sheet
            options.isDryRun = dryRun
            options.acceptsClock = acceptClock
            options.copies = copyTo
            options.receipts = receiptsTo
            options.language = common.lang
            let bar = ProgressBar()
            let report = try ImportRun(options, progress: bar.show)()
            bar.clear()
            try Output.result(format == .json ? try report.json() + "\n" : RunText(report, common.lang).text)
            return report.exitCode
        }
    }
}

extension AsOf.Argument: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
