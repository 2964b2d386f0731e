import Foundation
import Logging
import Pipeline
import Reports

/// Where the lines of a log go: to standard error. On a terminal they are for people; otherwise each is a JSON object, with the
/// journal's priority in front where systemd reads them (`JOURNAL_STREAM`).
struct ErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.info
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let isJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"]?.isEmpty == false

    /// A log of the program's.
    static func logger() -> Logger { Logger(label: "chitieu") { _ in ErrorLog() } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = LogLine(event, metadata: metadata)
        if isTerminal { return Output.message(line.text) }
        do {
            Output.message((isJournal ? line.priority : "") + (try line.json()))
        } catch {
            // A text that JSON cannot hold is said all the same.
            Output.message(line.text)
        }
    }
}
