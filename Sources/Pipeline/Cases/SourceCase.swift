import Domain
import Mapping

/// The case of a source: what each input comes to in our terms (`expected.ndjson`), and what was not taken of it
/// (`rejects.csv`). Nothing is loaded.
struct SourceCase {
    let folder: CaseFolder
    let source: String
    let rules: Rules

    /// What does not hold.
    func callAsFunction() throws -> [Diagnostic] {
        var facts = ""
        var rejects = "line,field,code,severity\n"
        for input in folder.inputs {
            let file = MappedFile(
                path: "\(folder.path)/\(input)", rules: rules, source: source, unit: folder.options["unit"] ?? "",
                asOf: folder.asOf)
            facts += file.lines.map { $0 + "\n" }.joined()
            rejects += file.rejects.map { "\($0.line),\($0.field),\($0.code.rawValue),\($0.severity.rawValue)\n" }
                .joined()
        }
        return try [("expected.ndjson", facts), ("rejects.csv", rejects)].compactMap { name, found in
            guard let expected = try folder.text(name) else {
                return Diagnostic(
                    file: "\(folder.path)/\(name)", vi: "ca thiếu tệp này", en: "the case lacks this file")
            }
            return FirstDifference(expected: expected, found: found)?.diagnostic("\(folder.path)/\(name)")
        }
    }
}
