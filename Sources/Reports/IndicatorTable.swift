package import Domain
import Foundation

/// Values of indicators as an aligned table, as CSV (RFC 4180) and as JSON.
package struct IndicatorTable {
    private let rows: [IndicatorRow]
    private let language: Language

    package init(_ rows: [IndicatorRow], _ language: Language) {
        self.rows = rows
        self.language = language
    }

    /// A head and a line a value; numbers to the right.
    package var lines: [String] {
        let vi = [
            "Chỉ tiêu", "Quy tắc", "Đơn vị", "Kỳ", "Phân tổ", "Tử số", "Mẫu số", "Tỷ lệ %", "Mục tiêu", "Đạt",
            "Số liệu đến",
        ]
        let en = [
            "Indicator", "Rules", "Unit", "Period", "Breakdown", "Num", "Den", "Rate %", "Target", "Met", "Data until",
        ]
        let head = language == .vi ? vi : en
        let body = rows.map { row in
            [
                row.indicator, row.rules, row.unit, row.periodKind == "ytd" ? "ytd \(row.period)" : row.period,
                row.breakdown.isEmpty ? "" : "\(row.breakdown)=\(Mask.printable(row.breakdownValue, limit: 30))",
                Decimal2.count(row.numerator), Decimal2.count(row.denominator),
                Decimal2.percent(row.numerator, row.denominator) ?? "—", row.target ?? "", met(row.met),
                row.dataUntil + (row.unitsBehind > 0 ? " (-\(row.unitsBehind))" : ""),
            ]
        }
        let used = head.indices.filter { column in body.contains { !$0[column].isEmpty } }
        let right: Set<Int> = [5, 6, 7]
        let widths = head.indices.map { column in ([head] + body).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = used.map { column in
                let gap = String(repeating: " ", count: widths[column] - cells[column].count)
                return right.contains(column) ? gap + cells[column] : cells[column] + gap
            }
            return "  " + String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
        let rule = "  " + used.map { String(repeating: "─", count: widths[$0]) }.joined(separator: "  ")
        return [line(head), rule] + body.map(line)
    }

    private func met(_ met: Bool?) -> String {
        met.map { $0 ? language.pick("đạt", "yes") : language.pick("chưa", "no") } ?? ""
    }

    /// Rows with a header, in the columns of the view; the rate unrounded.
    package var csv: String {
        let head = [
            "indicator", "rules", "unit", "period_kind", "period", "breakdown", "breakdown_value", "numerator",
            "denominator", "rate", "target", "met", "version", "data_until", "units_behind",
        ]
        let body = rows.map { row in
            [
                row.indicator, row.rules, row.unit, row.periodKind, row.period, row.breakdown, row.breakdownValue,
                Decimal2.count(row.numerator), Decimal2.count(row.denominator), row.rate.map { "\($0)" } ?? "",
                row.target ?? "",
                row.met.map { $0 ? "1" : "0" } ?? "", row.version, row.dataUntil, String(row.unitsBehind),
            ]
        }
        return CSVText.text([head] + body)
    }

    /// One JSON array of objects, keys in snake case and sorted.
    package func json() throws -> String { try JSONDocument.text(rows) + "\n" }
}

/// RFC 4180.
package enum CSVText {
    /// Rows with CR and LF behind each; cells in quotes where they must be.
    package static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
