import Domain
import Mapping
import Warehouse

/// Tries the queries of `checks/` on an empty warehouse in memory, with the views of the rules: a mistake in one has its place.
enum QueryProbe {
    /// The queries that SQLite does not take.
    static func faults(_ rules: Rules) throws -> [Diagnostic] {
        let queries = rules.checks.compactMap { check -> (String, QueryText)? in
            if case .query(let text) = check.form { ("checks/\(check.id).yaml", text) } else { nil }
        }
        guard !queries.isEmpty else { return [] }
        return try WarehouseFile(inMemory: "checks").write { session in
            try session.synchronise(rules.image(version: ImportRun.version))
            return queries.compactMap { path, text in session.fault(ofQuery: text.sql).map { say($0, path, text) } }
        }
    }

    private static func say(_ fault: QueryFault, _ path: String, _ text: QueryText) -> Diagnostic {
        let (byte, vi, en) =
            switch fault {
            case .refused(let byte, let message):
                (byte, "câu SQL không chạy được: \(message)", "the query cannot be run: \(message)")
            case .personal(let name):
                (0, "câu SQL nêu cột cá nhân \(name)", "the query names the personal column \(name)")
            case .writes: (0, "câu SQL chỉ được đọc (SELECT)", "the query may only read (SELECT)")
            }
        let place = text.place(ofByte: byte)
        return Diagnostic(file: path, line: place.line, column: place.column, vi: vi, en: en)
    }
}

extension RulesCompiler {
    /// All mistakes, those in queries among them.
    func allDiagnostics() throws -> [Diagnostic] {
        // The views of rules with mistakes cannot be made.
        guard !diagnostics.contains(where: { $0.level == .error }) else { return diagnostics }
        return (diagnostics + (try QueryProbe.faults(rules))).sorted()
    }
}
