import Foundation

/// What a case's commands printed and with what they ended, as it is compared: what differs from run to run is taken away.
package struct GoldenOutcome: Equatable, Sendable {
    /// Standard output of all its commands, one after the other.
    package var output: String
    /// Standard error, likewise.
    package var error: String
    /// The exit code of each command, a line each.
    package var codes: String

    package init(output: String, error: String, codes: String) {
        self.output = output
        self.error = error
        self.codes = codes
    }

    /// A text without times, durations, process numbers and the path of the temporary folder.
    package static func normalised(_ text: String, folder: String) -> String {
        var text = text.replacing(folder + "/", with: "").replacing(folder, with: ".")
        text = text.replacing(/[0-9]+\.[0-9]+ (giây|s)\b/) { "0.00 \($0.output.1)" }
        text = text.replacing(/"seconds" : [-0-9.e]+/, with: "\"seconds\" : 0")
        text = text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\+07:00/, with: "2026-01-01T00:00:00+07:00")
        return text.replacing(/pid [0-9]+/, with: "pid 1")
    }
}
