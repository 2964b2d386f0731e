import Domain
import Foundation

/// A case of the program: a folder with `cmd`, the files that it reads, and `expected.out`, `expected.err`, `expected.code`
/// (`Fixtures/README.md`). It runs in a copy of the folder, where `Mappings` and `main-job` are links to the real ones.
package struct GoldenCase: Sendable, CustomStringConvertible {
    /// The folder's name.
    package let name: String
    /// The folder.
    package let folder: String
    /// The top folder of the project.
    private let top: String

    /// The case of a folder.
    package init(name: String, folder: String, top: String) {
        self.name = name
        self.folder = folder
        self.top = top
    }

    /// The cases below a folder of the project (`Fixtures/cli`), by name.
    package static func all(below path: String, top: String) throws -> [GoldenCase] {
        try FileManager.default.contentsOfDirectory(atPath: "\(top)/\(path)").sorted().filter { name in
            FileManager.default.fileExists(atPath: "\(top)/\(path)/\(name)/cmd")
        }
        .map { GoldenCase(name: $0, folder: "\(top)/\(path)/\($0)", top: top) }
    }

    package var description: String { name }

    /// Runs the commands with the built program.
    package func run(_ executable: String) throws -> GoldenOutcome {
        try inCopy { room in
            var outcome = GoldenOutcome(output: "", error: "", codes: "")
            for run in try runs(executable, room) {
                outcome.output += GoldenOutcome.normalised(run.output, folder: room)
                outcome.error += GoldenOutcome.normalised(run.error, folder: room)
                outcome.codes += "\(run.code)\n"
            }
            return outcome
        }
    }

    /// What is expected; nil for a part that the folder lacks.
    package func expected(_ part: String) throws -> String? {
        let path = "\(folder)/expected.\(part)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// Writes what came out as what is expected.
    package func record(_ outcome: GoldenOutcome) throws {
        for (part, text) in [("out", outcome.output), ("err", outcome.error), ("code", outcome.codes)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/expected.\(part)"))
        }
    }

    private func runs(_ executable: String, _ room: String) throws -> [ProgramRun] {
        let commands = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/cmd")), as: UTF8.self)
        var locks: [FileLock] = []
        defer { withExtendedLifetime(locks) {} }
        var growing: GrowingFile?
        var runs: [ProgramRun] = []
        for line in CommandLineText.lines(commands) {
            switch line {
            case .lock(let name): locks.append(try FileLock(warehouse: "\(room)/\(name)"))
            case .fill(let name, let count, let text):
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(room)/\(name)"))
                try file.seekToEnd()
                try file.write(contentsOf: Data(String(repeating: text, count: count).utf8))
                try file.close()
            case .grow(let name): growing = try GrowingFile(path: "\(room)/\(name)")
            case .run(let arguments, let input, let isQuiet):
                let run = try ProgramRun(executable, arguments, input: input.map { "\(room)/\($0)" }, folder: room)
                if !isQuiet { runs.append(run) }
                growing?.stop()
                growing = nil
            }
        }
        return runs
    }

    /// A copy of the folder for a moment.
    private func inCopy<T>(_ body: (String) throws -> T) throws -> T {
        let manager = FileManager.default
        let room = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("golden")).path
        try manager.createDirectory(atPath: room, withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: folder)
        where name != "cmd" && !name.hasPrefix("expected.") {
            try manager.copyItem(atPath: "\(folder)/\(name)", toPath: "\(room)/\(name)")
        }
        for (name, target) in [("Mappings", "Mappings"), ("Fixtures", "Fixtures"), ("main-job", "Fixtures/main-job")]
        where !manager.fileExists(atPath: "\(room)/\(name)") {
            try manager.createSymbolicLink(atPath: "\(room)/\(name)", withDestinationPath: "\(top)/\(target)")
        }
        let result = Result { try body(room) }
        try manager.removeItem(atPath: room)
        return try result.get()
    }
}
