import Domain
import Yams

extension RulesCompiler {
    /// The words of all kinds, checked; each mistake at its place in the file.
    mutating func checkWords(_ folder: MappingFolder) {
        for kind in rules.kinds {
            for list in kind.related where rules.kind(list.kind) == nil {
                unknown(
                    "records/\(kind.id).yaml", nil, ("loại bản ghi", "kind of record"), list.kind, rules.kinds.map(\.id)
                )
            }
            let checker = ExpressionChecker(ExpressionSchema(of: kind, among: rules.kinds))
            checkers[kind.id] = checker
            let path = "records/\(kind.id).yaml"
            for (word, faults) in checker.wordFaults {
                for fault in faults { say(path, wordNodes["\(kind.id).\(word)"], "\(word): ", fault) }
            }
        }
    }

    /// A file of `indicators/`.
    mutating func compileIndicator(_ path: String, _ root: Node) -> IndicatorDefinition? {
        let over = root.text("over") ?? ""
        guard let kind = rules.kinds.first(where: { $0.id == over }), let checker = checkers[over] else {
            unknown(
                path, root["over"], ("loại bản ghi", "kind of record"), over, rules.kinds.map(\.id), room: "records")
            return nil
        }
        let meanings = Dictionary(root.pairs("as").map { ($0.key.plain, $0.value) }) { first, _ in first }
        let names = root.texts("by").map(\.plain)
        for (name, _) in root.pairs("as") where !names.contains(name.plain) {
            unknown(path, name, ("phân tổ", "breakdown"), name.plain, names)
        }
        let by = root.texts("by").compactMap { node -> Breakdown? in
            formula(path, meanings[node.plain] ?? node, .any, checker).map { Breakdown(node.plain, $0) }
        }
        var sets: [(name: String, node: Node)] =
            root["rules"] == nil ? [("", root)] : root.pairs("rules").map { ($0.key.plain, $0.value) }
        let defaults = sets.filter { $0.node.flag("default") }
        if sets.count > 1, defaults.count != 1 {
            say(
                path, root["rules"], vi: "đúng một bộ quy tắc phải có \"default: true\"",
                en: "just one rule set must have \"default: true\"")
        }
        sets = defaults + sets.filter { !$0.node.flag("default") }
        let rules = sets.compactMap { ruleSet(path, $0.name, $0.node, checker) }
        guard rules.count == sets.count else { return nil }
        let id = MappingFolder.id(path)
        order[id] = Int(root.number("order") ?? 1_000)
        let windows = root.texts("windows").compactMap { PeriodKind(rawValue: $0.plain) }
        return IndicatorDefinition(
            id: id, title: root.text("title") ?? "", unitOfMeasure: root.text("unit_of_measure") ?? "%", over: kind.id,
            by: by, personal: root.flag("personal"),
            windows: [.month, .quarter, .half, .year, .ytd] + windows, rules: rules)
    }

    private mutating func ruleSet(
        _ path: String, _ name: String, _ node: Node, _ checker: ExpressionChecker
    ) -> RuleSet? {
        for field in ["shape", "denominator", "numerator"] where node[field] == nil {
            say(path, node, vi: "thiếu mục \"\(field)\"", en: "the entry \"\(field)\" is missing")
        }
        let day = node["day"].flatMap { formula(path, $0, .day, checker) }
        let from = node["from"].flatMap { formula(path, $0, .day, checker) }
        let until = node["until"].flatMap { formula(path, $0, .day, checker) }
        let denominator = node["denominator"].flatMap { formula(path, $0, .condition, checker) }
        let numerator = node["numerator"].flatMap { formula(path, $0, .condition, checker) }
        let shape: Shape
        switch node.text("shape") {
        case "flow":
            guard let day else {
                if node["day"] == nil {
                    say(path, node, vi: "\"shape: flow\" cần mục \"day\"", en: "\"shape: flow\" needs \"day\"")
                }
                return nil
            }
            shape = .flow(day: day)
        case "span":
            guard let from, let until else {
                if node["from"] == nil || node["until"] == nil {
                    say(
                        path, node, vi: "\"shape: span\" cần \"from\" và \"until\"",
                        en: "\"shape: span\" needs \"from\" and \"until\"")
                }
                return nil
            }
            shape = .span(from: from, until: until)
        default: shape = .stock(from: from, until: until)
        }
        guard let denominator, let numerator else { return nil }
        return RuleSet(
            name: name, shape: shape, denominator: denominator, numerator: numerator,
            validFrom: node["valid"]?.text("from").flatMap { Day(iso: $0) },
            validTo: node["valid"]?.text("to").flatMap { Day(iso: $0) }, schema: checker.schema)
    }

    /// An expression of a node; its mistakes are said.
    mutating func formula(
        _ path: String, _ node: Node, _ need: ExpressionChecker.Need, _ checker: ExpressionChecker
    ) -> Formula? {
        do throws(ExpressionFaults) {
            return try Formula(node.plain, need, checker)
        } catch {
            for fault in error.list { say(path, node, "", fault) }
            return nil
        }
    }

    /// A mistake inside an expression: its offset is added to the place of the text where that stands on one line.
    private mutating func say(_ path: String, _ node: Node?, _ prefix: String, _ fault: ExpressionFault) {
        let line = node?.mark?.line ?? 0
        let column = (node?.mark?.column ?? 0) + (node?.plain.contains("\n") == true ? 0 : fault.offset)
        diagnostics.append(
            Diagnostic(
                file: path, line: line, column: column, vi: prefix + fault.text(.vi), en: prefix + fault.text(.en)))
    }
}
