import ArgumentParser
import Foundation

/// Programs of the machine that the workshop has do its work.
enum Tool {
    /// A program that is found by PATH and must succeed; its words go where ours go.
    static func call(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws {
        let code = try run("/usr/bin/env", [program] + arguments, in: folder, environment: environment)
        guard code == 0 else { throw Failure(program: program, code: code) }
    }

    /// The exit code of a program.
    static func run(
        _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Int32 {
        let process = process(path, arguments, folder, environment)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What a program that is found by PATH, and must succeed, writes to standard output.
    static func output(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Data {
        let process = process("/usr/bin/env", [program] + arguments, folder, environment)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(program: program, code: process.terminationStatus)
        }
        return data
    }

    /// The same as text, without the line end.
    static func line(_ program: String, _ arguments: [String], in folder: String? = nil) throws -> String {
        String(decoding: try output(program, arguments, in: folder), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func process(
        _ path: String, _ arguments: [String], _ folder: String?, _ environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return process
    }

    /// A program that did not succeed.
    struct Failure: Error, CustomStringConvertible {
        var program: String
        var code: Int32

        var description: String { "\(program) ends with \(code)" }
    }
}
