package import Domain

/// A look at a file, for people: what it is, which source reads it, and its columns.
package struct InspectText {
    /// Values of a column that are told.
    private static let shownValues = 6
    private static let shownShapes = 2

    private let report: InspectReport
    private let language: Language

    package init(_ report: InspectReport, _ language: Language) {
        self.report = report
        self.language = language
    }

    private func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    /// The whole text, lines ended.
    package var text: String {
        var lines = [head]
        if let failure = report.failureText { lines.append("  ✗ " + failure) }
        lines += source
        for (code, count) in report.faults.sorted(by: { $0.key < $1.key }) {
            lines.append("  ! " + say("\(count) dòng không đọc được", "\(count) rows cannot be read") + " [\(code)]")
        }
        if report.columns.isEmpty { return lines.joined(separator: "\n") + "\n" }
        return lines.joined(separator: "\n") + "\n\n" + table.aligned
    }

    private var head: String {
        var parts = [Mask.printable(report.file, limit: 200)]
        switch report.format {
        case "xml": parts.append("XML")
        case "table": parts.append(say("bảng", "table"))
        default: if !report.format.isEmpty { parts.append(report.format.uppercased()) }
        }
        if !report.encoding.isEmpty {
            parts.append(report.encoding + (report.hasByteOrderMark ? say(" có BOM", " with a BOM") : ""))
        }
        if let delimiter = report.delimiter { parts.append(say("dấu phân cách ", "delimiter ") + delimiter) }
        if !report.sheets.isEmpty {
            parts.append(
                say("trang tính ", "sheets ") + report.sheets.map { Mask.printable($0) }.joined(separator: ", ")
                    + (report.sheets.count > 1
                        ? report.sheet.map { say("; xem ", "; looked at ") + Mask.printable($0) } ?? "" : ""))
        }
        if let line = report.headerLine, let rows = report.headerRows {
            parts.append(
                say("tiêu đề ở dòng \(line)", "header in line \(line)")
                    + (rows > 1 ? say(", \(rows) hàng", ", \(rows) rows") : ""))
        }
        if !["", "xml"].contains(report.format), report.failure == nil, report.headerLine == nil {
            parts.append(say("không thấy hàng tiêu đề", "no header was found"))
        }
        if let record = report.record { parts.append(say("bản ghi ", "records ") + Mask.printable(record)) }
        if report.failure == nil { parts.append(say("\(report.records) dòng dữ liệu", "\(report.records) records")) }
        return parts.joined(separator: " · ")
    }

    private var source: [String] {
        if let source = report.source {
            var line = say("  mẫu: ", "  source: ") + "\(report.sourceTitle ?? source) [\(source)]"
            if let day = report.asOf { line += " · " + say("số liệu đến ", "as of ") + day }
            if report.asOf == nil {
                line += " · " + say("tệp không nói ngày: nạp với --as-of", "the file tells no day: import with --as-of")
            }
            return [line]
        }
        guard let refusal = report.refusalText else { return [] }
        var lines = ["  ? " + refusal]
        if report.refusal == RejectCode.encodingTold.rawValue { return lines }
        lines.append(
            "    "
                + say(
                    "mẫu mới: chitieu inspect --draft TỆP > Mappings/sources/ten-mau.yaml",
                    "a new layout: chitieu inspect --draft FILE > Mappings/sources/its-name.yaml"))
        return lines
    }

    private var table: PlainTable {
        PlainTable(
            columns: [
                say("cột", "column"), say("trường", "field"), say("kiểu", "type"), say("trống", "empty"),
                say("khác nhau", "distinct"), say("giá trị", "values"),
            ],
            rows: report.columns.map { column in
                let type = column.typeText + (column.list.map { " \($0)" } ?? "")
                let share = column.typeShare < 0.995 ? " \(Int(column.typeShare * 100)) %" : ""
                return [
                    column.heading, column.fields.joined(separator: ", "), type + share, percent(column.emptyShare),
                    (column.distinctIsLimit ? "> " : "") + String(column.distinct), values(column),
                ]
            })
    }

    /// Whole percents; what is not quite none or all is not said to be.
    private func percent(_ share: Double) -> String {
        if share > 0, share < 0.01 { return "< 1 %" }
        return "\(Int(share * 100)) %"
    }

    private func values(_ column: InspectReport.Column) -> String {
        if let first = column.first, let last = column.last { return "\(first) … \(last)" }
        let shown = column.values.isEmpty ? column.shapes : column.values
        let limit = column.values.isEmpty ? Self.shownShapes : Self.shownValues
        return shown.prefix(limit).joined(separator: "; ") + (shown.count > limit ? "; …" : "")
    }
}
