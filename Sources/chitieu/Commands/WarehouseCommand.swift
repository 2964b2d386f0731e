import ArgumentParser
import Domain
import Pipeline
import Reports

struct WarehouseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warehouse",
        abstract: "Look after the warehouse.",
        discussion: "EXAMPLE: chitieu warehouse verify --warehouse kho.db",
        subcommands: [
            Verify.self, Dictionary.self, Backup.self, Restore.self, Purge.self, Forget.self,
        ])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check integrity, references, closed counts, and that values computed anew are those stored.",
            discussion: "Exit 3 when something does not hold. EXAMPLE: chitieu warehouse verify --warehouse kho.db")

        @OptionGroup var places: PlaceOptions

        @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
        var mappings: String?

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                let findings = try VerifyRun(
                    warehouse: told.warehouse, mappings: told.mappings(mappings), language: told.language)()
                let report = VerifyReport(warehouse: told.warehouse, findings: findings)
                try Output.result((format == .json ? try report.json() : report.text(told.language)) + "\n")
                return report.exitCode
            }
        }
    }

    struct Dictionary: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every view and column with its meaning.",
            discussion: "EXAMPLE: chitieu warehouse dictionary --warehouse kho.db --format csv")

        @OptionGroup var common: CommonOptions

        @Option(help: "text, csv or json.")
        var format = ResultFormat.text

        func run() throws {
            try Output.guarded {
                let table = try WarehouseQueries.dictionary(common.warehouse, common.lang)
                try Output.result(try table.text(format.rawValue))
                return 0
            }
        }
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a copy of the warehouse, whole and of one moment; a run may go on meanwhile.",
            discussion: """
                The copy is checked before it has its name, is readable by its owner only, and never replaces a file. The key is not \
                in it: keep it apart. A folder in which the key or a copy of it lies is refused, unless it is the warehouse's own. EXAMPLE: chitieu warehouse backup kho-2026-05-05.db --warehouse kho.db
                """)

        @OptionGroup var places: PlaceOptions

        @Argument(help: "The file to write.")
        var path: String

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                var run = CopyRun(warehouse: told.warehouse, language: told.language)
                run.identityKey = told.places?.identityKey
                let report = try run.backup(to: path)
                try Output.result((format == .json ? try report.json() : report.text(told.language)) + "\n")
                return 0
            }
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a copy in the place of the warehouse, after it was found whole.",
            discussion: """
                Nobody may have the warehouse open: exit 75, and nothing was changed. Who was forgotten since the copy was made is \
                forgotten in it too; exit 1 where that cannot be known. EXAMPLE: chitieu warehouse restore kho-2026-05-05.db --warehouse kho.db
                """)

        @OptionGroup var places: PlaceOptions

        @Argument(help: "The copy.")
        var path: String

        @Option(help: "The folder of the rules; the configuration's otherwise, else Mappings.")
        var mappings: String?

        @Option(help: "text or json.")
        var format = Import.ReportFormat.text

        func run() throws {
            try Output.guarded {
                let told = try places.told()
                var run = CopyRun(warehouse: told.warehouse, language: told.language)
                run.mappings = told.mappings(mappings)
                let report = try run.restore(from: path)
                try Output.result((format == .json ? try report.json() : report.text(told.language)) + "\n")
                return report.exitCode
            }
        }
    }
}
