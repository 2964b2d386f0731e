import ArgumentParser
import Domain
import Pipeline
import Reports

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep the key of the identity numbers, and change it.",
        discussion: "EXAMPLE: chitieu key backup /mnt/ket/kho.key --identity-key kho.db.key",
        subcommands: [BackupKey.self, RotateKey.self])

    struct BackupKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Write a copy of the key, for its owner only, where neither a warehouse lies nor a copy of one.",
            discussion: """
                Whole or not at all; nothing is replaced. Former keys that lie beside the key are copied beside the copy. Without its \
                key a warehouse knows nobody again.

                EXAMPLE: chitieu key backup /mnt/ket/kho.key --config /etc/chitieu/nightly.yaml
                """)

        @Argument(help: "The file to write.")
        var path: String

        @Option(help: "The file of the key; the configuration's otherwise.")
        var identityKey: String?

        @OptionGroup var common: ConfigOptions

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func validate() throws {
            if identityKey == nil, common.config == nil {
                throw ValidationError("--identity-key is missing, or --config, which names it")
            }
        }

        func run() throws {
            try Output.guarded {
                let places = try common.places()
                let language = common.lang ?? places?.language ?? .vi
                let key = identityKey ?? places?.identityKey ?? ""
                var run = KeyRun(identityKey: key, language: language)
                run.backups = places?.backups
                let report = try run.backup(to: path)
                try Output.result((format == .json ? try report.json() : report.text(language)) + "\n")
                return 0
            }
        }
    }

    struct RotateKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Start a new key; the persons whom the archive names come under it at once.",
            discussion: """
                No number can be had from a pseudonym: it takes files that name the person. With --archive the originals are read again, \
                the newest first, and nothing of them is loaded. Without, and for whom the archive does not name, a person comes under the \
                new key as later files name them. A run that was cut off goes on when the same command is given again. The former key \
                is kept beside under its id, and is needed as long as somebody is known, or was forgotten, under it alone. Back up \
                both. Exit 1 when a file of the archive could not be read.

                EXAMPLE: chitieu key rotate --config /etc/chitieu/nightly.yaml
                """)

        @OptionGroup var places: PlaceOptions

        @Option(help: "The file of the key; the configuration's otherwise, else the warehouse's name with .key.")
        var identityKey: String?

        @Option(help: "The folder of the archive of originals; the configuration's otherwise.")
        var archive: String?

        @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
        var mappings: String?

        @Flag(help: "Make no new key: only read the archive for those who are still under a former one.")
        var resume = false

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func validate() throws {
            if resume, archive == nil, places.common.config == nil {
                throw ValidationError("--resume wants --archive, or --config, which names it")
            }
        }

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                var run = RotateRun(
                    warehouse: told.warehouse, identityKey: identityKey ?? told.places?.identityKey,
                    language: told.language)
                run.archive = archive ?? told.places?.archive
                run.mappings = told.mappings(mappings)
                run.resumes = resume
                let report = try run()
                try Output.result(format == .json ? try report.json() + "\n" : report.text(told.language))
                return report.exitCode
            }
        }
    }
}
