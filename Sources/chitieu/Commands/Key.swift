import ArgumentParser
import Domain
import Pipeline

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep the key of the identity numbers, and change it.",
        discussion: "EXAMPLE: chitieu key backup /mnt/ket/kho.key --identity-key kho.db.key",
        subcommands: [BackupKey.self, RotateKey.self])

    struct BackupKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Write a copy of the key, for its owner only, where no warehouse lies.",
            discussion: """
                Whole or not at all; nothing is replaced. Former keys that lie beside the key are copied beside the copy. Without its \
                key a warehouse knows nobody again.

                EXAMPLE: chitieu key backup /mnt/ket/kho.key --identity-key kho.db.key
                """)

        @Argument(help: "The file to write.")
        var path: String

        @Option(help: "The file of the key.")
        var identityKey: String

        @Option(help: "Language of messages: vi or en.")
        var lang = Language.vi

        func run() throws {
            try Output.guarded {
                try Output.result(try KeyRun(identityKey: identityKey, language: lang).backup(to: path) + "\n")
                return 0
            }
        }
    }

    struct RotateKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Start a new key; persons come under it as they come again.",
            discussion: """
                The former key is kept beside under its id, and is needed until nobody is known by it alone: load the originals again. \
                Persons who were forgotten under it stay forgotten as long as it is there. Back up both.

                EXAMPLE: chitieu key rotate --warehouse kho.db --identity-key kho.db.key
                """)

        @OptionGroup var common: CommonOptions

        @Option(help: "The file of the key; the warehouse's name with .key otherwise.")
        var identityKey: String?

        func run() throws {
            try Output.guarded {
                let run = KeyRun(identityKey: identityKey ?? common.warehouse + ".key", language: common.lang)
                try Output.result(try run.rotate(warehouse: common.warehouse) + "\n")
                return 0
            }
        }
    }
}
