import Domain
import Yams

extension FieldCompiler {
    /// A part of a time limit: its units are a code list, `don_vi_thoi_han` where no other is named.
    func time(
        _ part: TimeRule.Part, _ from: [Int], _ unit: Int?, _ node: Node, _ key: Node, _ compiler: inout RulesCompiler
    ) -> TimeRule? {
        let wanted = node.text("codes") ?? "don_vi_thoi_han"
        guard let list = compiler.rules.codes.first(where: { $0.id == wanted }) else {
            compiler.unknown(
                path, node["codes"] ?? key, ("danh mục", "code list"), wanted, compiler.rules.codes.map(\.id))
            return nil
        }
        if let entry = list.entries.first(where: { !TimeUnits.isCode($0.code) }) {
            compiler.say(
                path, node["codes"] ?? key,
                vi: "danh mục \"\(wanted)\": \"\(entry.code)\" không phải là working, calendar, working/8 hay unclear",
                en: "list \"\(wanted)\": \"\(entry.code)\" is not working, calendar, working/8 or unclear")
        }
        var rule = TimeRule(part: part, units: TimeUnits(list), unit: unit)
        for name in from { rule.bare[name] = rule.units.unit(ofHeading: names[name].written) }
        if let bare = node["bare"] {
            rule.source = rule.units.unit(named: bare.plain)
            if rule.source == nil {
                compiler.unknown(
                    path, bare, ("đơn vị thời hạn", "unit of time"), bare.plain, list.entries.map(\.label))
            }
        }
        return rule
    }
}
