import ArgumentParser
import Domain
import Foundation
import Pipeline

/// Where words go: results to standard output, everything else to standard error.
enum Output {
    /// Throws (74) where the result cannot be written: who reads it must not take a part for all. Nothing is said where the reader left.
    static func result(_ text: String) throws { try result(Array(text.utf8)) }

    /// The same of bytes.
    static func result(_ bytes: [UInt8]) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw RunFailure(
                exitCode: 74,
                messages: hasLeft(error)
                    ? [] : ["không ghi được kết quả (the result cannot be written): \(error.localizedDescription)"])
        }
    }

    /// The reader of a pipe has closed it (`| head`).
    private static func hasLeft(_ error: any Error) -> Bool {
        let error = error as NSError
        let under = error.userInfo[NSUnderlyingErrorKey] as? NSError
        return [error, under].contains { $0?.domain == NSPOSIXErrorDomain && $0?.code == Int(EPIPE) }
    }

    static func message(_ text: String) { progress(text + "\n") }

    /// A text without an end of line.
    static func progress(_ text: String) {
        do {
            try FileHandle.standardError.write(contentsOf: Data(text.utf8))
        } catch {
            // Nobody is there to be told; the exit code still tells the truth.
        }
    }

    /// Runs a command's body. What stops it is said and gives its own exit code; an error that nobody expected is 70, never 1.
    static func guarded(_ body: () throws -> Int32) throws {
        let code: Int32
        do {
            code = try body()
        } catch let failure as RunFailure {
            failure.messages.forEach(message)
            code = failure.exitCode
        } catch let exit as ExitCode {
            throw exit
        } catch {
            message("lỗi của chương trình (a fault of ours): \(error)")
            code = 70
        }
        if code != 0 { throw ExitCode(code) }
    }
}

/// Options that several commands have.
struct CommonOptions: ParsableArguments {
    @Option(help: "The warehouse, a SQLite file.")
    var warehouse: String

    @Option(help: "Language of messages: vi or en.")
    var lang = Language.vi
}

/// How a result is written.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case csv
    case json
}
