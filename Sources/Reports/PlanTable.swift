package import Domain
import Foundation

/// The tables of plans as text, as CSV (RFC 4180) and as JSON.
package struct PlanTable {
    private let rows: [PlanRow]
    private let language: Language
    /// Characters of a column of texts before it goes on in the next line.
    private static let width = 48

    package init(_ rows: [PlanRow], _ language: Language) {
        self.rows = rows
        self.language = language
    }

    /// A head for each plan and period, then a line a target; long texts go on below.
    package var text: String {
        var tables: [String] = []
        var open = rows[...]
        while let first = open.first {
            let own = open.prefix {
                $0.plan == first.plan && $0.periodKind == first.periodKind && $0.period == first.period
            }
            tables.append(table(Array(own)))
            open = open.dropFirst(own.count)
        }
        return tables.joined(separator: "\n")
    }

    private func table(_ rows: [PlanRow]) -> String {
        let first = rows[0]
        let until = rows.compactMap(\.dataUntil).max().map {
            language.pick(" · số liệu đến \($0)", " · data until \($0)")
        }
        let head =
            "\(first.planTitle) · \(first.unitName) (\(first.unit)) · \(first.periodKind) \(first.period)\(until ?? "")"
        let titles = language.pick(
            "TT|Chỉ tiêu|ĐVT|Kế hoạch|Kết quả|Tử/mẫu|Đạt|Chủ trì|Phối hợp",
            "No|Target|Unit|Plan|Result|Num/den|Met|Lead|Supporting")
        let cells = rows.map { row in
            [
                row.number, row.text, row.unitOfMeasure, row.target ?? language.pick("theo dõi", "tracked"),
                result(row),
                fraction(row), row.met.map { $0 ? language.pick("đạt", "yes") : language.pick("chưa", "no") } ?? "",
                row.lead, row.supporting,
            ]
        }
        let titleCells = titles.split(separator: "|").map(String.init)
        let used = titleCells.indices.filter { column in column == 1 || cells.contains { !$0[column].isEmpty } }
        let lines = ([titleCells] + cells).map { row in used.map { Self.wrapped(Mask.printable(row[$0], limit: 400)) } }
        let widths = used.indices.map { column in lines.flatMap { $0[column] }.map(\.count).max() ?? 0 }
        let body = lines.flatMap { row in
            (0..<(row.map(\.count).max() ?? 0)).map { line in
                let padded = row.enumerated().map { column, parts in
                    let text = line < parts.count ? parts[line] : ""
                    return text + String(repeating: " ", count: widths[column] - text.count)
                }
                return "  " + String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
            }
        }
        let rule = "  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ([head, body[0], rule] + body.dropFirst()).joined(separator: "\n") + "\n"
    }

    /// "—" for an empty denominator; where there is nothing at all, the reason.
    private func result(_ row: PlanRow) -> String {
        if let rate = row.rate { return fractionOf(row) ?? Decimal2.text(rate) }
        return row.denominator == nil ? language.pick(row.reason ?? "—", "no data yet") : "—"
    }

    /// The rate from whole counts, exact before it is rounded.
    private func fractionOf(_ row: PlanRow) -> String? {
        guard let numerator = row.numerator.flatMap({ Int64(exactly: $0) }),
            let denominator = row.denominator.flatMap({ Int64(exactly: $0) })
        else { return nil }
        return Decimal2.percent(numerator, denominator)
    }

    private func fraction(_ row: PlanRow) -> String {
        guard let numerator = row.numerator, let denominator = row.denominator else { return "" }
        return "\(Decimal2.plain(numerator))/\(Decimal2.plain(denominator))"
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.isEmpty ? [""] : lines
    }

    /// Rows with a header, in the columns of the view; the rate unrounded.
    package var csv: String {
        let body = rows.map { row -> [String] in
            let texts = [
                row.plan, row.unit, row.periodKind, row.period, row.number, row.text, row.unitOfMeasure,
                row.target ?? "",
            ]
            let results = [row.rate.map { "\($0)" } ?? "", row.met.map { $0 ? "1" : "0" } ?? ""]
            let names = [row.lead, row.supporting, row.reason ?? "", row.indicator, row.rules]
            let counts = [row.numerator, row.denominator].map { $0.map(Decimal2.plain) ?? "" }
            return texts + results + names + counts
                + [row.dataUntil ?? "", row.weight.map(Decimal2.plain) ?? "", row.planTitle]
        }
        return CSVText.text([PlanRow.CodingKeys.allCases.map(\.rawValue)] + body)
    }

    /// One JSON array of objects with the columns of the view, sorted.
    package func json() throws -> String { try JSONDocument.text(rows) + "\n" }
}
