import Domain
import Foundation

/// One run of the built program, with what it printed.
package struct ProgramRun: Sendable {
    /// Standard output and standard error, as they came.
    package let output: String
    package let error: String
    /// The exit code.
    package let code: Int32

    /// Whether a signal ended it; then `code` is the signal's number.
    package let wasKilled: Bool

    /// Runs the program in a folder. Files take its output, so that no pipe can fill up. `killAfter` ends it after so many seconds.
    package init(
        _ executable: String, _ arguments: [String], input: String? = nil, folder: String,
        environment: [String: String] = [:], killAfter seconds: Double? = nil
    ) throws {
        let manager = FileManager.default
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("run")).path
        let paths = (output: place + ".out", error: place + ".err")
        func handle(_ path: String) throws -> FileHandle {
            guard manager.createFile(atPath: path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
            return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // Nothing of the machine decides what is printed.
        process.environment = ["LANG": "C.UTF-8", "TZ": "UTC"].merging(environment) { $1 }
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? FileHandle.nullDevice
        process.standardOutput = try handle(paths.output)
        process.standardError = try handle(paths.error)
        try process.run()
        if let seconds {
            Thread.sleep(forTimeInterval: seconds)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        process.waitUntilExit()
        wasKilled = process.terminationReason == .uncaughtSignal
        code = process.terminationStatus
        output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: paths.output)), as: UTF8.self)
        error = String(decoding: try Data(contentsOf: URL(fileURLWithPath: paths.error)), as: UTF8.self)
        try manager.removeItem(atPath: paths.output)
        try manager.removeItem(atPath: paths.error)
    }

    /// The program beside the one that is running: in the same folder of the build.
    package static func beside(_ own: String) -> String {
        URL(fileURLWithPath: own).resolvingSymlinksInPath().deletingLastPathComponent().path + "/chitieu"
    }
}
