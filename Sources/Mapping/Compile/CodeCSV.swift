import Domain
import Readers
import Records

/// A CSV file of `codes/` as rows of texts by heading, read by the program's own reader.
struct CodeCSV {
    /// One row: its line, and its cells by heading.
    struct Row {
        var line: Int
        var cells: [String: String]

        subscript(_ heading: String) -> String { cells[heading] ?? "" }
    }

    private(set) var rows: [Row] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads the file; `required` headings must be there, others only from `known`.
    init(path: String, bytes: [UInt8], required: [String], known: [String]) {
        let reader = TableReader(delimiter: UInt8(ascii: ","), encoding: .utf8, limits: ReadLimits())
        var batch = RecordBatch()
        do {
            try reader.feed(bytes[...], into: &batch)
            try reader.finish(into: &batch)
        } catch {
            diagnostics.append(
                Diagnostic(file: path, line: error.line, vi: "tệp CSV không đọc được", en: "the CSV cannot be read"))
            return
        }
        var headings: [String] = []
        for head in batch.heads {
            if head.fault >= 0 {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: Int(head.line), column: 1, vi: "dòng CSV không đọc được",
                        en: "the CSV row cannot be read"))
                continue
            }
            let cells = (Int(head.firstCell)..<Int(head.endCell)).map { index in
                let cell = batch.cells[index]
                let from = Int(cell.start)
                return String(decoding: batch.bytes[from..<from + Int(cell.length)], as: UTF8.self)
            }
            if headings.isEmpty {
                headings = cells.map { $0.filter { !$0.isWhitespace } }
                check(headings, path, Int(head.line), required, known)
                continue
            }
            guard cells.count == headings.count else {
                diagnostics.append(
                    Diagnostic(
                        file: path, line: Int(head.line), column: 1,
                        vi: "dòng có \(cells.count) ô, tiêu đề có \(headings.count) ô",
                        en: "the row has \(cells.count) cells, the header \(headings.count)"))
                continue
            }
            rows.append(Row(line: Int(head.line), cells: Dictionary(zip(headings, cells)) { first, _ in first }))
        }
    }

    private mutating func check(
        _ headings: [String], _ path: String, _ line: Int, _ required: [String], _ known: [String]
    ) {
        for heading in required where !headings.contains(heading) {
            diagnostics.append(
                Diagnostic(
                    file: path, line: line, column: 1, vi: "thiếu cột \"\(heading)\"",
                    en: "the column \"\(heading)\" is missing"))
        }
        for heading in headings where !(required + known).contains(heading) {
            let hint = Nearest.word(to: heading, among: required + known)
            diagnostics.append(
                Diagnostic(
                    file: path, line: line, column: 1,
                    vi: "không có cột \"\(heading)\"\(YamlFile.hintVi(hint))",
                    en: "no such column \"\(heading)\"\(YamlFile.hintEn(hint))"))
        }
    }
}
