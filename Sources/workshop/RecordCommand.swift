import ArgumentParser
import Foundation
import Goldens
import Mapping

/// `workshop record`: what the program does today becomes what is expected. The difference is read before it is committed.
struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Writes expected.* of the cases in Fixtures/cli anew, and the JSON Schemas of Mappings/.",
        discussion: "Wants the program built beside it. EXAMPLE: swift build && .build/debug/workshop record")

    @Option(help: "The top folder of the project.")
    var top = "."
    @Argument(help: "Names of cases; all of them otherwise.")
    var names: [String] = []

    func run() throws {
        let root = URL(fileURLWithPath: top).path
        let folder = "\(root)/Mappings/.schema"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in JSONSchema.documents {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
        }
        let executable = ProgramRun.beside(CommandLine.arguments[0])
        for one in try GoldenCase.all(below: "Fixtures/cli", top: root)
        where names.isEmpty || names.contains(one.name) {
            try one.record(try one.run(executable))
        }
    }
}
