import Domain
import Foundation
import Mapping

/// Runs the case of each source, indicator, index and form: a folder of its name in `Fixtures/`. A missing case is a warning at the
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
        // A ready-made figure without a file of its own needs no case.
        let files = Set(rules.digests.map(\.path))
        let indicators = rules.indicators.map { ($0.id, "indicators/\($0.id).yaml") }.filter { files.contains($0.1) }
        for (id, file) in indicators + rules.indexes.map({ ($0.id, "indexes/\($0.id).yaml") }) {
            diagnostics += run(id, file, folders) { try IndicatorCase(folder: $0, indicator: id, rules: rules)() }
        }
        for form in rules.forms {
            diagnostics += run(form.id, "forms/\(form.id).yaml", folders) {
                try FormCase(folder: $0, form: form, rules: rules)()
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
