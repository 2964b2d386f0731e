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

        @OptionGroup var places: PlaceOptions

        @Option(help: "Periods that end before this day are closed.")
        var before: Day

        @Option(
            help:
                "The folder of the archive of originals, which remembers the purge; the configuration's otherwise, else the next night tells it."
        )
        var archive: String?

        @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
        var mappings: String?

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                var run = PurgeRun(
                    before: before, warehouse: told.warehouse, mappings: told.mappings(mappings),
                    language: told.language)
                run.archive = archive ?? told.places?.archive
                let report = try run()
                try Output.result(format == .json ? try report.json() + "\n" : report.text(told.language))
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
                Rows that are known by the person's number go, in dossiers it becomes unknown, files of the archive, receipts and copies to \
                correct that hold it, in their names too, are removed and listed; the offices' own files and backups that hold it are listed. \
                Folders that the nightly job keeps and that are not named here are said: exit 1. The number is read from a file or from \
                standard input, one a line where a person has an old one too; it is never an argument. Of a number that nobody has \
                nothing is written (exit 1). Nobody else may have the warehouse open: exit 75, and nothing was changed.

                EXAMPLE: chitieu warehouse forget --identity-file - --config /etc/chitieu/nightly.yaml < so.txt
                """)

        @OptionGroup var places: PlaceOptions

        @Option(help: "A file with the person's number; - is standard input.")
        var identityFile: String

        @Option(help: "The folder of the archive of originals; the configuration's otherwise.")
        var archive: String?

        @Option(
            parsing: .upToNextOption,
            help:
                "Folders of receipts and copies to correct, beside those that the configuration watches; what else holds the person there is listed."
        )
        var copies: [String] = []

        @Flag(help: "Keep the person out although nothing is known of them.")
        var keepOut = false

        @Option(
            parsing: .upToNextOption,
            help: "Folders of backups, beside the configuration's; those that still have the person are listed.")
        var backups: [String] = []

        @Option(
            help:
                "The file of the key for identity numbers; the configuration's otherwise, else the warehouse's name with .key."
        )
        var identityKey: String?

        @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
        var mappings: String?

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                var run = ForgetRun(
                    identityFile: identityFile, warehouse: told.warehouse, mappings: told.mappings(mappings),
                    language: told.language)
                run.archive = archive ?? told.places?.archive
                // Beside those that are named: a place too many does no harm, one that is forgotten does.
                run.copies = copies + (told.places?.folders ?? [])
                run.backups = backups + [told.places?.backups].compactMap { $0 }
                run.identityKey = identityKey ?? told.places?.identityKey
                run.keepsOut = keepOut
                let report = try run()
                try Output.result(format == .json ? try report.json() + "\n" : report.text(told.language))
                return report.exitCode
            }
        }
    }
}

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}
