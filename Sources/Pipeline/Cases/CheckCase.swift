import Domain
import Mapping
import Reports
import Warehouse

/// The case of a check: its inputs are loaded into a warehouse of a moment, and `checks.csv` is the check's row of view
/// `check_result`, `check,severity,count,examples`; only the header where nothing holds.
struct CheckCase {
    let folder: CaseFolder
    let check: String
    let rules: Rules

    /// What does not hold.
    func callAsFunction() throws -> [Diagnostic] {
        let path = "\(folder.path)/checks.csv"
        guard let expected = try folder.text("checks.csv") else {
            return [Diagnostic(file: path, vi: "ca thiếu tệp này", en: "the case lacks this file")]
        }
        let (refused, found) = try CaseWarehouse.read(folder, rules) { session in
            try session.texts(#"SELECT "check", severity, count, examples FROM check_result"#)
        }
        let rows = found.rows.filter { $0.first == check }.map { $0.map { $0 ?? "" } }
        let text = CSVText.text([found.columns] + rows).replacing("\r\n", with: "\n")
        return refused + [FirstDifference(expected: expected, found: text)?.diagnostic(path)].compactMap { $0 }
    }
}
