import Domain
import Yams

extension RulesCompiler {
    /// A ready-made figure that has no file of its own is an indicator all the same, by its line in the code list.
    mutating func addReadyMade() {
        for kind in rules.kinds {
            guard let columns = kind.given, let checker = checkers[kind.id],
                case .code(let name) = kind.columns[columns.indicator].type, let list = rules.list(name)
            else { continue }
            for entry in rules.codes[list].canonical {
                let parts = entry.code.split(separator: ":", maxSplits: 1).map(String.init)
                let known = rules.indicators.first { $0.id == parts[0] }
                if parts.count == 2 {
                    guard let known else {
                        unknown(
                            "codes/\(name).csv", nil, ("chỉ tiêu", "indicator"), parts[0], rules.indicators.map(\.id),
                            room: "indicators")
                        continue
                    }
                    // Of a figure without a file the line is all there is; of an indicator it must name a rule set.
                    if known.over == kind.id, let set = given(parts[1], checker) {
                        addRules(set, to: known.id)
                    } else if !known.rules.contains(where: { $0.name == parts[1] }) {
                        unknown(
                            "codes/\(name).csv", nil, ("bộ quy tắc", "rule set"), entry.code,
                            known.rules.map { "\(parts[0]):\($0.name)" })
                    }
                } else if known == nil, !broken.contains("indicators/\(entry.code).yaml"),
                    let set = given("", checker)
                {
                    rules.indicators.append(
                        IndicatorDefinition(id: entry.code, title: entry.label, over: kind.id, rules: [set]))
                }
            }
        }
        for (path, node) in populations where !rules.indicators.contains(where: { $0.id == node.plain }) {
            unknown(
                path, node, ("số liệu có sẵn", "ready-made figure"), node.plain,
                rules.indicators.map(\.id))
        }
    }

