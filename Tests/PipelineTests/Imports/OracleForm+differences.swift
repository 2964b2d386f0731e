extension OracleForm {
    /// Where the program's rows and these differ: how many, and the first few. A row of the program that counts nothing is
    /// none; one that the catalogue or the plan names must be there.
    func differences(_ program: [Key: Columns]) -> [String] {
        func text(_ columns: Columns?) -> String {
            columns.map { columns in (3...13).map { "\(columns[$0] ?? 0)" }.joined(separator: " ") } ?? "none"
        }
        func isBlank(_ columns: Columns?) -> Bool { columns?.values.allSatisfy { $0 == 0 } ?? true }
        var lines: [String] = []
        for key in Set(program.keys).union(rows.keys).union(named) {
            let place = "\(key.unit) \(key.periodKind) \(key.period) \(key.domain ?? "NULL")"
            let (found, wanted) = (program[key], rows[key])
            if isBlank(found), isBlank(wanted), found != nil || !named.contains(key) { continue }
            if text(found) == text(wanted) { continue }
            lines.append("\(place): program \(text(found)), oracle \(text(wanted))")
        }
        return lines.isEmpty ? [] : ["\(lines.count) rows differ"] + lines.sorted().prefix(8)
    }
}
