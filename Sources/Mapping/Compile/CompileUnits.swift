import Domain

extension RulesCompiler {
    /// `codes/don_vi.csv`.
    mutating func compileUnits(_ path: String, _ bytes: [UInt8]) {
        let csv = CodeCSV(
            path: path, bytes: bytes, required: ["code", "name", "level", "parent"],
            known: ["area", "aliases", "begins_on", "ends_on", "successor", "note"])
        diagnostics += csv.diagnostics
        var met: Set<String> = []
        let entries = csv.rows.map { row in
            if !met.insert(row["code"]).inserted {
                say(path, row, vi: "mã \(row["code"]) có hai lần", en: "the code \(row["code"]) is there twice")
            }
            if !["tinh", "so", "xa"].contains(row["level"]) {
                say(path, row, vi: "level phải là tinh, so hoặc xa", en: "level must be tinh, so or xa")
            }
            let begins = day(path, row, "begins_on")
            let ends = day(path, row, "ends_on")
            if let begins, let ends, ends <= begins {
                say(path, row, vi: "ends_on phải sau begins_on", en: "ends_on must be after begins_on")
            }
            return UnitList.Entry(
                code: row["code"], name: row["name"], level: row["level"], parent: row["parent"], area: row["area"],
                aliases: row["aliases"].split(separator: "|").map(String.init), beginsOn: begins?.number,
                endsOn: ends?.number, successors: successors(path, row))
        }
        rules.units = UnitList(entries: entries)
        checkSuccessors(path, csv.rows)
    }

    /// `H55.300`, or `H55.300|H55.301`, or `H55.300:0.6|H55.301:0.4`.
    private mutating func successors(_ path: String, _ row: CodeCSV.Row) -> [UnitList.Successor] {
        let parts = row["successor"].split(separator: "|").map { part -> (code: String, share: Double?, isRead: Bool) in
            let pair = part.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            let share = pair.count == 2 ? Double(pair[1].replacing(",", with: ".")) : nil
            return (pair.first ?? "", share, pair.count < 2 || (share ?? 0) > 0)
        }
        if !parts.isEmpty, row["ends_on"].isEmpty {
            say(path, row, vi: "successor cần ends_on", en: "successor wants ends_on")
        }
        let shares = parts.compactMap(\.share)
        let isSummed = shares.isEmpty || abs(shares.reduce(0, +) - 1) < 1e-9
        if parts.contains(where: { !$0.isRead }) || (!shares.isEmpty && shares.count < parts.count) || !isSummed {
            say(
                path, row, vi: "tỷ lệ của các đơn vị kế tiếp phải là số dương, có đủ hoặc không có, và cộng lại bằng 1",
                en: "shares of successors must be positive, given for all or none, and sum to 1")
        }
        if Set(parts.map(\.code)).count < parts.count || parts.contains(where: { $0.code == row["code"] }) {
            say(
                path, row, vi: "một đơn vị không kế tiếp chính nó, và không được ghi hai lần",
                en: "a unit does not follow itself, and is not named twice")
        }
        return parts.map { UnitList.Successor(code: $0.code, share: $0.share) }
    }

    private mutating func checkSuccessors(_ path: String, _ rows: [CodeCSV.Row]) {
        let list = rules.units
        for (row, entry) in zip(rows, list.entries) {
            for one in entry.successors where list.entry(one.code) == nil && one.code != entry.code {
                let hint = Nearest.word(to: one.code, among: list.entries.map(\.code))
                say(
                    path, row, vi: "không có đơn vị \"\(one.code)\"\(YamlFile.hintVi(hint))",
                    en: "no such unit \"\(one.code)\"\(YamlFile.hintEn(hint))")
            }
            for one in entry.successors where one.code != entry.code {
                guard let next = list.entry(one.code)?.endsOn, let end = entry.endsOn, next <= end else { continue }
                say(
                    path, row, vi: "\(one.code) kết thúc trước khi kế tiếp \(entry.code)",
                    en: "\(one.code) ends before it follows \(entry.code)")
            }
        }
    }
}
