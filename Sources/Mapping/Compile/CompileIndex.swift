import Domain
import Yams

extension RulesCompiler {
    /// A file of `indexes/`.
    mutating func compileIndex(_ path: String, _ root: Node) -> IndexDefinition {
        IndexDefinition(
            id: MappingFolder.id(path), title: root.text("title") ?? "",
            unitOfMeasure: root.text("unit_of_measure") ?? "điểm",
            groups: root.pairs("groups").map { group in
                IndexDefinition.Group(
                    id: group.key.plain, title: group.value.text("title") ?? "",
                    components: group.value.pairs("components").compactMap { component(path, $0.key, $0.value) })
            })
    }

    private mutating func component(_ path: String, _ key: Node, _ node: Node) -> IndexDefinition.Component? {
        let parts = (node.text("share") ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        guard let indicator = rules.indicators.first(where: { $0.id == parts.first }) else {
            unknown(
                path, node["share"], ("chỉ tiêu", "indicator"), parts.first ?? "", rules.indicators.map(\.id),
                room: "indicators")
            return nil
        }
        let set = parts.count == 2 ? parts[1] : indicator.rules.first?.name ?? ""
        if !indicator.rules.contains(where: { $0.name == set }) {
            unknown(path, node["share"], ("bộ quy tắc", "rule set"), set, indicator.rules.map(\.name))
        }
        let empty = node.text("empty") ?? "none"
        var thresholds = node["full_from"]?.many ?? []
        if let one = node["full_at"] { thresholds.append(one) }
        var level: Int64 = 0
        if let name = node.text("level") {
            let bit = rules.list("cap").flatMap { rules.codes[$0].code(name) }.flatMap { Int64($0) }
            if bit == nil { unknown(path, node["level"], ("cấp", "level"), name, ["tinh", "so", "xa"]) }
            level = bit ?? 0
        }
        return IndexDefinition.Component(
            id: key.plain, title: node.text("title") ?? "",
            maximum: decimal(path, node["maximum"], places: 2) ?? 0, indicator: indicator.id, rules: set,
            empty: empty == "none" ? nil : decimal(path, node["empty"], places: 2), level: level,
            fullAt: thresholds.compactMap { one in
                let dated = one["share"] != nil
                guard let share = decimal(path, dated ? one["share"] : one, places: 3) else { return nil }
                guard share > 0 else {
                    say(path, one, vi: "tỷ lệ phải lớn hơn 0", en: "the share must be above 0")
                    return nil
                }
                return IndexDefinition.Threshold(
                    from: dated ? one.text("from").flatMap { Day(iso: $0) } : nil,
                    to: dated ? one.text("to").flatMap { Day(iso: $0) } : nil, thousandths: share)
            })
    }

    /// A number that is written with a point and at most so many decimals, as a whole number of its last place.
    private mutating func decimal(_ path: String, _ node: Node?, places: Int) -> Int64? {
        guard let node else { return nil }
        let parts = node.plain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let digits = parts.count == 2 ? parts[1] : ""
        let text = parts[0] + digits + String(repeating: "0", count: max(0, places - digits.count))
        guard (1...2).contains(parts.count), digits.count <= places, !parts[0].isEmpty, text.utf8.count < 12,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int64(text)
        else {
            say(
                path, node, vi: "phải là số không âm, dấu thập phân là dấu chấm, tối đa \(places) chữ số lẻ",
                en: "must be a number from 0 with a decimal point and at most \(places) decimals")
            return nil
        }
        return value
    }
}
