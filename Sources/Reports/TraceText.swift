package import Domain

/// A trace for people and as CSV.
package struct TraceText {
    private let reports: [TraceReport]
    private let language: Language

    package init(_ reports: [TraceReport], _ language: Language) {
        self.reports = reports
        self.language = language
    }

    /// Numerator and denominator apart; each record with file, line, row and the facts that decided.
    package var text: String {
        reports.map { report in
            let rules = report.rules.isEmpty ? "" : " (\(report.rules))"
            let breakdown = report.breakdown.isEmpty ? "" : " · \(report.breakdown)"
            let head =
                "\(report.indicator)\(rules) · \(report.unit) · \(report.periodKind) \(report.period)\(breakdown): \(report.numerator)/\(report.denominator)"
            if let purged = report.purged {
                let said = language.pick(
                    "kỳ đã đóng; bản ghi được xóa theo thời hạn lúc \(purged), giá trị giữ như lúc ấy",
                    "the period is closed; its records were purged at \(purged), the value is as it was then")
                return "\(head)\n  \(said)\n"
            }
            let inside = report.records.filter(\.inNumerator)
            let outside = report.records.filter { !$0.inNumerator }
            let lines =
                [head]
                + group(inside, language.pick("Trong tử số", "In the numerator"), report)
                + group(outside, language.pick("Chỉ trong mẫu số", "In the denominator only"), report)
            return lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private func group(_ records: [TraceReport.Record], _ title: String, _ report: TraceReport) -> [String] {
        ["  \(title): \(records.count)"]
            + records.map { record in
                let facts =
                    zip(report.columns, record.facts).map { "\($0)=\($1 ?? "?")" }
                    + record.others.map { "{\($0.text(language))}" }
                let place = Self.place(record.file, record.line, record.row, language)
                return "    \(record.key)  \(place)  \(facts.joined(separator: " "))"
            }
    }

    /// Where a record stands: `ho-so.csv:22 (hàng 21)`.
    package static func place(_ file: String, _ line: Int, _ row: Int, _ language: Language) -> String {
        "\(Mask.printable(file)):\(line)" + (row != line ? language.pick(" (hàng \(row))", " (row \(row))") : "")
    }

    /// RFC 4180, a record a row.
    package var csv: String {
        let head = [
            "indicator", "rules", "unit", "period_kind", "period", "key", "in_numerator", "file", "line", "row",
            "as_of", "others",
        ]
        let columns = reports.first?.columns ?? []
        let isOne = reports.allSatisfy { $0.columns == columns }
        let body = reports.flatMap { report in
            report.records.map { record in
                [
                    report.indicator, report.rules, record.unit, report.periodKind, report.period, record.key,
                    record.inNumerator ? "1" : "0", record.file, String(record.line), String(record.row), record.asOf,
                    record.others.map { $0.text(language) }.joined(separator: "; "),
                ] + (isOne ? record.facts.map { $0 ?? "?" } : [])
            }
        }
        return CSVText.text([head + (isOne ? columns : [])] + body)
    }
}

extension OlderRecord {
    /// `phi_le_phi: dong-bo.xml:95 (hàng 4)`.
    func text(_ language: Language) -> String {
        "\(columns.joined(separator: ", ")): \(TraceText.place(file, line, row, language))"
    }
}
