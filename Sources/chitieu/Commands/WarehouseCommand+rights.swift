import ArgumentParser
import Domain
import Pipeline
import Reports

extension WarehouseCommand {
    struct Purge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drop the records of persons that no open period needs, and close the periods before a day.",
            discussion: """
                The values of closed periods stay and are never computed again; what comes of them later is stale. A record goes when it \
                ended before the day and no period that is still open counts it. Nobody else may have the warehouse open: exit 75, and \
                nothing was changed.

                EXAMPLE: chitieu warehouse purge --before 2026-01-01 --warehouse kho.db
                """)

        @OptionGroup var common: CommonOptions

        @Option(help: "Periods that end before this day are closed.")
        var before: Day

        @Option(
            help: "The folder of the archive of originals, which remembers the purge; else the next night tells it.")
        var archive: String?

        @Option(help: "The folder of the rules.")
        var mappings = "Mappings"

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                var run = PurgeRun(
                    before: before, warehouse: common.warehouse, mappings: mappings, language: common.lang)
                run.archive = archive
                let report = try run()
                try Output.result(format == .json ? try report.json() + "\n" : report.text(common.lang))
                return 0
            }
        }
    }
}

extension WarehouseCommand {
    struct Forget: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove one person everywhere, and keep later files from bringing them back.",
            discussion: """
                Rows that are known by the person's number go, in dossiers it becomes unknown, files of the archive and copies to \
                correct that hold it are removed and listed; the offices' own files and backups that hold it are listed. The number is read from a file or from standard input, one a line where a \
                person has an old one too; it is never an argument. Nobody else may have the warehouse open: exit 75, and nothing was \
                changed.

                EXAMPLE: chitieu warehouse forget --identity-file - --archive luu-tru --warehouse kho.db < so.txt
                """)

        @OptionGroup var common: CommonOptions

        @Option(help: "A file with the person's number; - is standard input.")
        var identityFile: String

        @Option(help: "The folder of the archive of originals.")
        var archive: String?

        @Option(
            parsing: .upToNextOption,
            help: "Folders of copies to correct, as the watched ones; what else holds the person there is listed.")
        var copies: [String] = []

        @Option(parsing: .upToNextOption, help: "Folders of backups; those that still have the person are listed.")
        var backups: [String] = []

        @Option(help: "The file of the key for identity numbers; the warehouse's name with .key otherwise.")
        var identityKey: String?

        @Option(help: "The folder of the rules.")
        var mappings = "Mappings"

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                var run = ForgetRun(
                    identityFile: identityFile, warehouse: common.warehouse, mappings: mappings, language: common.lang)
                run.archive = archive
                run.copies = copies
                run.backups = backups
                run.identityKey = identityKey
                let report = try run()
                try Output.result(format == .json ? try report.json() + "\n" : report.text(common.lang))
                return report.exitCode
            }
        }
    }
}

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}
