import Domain
import Foundation
import Mapping

/// Runs the case of each source and each indicator: a folder of its name in `Fixtures/`. A missing case is a warning at the
/// file of the rule, a failed one an error at the line of the case that does not hold.
struct CaseRunner {
    let rules: Rules
    /// The folder of the cases.
    let fixtures: String

    /// What does not hold, and what is missing.
    func callAsFunction() -> [Diagnostic] {
        let folders: [String]
        do {
            folders = try CaseFolder.all(in: fixtures)
        } catch {
            return [unreadable(fixtures, error)]
        }
        var diagnostics: [Diagnostic] = []
        for source in rules.sources {
            diagnostics += run(source.id, "sources/\(source.id).yaml", folders) {
                try SourceCase(folder: $0, source: source.id, rules: rules)()
            }
        }
        for indicator in rules.indicators {
            diagnostics += run(indicator.id, "indicators/\(indicator.id).yaml", folders) {
                try IndicatorCase(folder: $0, indicator: indicator.id, rules: rules)()
            }
        }
        for check in rules.checks {
            diagnostics += run(check.id, "checks/\(check.id).yaml", folders) {
                try CheckCase(folder: $0, check: check.id, rules: rules)()
            }
        }
        return diagnostics
    }

    private func run(
        _ id: String, _ file: String, _ folders: [String], _ body: (CaseFolder) throws -> [Diagnostic]
    ) -> [Diagnostic] {
        let own = folders.filter { $0 == id || $0.hasPrefix(id + ".") }
        guard !own.isEmpty else {
            return [
                Diagnostic(
                    .warning, file: file, vi: "chưa có ca kiểm thử: thêm thư mục \(fixtures)/\(id)/",
                    en: "there is no case yet: add the folder \(fixtures)/\(id)/")
            ]
        }
        return own.flatMap { name in
            let path = "\(fixtures)/\(name)"
            do {
                let folder = try CaseFolder(at: path)
                guard !folder.inputs.isEmpty else {
                    return [Diagnostic(file: path, vi: "ca không có tệp input", en: "the case has no input file")]
                }
                return try body(folder)
            } catch let failure as RunFailure {
                let said = failure.messages.joined(separator: "; ")
                return [Diagnostic(file: path, vi: said, en: said)]
            } catch {
                return [unreadable(path, error)]
            }
        }
    }

    private func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
        Diagnostic(
            file: path, vi: "không đọc được: \(error.localizedDescription)",
            en: "cannot be read: \(error.localizedDescription)")
    }
}
