import Domain

extension RulesCompiler {
    /// A file of `codes/`: a code list, or the units.
    mutating func compileCodes(_ path: String, _ bytes: [UInt8]) {
        let id = MappingFolder.id(path)
        if id == "don_vi" { return compileUnits(path, bytes) }
        let csv = CodeCSV(
            path: path, bytes: bytes, required: ["label", "code"], known: ["note", "valid_from", "valid_to"])
        diagnostics += csv.diagnostics
        var met: [String: [(code: String, valid: Validity, line: Int)]] = [:]
        let entries = csv.rows.map { row in
            let valid = validity(path, row)
            let key = CodeList.key(row["label"])
            if let other = met[key]?.first(where: { $0.code != row["code"] && $0.valid.overlaps(valid) }) {
                say(
                    path, row, vi: "\"\(row["label"])\" đã có mã \(other.code) ở dòng \(other.line)",
                    en: "\"\(row["label"])\" has code \(other.code) in line \(other.line)")
            }
            if row["label"].isEmpty || row["code"].isEmpty {
                say(path, row, vi: "thiếu label hoặc code", en: "label or code is missing")
            }
            met[key, default: []].append((row["code"], valid, row.line))
            return CodeList.Entry(label: row["label"], code: row["code"], note: row["note"], valid: valid)
        }
        rules.codes.append(CodeList(id: id, entries: entries))
    }

    private mutating func validity(_ path: String, _ row: CodeCSV.Row) -> Validity {
        let valid = Validity(from: day(path, row, "valid_from"), to: day(path, row, "valid_to"))
        if let from = valid.from, let to = valid.to, to < from {
            say(path, row, vi: "valid_to trước valid_from", en: "valid_to is before valid_from")
        }
        return valid
    }

    /// A day in a cell of a list, or nil where it is empty.
    mutating func day(_ path: String, _ row: CodeCSV.Row, _ heading: String) -> Day? {
        let day = Day(iso: row[heading])
        if day == nil, !row[heading].isEmpty {
            say(
                path, row, vi: "\(heading) phải là ngày có thật, dạng 2026-04-30",
                en: "\(heading) must be a day of the calendar, as 2026-04-30")
        }
        return day
    }

    /// A mistake of a row.
    mutating func say(_ path: String, _ row: CodeCSV.Row, vi: String, en: String) {
        diagnostics.append(Diagnostic(file: path, line: row.line, column: 1, vi: vi, en: en))
    }
}
