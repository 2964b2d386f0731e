package import Domain

/// What `doctor` found: a line for each thing that a night needs.
package struct DoctorReport: Sendable, JSONReport {
    /// One thing: ok, or what to do.
    package struct Line: Sendable, Encodable, Equatable {
        /// What was looked at: `config`, `lock`, `folder`, …
        package var check: String
        /// `ok`, `warning` (worth a word), `failure` (a night would end with the code).
        package var state: String
        package var exitCode: Int32
        package var message: String

        /// `code` 0 is ok, 1 is worth a word, another is what a night would end with.
        package init(_ check: String, _ code: Int32, _ message: String) {
            self.check = check
            exitCode = code
            state = code == 0 ? "ok" : code == 1 ? "warning" : "failure"
            self.message = Mask.visible(message)
        }
    }

    package var config: String
    package var lines: [Line]
    package var exitCode: Int32

    package init(config: String, lines: [Line]) {
        self.config = config
        self.lines = lines
        exitCode = RunReport.exitCode(lines.map(\.exitCode))
    }

    /// A line each, then how many are not ok; lines ended.
    package func text(_ language: Language) -> String {
        let marks = lines.map { "\($0.exitCode == 0 ? "✓" : $0.exitCode == 1 ? "!" : "✗") \($0.message)" }
        let bad = lines.count { $0.exitCode > 1 }
        let words = lines.count { $0.exitCode == 1 }
        let end =
            bad + words == 0
            ? language.pick("mọi thứ sẵn sàng cho lần chạy đêm", "everything is ready for a night")
            : language.pick(
                "\(bad) lỗi phải sửa, \(words) điều nên xem", "\(bad) to mend, \(words) worth a look")
        return (marks + [end]).joined(separator: "\n") + "\n"
    }
}
