import ArgumentParser

/// The developer's tool: what the tests and the benchmarks are fed with, and what records their goldens.
struct Workshop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workshop",
        abstract:
            "Makes synthetic exports of any size, the same bytes for the same arguments; records goldens; fuzzes; packages.",
        subcommands: [
            GenerateCommand.self, GenerateSeriesCommand.self, MatrixCommand.self, RecordCommand.self, FuzzCommand.self,
            CrashCommand.self, PackageCommand.self, TryPackageCommand.self,
        ])
}
