import Foundation
import Goldens

/// Where the project lies, and the program that was built beside the tests.
enum House {
    /// The top folder of the package.
    static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The built program.
    static let executable = ProgramRun.beside(CommandLine.arguments[0])
}
