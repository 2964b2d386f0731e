import Domain
import Mapping
import Warehouse

/// The case of a form: its inputs are loaded into a warehouse of a moment, and every row of `rows.csv`, which has columns of the
/// form's view, must be there. A form's breakdown that is `-` stands for the records whose value is not known.
struct FormCase {
    let folder: CaseFolder
    let form: FormDefinition
    let rules: Rules

    /// What does not hold.
    func callAsFunction() throws -> [Diagnostic] {
        let path = "\(folder.path)/rows.csv"
        guard let text = try folder.text("rows.csv") else {
            return [Diagnostic(file: path, vi: "ca thiếu tệp này", en: "the case lacks this file")]
        }
        let wanted = try CaseTable(text)
        let (refused, view) = try CaseWarehouse.read(folder, rules) {
            try $0.texts("SELECT * FROM \(form.id)")
        }
        let found = view.rows.map { row in
            Dictionary(zip(view.columns, row.map { $0 ?? "-" })) { first, _ in first }
        }
        return refused
            + wanted.rows.filter { row in !found.contains { one in row.cells.allSatisfy { one[$0.key] == $0.value } } }
            .map { row in
                let key = ["unit", form.by, "period_kind", "period"].filter { row.cells[$0] != nil }
                let near = found.first { one in key.allSatisfy { one[$0] == row.cells[$0] } }
                let said = near.map { one in wanted.columns.map { one[$0] ?? "" }.joined(separator: ",") }
                return Diagnostic(
                    file: path, line: row.line, column: 1,
                    vi: said.map { "biểu có dòng \($0)" } ?? "biểu không có dòng này",
                    en: said.map { "the form has the row \($0)" } ?? "the form has no such row")
            }
    }
}
