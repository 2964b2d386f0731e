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

    /// A text without times, durations, process numbers and the path of the temporary folder, nor digests of the rules in its log.
    package static func normalised(_ text: String, folder: String) -> String {
        var text = text.replacing(folder + "/", with: "").replacing(folder, with: ".")
        text = text.replacing(/[0-9]+\.[0-9]+ (giây|s)\b/) { "0.00 \($0.output.1)" }
        text = text.replacing(/"seconds" : [-0-9.e]+/, with: "\"seconds\" : 0")
        // A line of the log has no blanks; the digest of the rules is another with every edit of theirs.
        text = text.replacing(/"seconds":[-0-9.e]+/, with: "\"seconds\":0")
        text = text.replacing(/"rules":"[0-9a-f]{12}"/, with: "\"rules\":\"…\"")
        text = text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\+07:00/, with: "2026-01-01T00:00:00+07:00")
        // Each key is another.
        text = text.replacing(/(key_id" : "|\.key\.|khóa (?:mới |cũ )?|key )[0-9a-f]{16}\b/) { $0.output.1 + "…" }
        // What `doctor` tells of the machine.
        text = text.replacing(/(libxml2|libzip|zlib|sqlite) [0-9][0-9.]*/) { "\($0.output.1) 1.0" }
        text = text.replacing(/[0-9]+ MiB/, with: "0 MiB").replacing(
            /O_TMPFILE: (có|không|yes|no)/, with: "O_TMPFILE: …")
        return text.replacing(/pid [0-9]+/, with: "pid 1")
    }
}