    private mutating func addRules(_ set: RuleSet, to id: String) {
        guard let index = rules.indicators.firstIndex(where: { $0.id == id }) else { return }
        if !rules.indicators[index].rules.contains(where: { $0.name == set.name }) {
            rules.indicators[index].rules.append(set)
        }
    }

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
            let own = breakdownNodes.filter { $0.key.hasPrefix(kind.id + ".") }.sorted { $0.key < $1.key }
            for (_, node) in own { _ = formula(path, node, .any, checker) }
        }
        for index in rules.kinds.indices {
            let id = rules.kinds[index].id
            guard let node = lifeNodes[id], let checker = checkers[id] else { continue }
            rules.kinds[index].lifeEnds = formula("records/\(id).yaml", node, .day, checker)
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
        let by = root.texts("by").compactMap { breakdown(path, $0, over, checker) }
        var sets: [(name: String, node: Node)] =
            root["rules"] == nil ? [("", root)] : root.pairs("rules").map { ($0.key.plain, $0.value) }
        let defaults = sets.filter { $0.node.flag("default") }
        if sets.count > 1, defaults.count != 1 {
            say(
                path, root["rules"], vi: "đúng một bộ quy tắc phải có \"default: true\"",
                en: "just one rule set must have \"default: true\"")
        }
        sets = defaults + sets.filter { !$0.node.flag("default") }
        let rules = sets.map { ruleSets(path, $0.name, $0.node, checker) }
        guard !rules.contains(where: \.isEmpty) else { return nil }
        let id = MappingFolder.id(path)
        order[id] = Int(root.number("order") ?? 1_000)
        let windows = root.texts("windows").compactMap { PeriodKind(rawValue: $0.plain) }
        return IndicatorDefinition(
            id: id, title: root.text("title") ?? "", unitOfMeasure: root.text("unit_of_measure") ?? "%", over: kind.id,
            by: by, personal: root.flag("personal"),
            windows: [.month, .quarter, .half, .year, .ytd] + windows, rules: rules.flatMap { $0 })
    }

    /// What a breakdown of a kind is: what the kind's file says, else the column of its name. One name is one thing for all
    /// indicators and forms of a kind, because their values stand side by side.
    mutating func breakdown(
        _ path: String, _ name: Node, _ kind: String, _ checker: ExpressionChecker
    ) -> Breakdown? {
        let own = breakdownNodes["\(kind).\(name.plain)"]
        let made = formula(own == nil ? path : "records/\(kind).yaml", own ?? name, .any, checker)
        return made.map { Breakdown(name.plain, $0) }
    }

    /// The versions of one rule set; none where one of them has a mistake.
    private mutating func ruleSets(
        _ path: String, _ name: String, _ node: Node, _ checker: ExpressionChecker
    ) -> [RuleSet] {
        let versions = node["versions"]?.many ?? []
        let made = (versions.isEmpty ? [nil] : versions.map(Optional.some)).map {
            ruleSet(path, name, VersionNode(node, $0), checker)
        }
        let sets = made.compactMap { $0 }
        for (place, set) in sets.enumerated() where sets[..<place].contains(where: { $0.valid.overlaps(set.valid) }) {
            say(
                path, versions[place], vi: "hai phiên bản cùng có hiệu lực; đặt \"valid\" để chúng nối tiếp nhau",
                en: "two versions hold at a time; \"valid\" makes one follow the other")
        }
        return sets.count == made.count ? sets : []
    }

    private mutating func ruleSet(
        _ path: String, _ name: String, _ node: VersionNode, _ checker: ExpressionChecker
    ) -> RuleSet? {
        if node["shape"]?.plain == "given" { return given(name, checker) }
        let population = node["population"]?.plain ?? ""
        let wanted = ["shape", "numerator"] + (population.isEmpty ? ["denominator"] : [])
        for field in wanted where node[field] == nil {
            say(path, node.place, vi: "thiếu mục \"\(field)\"", en: "the entry \"\(field)\" is missing")
        }
        let numerator = node["numerator"].flatMap { formula(path, $0, .condition, checker) }
        // Where the denominator is given, the numerator counts by itself.
        let denominator =
            population.isEmpty ? node["denominator"].flatMap { formula(path, $0, .condition, checker) } : numerator
        if let named = node["population"] { populations.append((path, named)) }
        guard let shape = shape(path, node, checker), let denominator, let numerator else { return nil }
        let valid = validity(path, node["valid"])
        return RuleSet(
            name: name, shape: shape, denominator: denominator, numerator: numerator, population: population,
            validFrom: valid.from, validTo: valid.to, schema: checker.schema)
    }

    /// A rule set of ready-made figures.
    private mutating func given(_ name: String, _ checker: ExpressionChecker) -> RuleSet? {
        guard let none = formula("", Node("1 = 0"), .condition, checker) else { return nil }
        return RuleSet(name: name, shape: .given, denominator: none, numerator: none, schema: checker.schema)
    }

    /// When a record counts.
    mutating func shape(_ path: String, _ node: VersionNode, _ checker: ExpressionChecker) -> Shape? {
        let day = node["day"].flatMap { formula(path, $0, .day, checker) }
        let from = node["from"].flatMap { formula(path, $0, .day, checker) }
        let until = node["until"].flatMap { formula(path, $0, .day, checker) }
        switch node["shape"]?.plain {
        case "flow":
            guard let day else {
                if node["day"] == nil {
                    say(path, node.place, vi: "\"shape: flow\" cần mục \"day\"", en: "\"shape: flow\" needs \"day\"")
                }
                return nil
            }
            return .flow(day: day)
        case "span":
            guard let from, let until else {
                if node["from"] == nil || node["until"] == nil {
                    say(
                        path, node.place, vi: "\"shape: span\" cần \"from\" và \"until\"",
                        en: "\"shape: span\" needs \"from\" and \"until\"")
                }
                return nil
            }
            return .span(from: from, until: until)
        case "opening":
            guard let from else {
                if node["from"] == nil {
                    say(
                        path, node.place, vi: "\"shape: opening\" cần mục \"from\"",
                        en: "\"shape: opening\" needs \"from\"")
                }
                return nil
            }
            return .opening(from: from, until: until)
        default: return .stock(from: from, until: until)
        }
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

/// A version of a rule set as it is written: what it does not say itself stands above the versions.
struct VersionNode {
    private let common: Node
    private let own: Node?

    init(_ common: Node, _ own: Node?) {
        self.common = common
        self.own = own
    }

    /// Where a mistake of the whole is said.
    var place: Node { own ?? common }

    subscript(_ field: String) -> Node? { own?[field] ?? common[field] }
}
