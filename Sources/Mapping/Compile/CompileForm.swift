import Domain
import Yams

extension RulesCompiler {
    /// A file of `forms/`: the form, and the definition whose rule sets are its counted columns.
    mutating func compileForm(_ path: String, _ root: Node) {
        let over = root.text("over") ?? ""
        let id = MappingFolder.id(path)
        guard let kind = rules.kinds.first(where: { $0.id == over }), let checker = checkers[over] else {
            unknown(
                path, root["over"], ("loại bản ghi", "kind of record"), over, rules.kinds.map(\.id), room: "records")
            return
        }
        let columns = root.pairs("columns").map { pair in
            FormDefinition.Column(
                name: pair.key.plain, title: pair.value.text("title") ?? "", sum: pair.value.texts("sum").map(\.plain))
        }
        let names = columns.map(\.name)
        for pair in root.pairs("columns") {
            for node in pair.value.texts("sum") where !names.contains(node.plain) || node.plain == pair.key.plain {
                unknown(path, node, ("cột", "column"), node.plain, names)
            }
        }
        let base = root["where"].flatMap { formula(path, $0, .condition, checker) }
        let sets = root.pairs("columns").filter { $0.value["sum"] == nil }.compactMap {
            column(path, $0.key.plain, $0.value, base, checker)
        }
        guard let by = root["by"].flatMap({ breakdown(path, $0, kind.id, checker) }) else { return }
        rules.forms.append(
            FormDefinition(
                id: id, title: root.text("title") ?? "", description: root.text("description") ?? "", over: kind.id,
                by: by.name, columns: columns,
                identities: root.texts("identities").compactMap { identity(path, $0, names) },
                rows: rows(path, root["rows"])))
        var definition = IndicatorDefinition(
            id: id, title: root.text("title") ?? "", over: kind.id, by: [by],
            windows: PeriodKind.allCases, rules: sets)
        definition.form = id
        rules.formColumns.append(definition)
    }

    private mutating func column(
        _ path: String, _ name: String, _ node: Node, _ base: Formula?, _ checker: ExpressionChecker
    ) -> RuleSet? {
        let own = node["counts"].flatMap { formula(path, $0, .condition, checker) }
        if own == nil, node["counts"] != nil { return nil }
        let text = [base?.text, own?.text].compactMap { $0 }.map { "(\($0))" }.joined(separator: " AND ")
        guard let shape = shape(path, VersionNode(node, nil), checker),
            let counted = formula(path, Node(text.isEmpty ? "1 = 1" : text), .condition, checker)
        else { return nil }
        return RuleSet(name: name, shape: shape, denominator: counted, numerator: counted, schema: checker.schema)
    }

    /// `c3 = c4 + c5 + c6`.
    private mutating func identity(_ path: String, _ node: Node, _ names: [String]) -> FormDefinition.Identity? {
        let sides = node.plain.split(separator: "=", omittingEmptySubsequences: false).map { side in
            side.split(separator: "+").map { String($0.filter { $0 != " " }) }
        }
        guard sides.count == 2, sides[0].count == 1, !sides[1].isEmpty else {
            say(
                path, node, vi: "đẳng thức có dạng c3 = c4 + c5 + c6", en: "an identity is written c3 = c4 + c5 + c6")
            return nil
        }
        for name in sides[0] + sides[1] where !names.contains(name) {
            unknown(path, node, ("cột", "column"), name, names)
        }
        return FormDefinition.Identity(text: node.plain, left: sides[0][0], right: sides[1])
    }

    /// `thu_tuc.linh_vuc`.
    private mutating func rows(_ path: String, _ node: Node?) -> FormDefinition.Rows? {
        guard let node else { return nil }
        let parts = node.plain.split(separator: ".").map(String.init)
        guard parts.count == 2, let kind = rules.kinds.first(where: { $0.id == parts[0] }), kind.column(parts[1]) != nil
        else {
            unknown(
                path, node, ("cột của loại bản ghi", "column of a kind of record"), node.plain,
                rules.kinds.flatMap { kind in kind.columns.map { "\(kind.id).\($0.name)" } })
            return nil
        }
        return FormDefinition.Rows(kind: parts[0], column: parts[1])
    }
}
