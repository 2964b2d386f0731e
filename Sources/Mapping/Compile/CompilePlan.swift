import Domain
import Yams

extension RulesCompiler {
    /// A file of `plans/`.
    mutating func compilePlan(_ path: String, _ root: Node) -> Plan {
        let unit = root.text("unit") ?? ""
        if rules.units.code(unit) == nil {
            unknown(path, root["unit"], ("đơn vị", "unit"), unit, rules.units.entries.map(\.code))
        }
        let nodes = root["targets"]?.many ?? []
        let targets = nodes.map { compileTarget(path, $0) }
        for (place, target) in targets.enumerated() {
            let same = targets[..<place].contains {
                $0.indicator == target.indicator && $0.rules == target.rules && $0.valid.overlaps(target.valid)
            }
            if same, !target.indicator.isEmpty {
                say(
                    path, nodes[place]["indicator"],
                    vi: "\(target.indicator) có hai mục tiêu cùng lúc; đặt \"valid\" để chúng nối tiếp nhau",
                    en: "\(target.indicator) has two targets at a time; \"valid\" makes one follow the other")
            }
        }
        return Plan(
            id: MappingFolder.id(path), title: root.text("title") ?? "", unit: rules.units.code(unit) ?? unit,
            year: Int(root.number("year") ?? 0),
            windows: root.texts("windows").compactMap { PeriodKind(rawValue: $0.plain) }, targets: targets)
    }

    private mutating func compileTarget(_ path: String, _ node: Node) -> Plan.Target {
        let id = node.text("indicator") ?? ""
        let indicator = rules.indicators.first { $0.id == id }
        if indicator == nil {
            unknown(
                path, node["indicator"], ("chỉ tiêu", "indicator"), id, rules.indicators.map(\.id), room: "indicators")
        }
        let set = node.text("rules") ?? indicator?.rules.first?.name ?? ""
        if let indicator, !indicator.rules.contains(where: { $0.name == set }) {
            unknown(path, node["rules"], ("bộ quy tắc", "rule set"), set, indicator.rules.map(\.name))
        }
        let target = number(path, node, "target", vi: "mục tiêu phải là số", en: "the target must be a number")
        if (target == nil) != (node["operator"] == nil) {
            say(
                path, node, vi: "\"operator\" và \"target\" đi cùng nhau", en: "\"operator\" and \"target\" go together"
            )
        }
        return Plan.Target(
            number: node.text("tt") ?? "", indicator: id, rules: set,
            text: node.text("chi_tieu") ?? indicator?.title ?? "", comparison: node.text("operator"), target: target,
            lead: node.text("lead") ?? "", supporting: node.text("supporting") ?? "",
            unitOfMeasure: node.text("don_vi_tinh") ?? indicator?.unitOfMeasure ?? "",
            weight: number(path, node, "weight", vi: "trọng số phải là số", en: "the weight must be a number"),
            valid: validity(path, node["valid"]))
    }

    private mutating func number(_ path: String, _ node: Node, _ field: String, vi: String, en: String) -> Double? {
        let number = node.text(field).flatMap { Double($0.replacing(",", with: ".")) }
        if number == nil, node[field] != nil { say(path, node[field], vi: vi, en: en) }
        return number
    }

    /// `valid: {from, to}`, both days included.
    mutating func validity(_ path: String, _ node: Node?) -> Validity {
        let valid = Validity(
            from: node?.text("from").flatMap { Day(iso: $0) }, to: node?.text("to").flatMap { Day(iso: $0) })
        if let from = valid.from, let to = valid.to, to < from {
            say(path, node, vi: "\"to\" trước \"from\"", en: "\"to\" is before \"from\"")
        }
        return valid
    }

    /// An indicator is counted for the windows that any plan with it asks for.
    mutating func countWindowsOfPlans() {
        for plan in rules.plans {
            for index in rules.indicators.indices
            where plan.targets.contains(where: { $0.indicator == rules.indicators[index].id }) {
                let windows = rules.indicators[index].windows
                rules.indicators[index].windows += plan.windows.filter { !windows.contains($0) }
            }
        }
    }
}
