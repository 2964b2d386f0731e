import Domain
import Logging
import Reports

/// What a night tells while it goes on, a line each: what it is, what became of each file, what is missing, how it ended. Names of
/// files are masked; where lines go and how they look is the roof's.
struct NightlyLog {
    private var log: Logger
    var language: Language
    /// By day nothing is loaded, only looked at.
    var isCheck = false

    init(_ log: Logger, _ language: Language) {
        self.log = log
        self.language = language
    }

    /// The number of the run, in all lines from now on.
    mutating func run(_ number: Int64) { log[metadataKey: "run"] = .stringConvertible(number) }

    func began(_ command: String, version: String, rules: String, warehouse: String) {
        say(
            .info, "started", language.pick("bắt đầu", "started"),
            [
                "command": .string(command), "version": .string(version), "rules": .string(rules),
                "warehouse": .string(warehouse),
            ])
    }

    /// Nights that were cut off, of which this one tells.
    func cut(_ runs: [Int64]) {
        say(.warning, "cut", RunText.cut(runs, language), ["runs": .array(runs.map { .stringConvertible($0) })])
    }

    /// A file that was taken, or refused.
    func done(_ file: FileReport) {
        var fields: Logger.Metadata = [
            "file": .string(Mask.fileName(file.name)), "status": .string(file.status.rawValue),
        ]
        if let unit = file.unit { fields["unit"] = .string(unit) }
        if let source = file.source { fields["source"] = .string(source) }
        if let load = file.load { fields["load"] = .stringConvertible(load) }
        if let asOf = file.asOf { fields["as_of"] = .string(asOf) }
        if let code = file.failure?.code ?? file.rejects.first?.code { fields["code"] = .string(code) }
        if let counts = file.counts {
            fields["read"] = .stringConvertible(counts.read)
            fields["new"] = .stringConvertible(counts.new)
            fields["changed"] = .stringConvertible(counts.changed)
            fields["rejected"] = .stringConvertible(counts.rejected)
            fields["field_rejects"] = .stringConvertible(counts.fieldRejects)
            fields["retired"] = .stringConvertible(counts.retired)
        }
        if !file.warnings.isEmpty { fields["warnings"] = .stringConvertible(file.warnings.reduce(0) { $0 + $1.count }) }
        let (level, words): (Logger.Level, String) =
            switch file.status {
            case .loaded where file.exitCode == 0:
                (.info, isCheck ? language.pick("sẽ nạp được", "can be loaded") : language.pick("đã nạp", "loaded"))
            case .loaded where isCheck:
                (.warning, language.pick("sẽ nạp được, có chỗ không nhận", "can be loaded, with rejects"))
            case .loaded: (.warning, language.pick("đã nạp, có chỗ không nhận", "loaded, with rejects"))
            case .alreadyLoaded: (.info, language.pick("đã nạp trước đây", "already loaded"))
            case .refused: (.error, language.pick("không nạp", "refused"))
            case .unreadable: (.error, language.pick("không đọc được", "cannot be read"))
            }
        say(level, "file", words, fields)
    }

    func left(_ file: LeftFile) {
        var masked = file
        masked.folder = Mask.fileName(file.folder)
        masked.name = Mask.fileName(file.name)
        say(
            file.exitCode == 0 ? .notice : .error, "left", masked.text(language),
            ["file": .string(masked.name), "folder": .string(masked.folder), "reason": .string(file.reason.rawValue)])
    }

    func missing(_ all: [MissingArrival]) {
        for line in MissingArrival.lines(all, language) { say(.warning, "missing", line, [:]) }
    }

    func computed(_ report: RunReport) {
        say(
            .info, "computed", language.pick("đã tính chỉ tiêu", "values computed"),
            [
                "computed": .stringConvertible(report.computed),
                "values_changed": .stringConvertible(report.valuesChanged),
            ])
    }

    /// The last line.
    func ended(_ report: RunReport) {
        say(
            Self.level(report.exitCode), "ended", RunText(report, language).summary,
            ["exit_code": .stringConvertible(report.exitCode), "seconds": .stringConvertible(report.seconds)])
    }

    /// The last lines of a night that was stopped: why, and its exit code.
    func failed(_ failure: RunFailure) {
        for message in failure.messages {
            say(Self.level(failure.exitCode), "failed", message, ["exit_code": .stringConvertible(failure.exitCode)])
        }
        say(
            Self.level(failure.exitCode), "ended",
            language.pick("không chạy được, mã \(failure.exitCode)", "could not run, exit code \(failure.exitCode)"),
            ["exit_code": .stringConvertible(failure.exitCode)])
    }

    /// A file for the operator's eyes could not be written; the night is none the worse for it.
    func unmeasured(_ why: String) {
        say(
            .warning, "metrics",
            language.pick("không ghi được tệp số đo: \(why)", "the metrics cannot be written: \(why)"), [:])
    }

    private static func level(_ exitCode: Int32) -> Logger.Level {
        switch exitCode {
        case 0: .info
        case 1: .warning
        case 70, 74: .critical
        default: .error
        }
    }

    private func say(_ level: Logger.Level, _ event: String, _ message: String, _ fields: Logger.Metadata) {
        log.log(
            level: level, "\(Mask.visible(message))", metadata: fields.merging(["event": .string(event)]) { $1 })
    }
}
