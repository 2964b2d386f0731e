import Domain
import Foundation

/// Any table as aligned text, CSV (RFC 4180) or JSON.
package struct PlainTable: Sendable {
    package var columns: [String]
    /// Texts; nil is no value.
    package var rows: [[String?]]

    package init(columns: [String], rows: [[String?]]) {
        self.columns = columns
        self.rows = rows
    }

    /// `text`, `csv` or `json`.
    package func text(_ format: String) throws -> String {
        switch format {
        case "csv": return CSVText.text([columns] + rows.map { $0.map { $0 ?? "" } })
        case "json":
            let objects = rows.map { row in
                Dictionary(zip(columns, row).compactMap { key, value in value.map { (key, $0) } }) { first, _ in first }
            }
            return try JSONDocument.text(objects) + "\n"
        default: return aligned
        }
    }

    /// Columns side by side.
    package var aligned: String {
        let cells = [columns] + rows.map { $0.map { Mask.printable($0 ?? "", limit: 60) } }
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let lines = cells.map { row in
            let padded = row.enumerated().map { $1 + String(repeating: " ", count: widths[$0] - $1.count) }
            return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
