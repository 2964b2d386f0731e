import ArgumentParser
import Pipeline

/// The roof: words in, words out. One file a command in `Commands/`.
@main
struct Chitieu: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chitieu",
        abstract: "Nạp các tệp xuất của cơ quan, tính chỉ tiêu, giữ trong một kho SQLite.",
        discussion: """
            EXAMPLE: chitieu import Fixtures/main-job --unit 01981 --warehouse kho.db

            Exit: 0 everything taken · 1 taken with rejects · 2 a file refused · 66 not readable · 74 disk · 75 locked · \
            78 a mistake in Mappings · 130, 143 stopped by SIGINT, SIGTERM
            """,
        version: ImportRun.version,
        subcommands: [
            Import.self, Nightly.self, Doctor.self, Inspect.self, Read.self, Check.self, Recompute.self,
            Indicators.self, Trace.self,
            Rejects.self,
            Runs.self, Status.self, Replay.self, WarehouseCommand.self, Key.self,
        ])

    static func main() {
        Interruption.arm()
        main(nil)
    }
}
