import Domain
import Yams

extension RulesCompiler {
    /// A file of `checks/`: just one of three forms.
    mutating func compileCheck(_ path: String, _ root: Node, _ bytes: [UInt8]) -> CheckDefinition? {
        let id = MappingFolder.id(path)
        let forms = ["where", "counts", "query"].filter { root[$0] != nil }
        guard forms.count == 1 else {
            say(
                path, root, vi: "cần đúng một trong: where, counts, query",
                en: "just one of these is wanted: where, counts, query")
            return nil
        }
        checkEntries(path, root, of: forms[0])
        order[id] = Int(root.number("order") ?? 1_000)
        var version = ""
        let form: CheckDefinition.Form
        if let node = root["query"] {
            form = .query(queryText(node, bytes))
        } else {
            guard let (kind, checker) = kind(path, root) else { return nil }
            guard
                let made = forms[0] == "where"
                    ? records(path, root, kind, checker) : files(path, root, kind, checker)
            else { return nil }
            form = made
        }
        let title = root.text("title") ?? ""
        let advice = root.text("advice") ?? ""
        var check = CheckDefinition(
            id: id, title: title, titleEn: root.text("title_en") ?? title,
            severity: root.text("severity").flatMap { CheckDefinition.Severity(rawValue: $0) } ?? .warning,
            advice: advice, adviceEn: root.text("advice_en") ?? advice, form: form, version: "")
        if let kind = check.over, let schema = checkers[kind]?.schema {
            version = Digest64.hexadecimal(check.formulas.map { $0.term.sql(schema) }.joined(separator: "\n"))
        }
        check.version = version
        return check
    }

    /// Entries that belong to another form.
    private mutating func checkEntries(_ path: String, _ root: Node, of form: String) {
        let own = ["where": ["over"], "counts": ["over", "among", "at_least", "always", "never", "below"]][form] ?? []
        for name in ["over", "among", "at_least", "always", "never", "below"] where !own.contains(name) {
            guard let node = root[name] else { continue }
            say(
                path, node, vi: "\"\(name)\" không dùng cùng \"\(form)\"",
                en: "\"\(name)\" does not go with \"\(form)\"")
        }
    }

    private mutating func kind(_ path: String, _ root: Node) -> (Kind, ExpressionChecker)? {
        let over = root.text("over") ?? ""
        guard let kind = rules.kinds.first(where: { $0.id == over }), let checker = checkers[over] else {
            if over.isEmpty { say(path, root, vi: "thiếu mục \"over\"", en: "the entry \"over\" is missing") }
            unknown(
                path, root["over"], ("loại bản ghi", "kind of record"), over, rules.kinds.map(\.id), room: "records")
            return nil
        }
        // A catalogue's rows speak for many units: counted unit by unit they would be counted many times.
        guard !kind.standing else {
            say(
                path, root["over"], vi: "\"\(over)\" là danh mục: viết phép đối chiếu bằng \"query\"",
                en: "\"\(over)\" is a catalogue: write the check as a \"query\"")
            return nil
        }
        return (kind, checker)
    }

    private mutating func records(
        _ path: String, _ root: Node, _ kind: Kind, _ checker: ExpressionChecker
    ) -> CheckDefinition.Form? {
        root["where"].flatMap { condition(path, $0, checker) }.map { .records(over: kind.id, condition: $0) }
    }

    private mutating func files(
        _ path: String, _ root: Node, _ kind: Kind, _ checker: ExpressionChecker
    ) -> CheckDefinition.Form? {
        let among = root["among"].flatMap { condition(path, $0, checker) }
        let counts = root.pairs("counts").compactMap { pair -> FileCheck.Count? in
            if kind.column(pair.key.plain) == nil {
                unknown(path, pair.key, ("cột", "column"), pair.key.plain, kind.columns.map(\.name))
            }
            return condition(path, pair.value, checker).map { FileCheck.Count(column: pair.key.plain, condition: $0) }
        }
        let below = root.text("below").flatMap { Double($0.replacing(",", with: ".")) }
        if below == nil, let node = root["below"] {
            say(path, node, vi: "\"below\" phải là số phần trăm", en: "\"below\" must be a percentage")
        }
        if root["below"] == nil, !root.flag("always"), !root.flag("never") {
            say(
                path, root, vi: "cần ít nhất một trong: always, never, below",
                en: "at least one of these is wanted: always, never, below")
        }
        return .files(
            over: kind.id,
            FileCheck(
                among: among, counts: counts, atLeast: Int(root.number("at_least") ?? 1), always: root.flag("always"),
                never: root.flag("never"), below: below))
    }

    private mutating func condition(_ path: String, _ node: Node, _ checker: ExpressionChecker) -> Formula? {
        guard let formula = formula(path, node, .condition, checker) else { return nil }
        if formula.term.mentions(.start) {
            say(
                path, node, vi: "phép đối chiếu không có kỳ: không dùng :start",
                en: "a check has no period: there is no :start")
        }
        return formula
    }

    /// The query with its place. The lines of a block (`|`) are those of the file, behind the blanks of its first line.
    private func queryText(_ node: Node, _ bytes: [UInt8]) -> QueryText {
        let sql = node.plain
        let line = node.mark?.line ?? 0
        guard node.scalar?.style == .literal else {
            return QueryText(sql: sql, line: line, column: node.mark?.column ?? 0, keepsLines: false)
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let blanks = lines.dropFirst(line).first?.prefix { $0 == UInt8(ascii: " ") }.count ?? 0
        return QueryText(sql: sql, line: line + 1, column: blanks + 1, keepsLines: true)
    }
}
