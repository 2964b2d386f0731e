/// `chi-so-766` from the values of its inputs.
enum OracleIndex {
    /// One component: maximum × min(1, share / full), full as part/whole; what no denominator gives, in points.
    private struct Component {
        let group: String
        let id: String
        let maximum: Int
        let input: String
        var full = (part: 1, whole: 1)
        var empty: Int?
        var isProvincial = false
    }

    /// QĐ 766 as the page has it; the name of the input is the indicator and its rule set.
    private static let components: [Component] = [
        Component(group: "cong-khai", id: "cong-khai-dung-han", maximum: 6, input: "cong-khai-dung-han"),
        Component(group: "cong-khai", id: "cong-khai-cap-nhat", maximum: 4, input: "cong-khai-cap-nhat"),
        Component(group: "cong-khai", id: "cong-khai-day-du", maximum: 2, input: "cong-khai-day-du"),
        Component(group: "cong-khai", id: "ho-so-dong-bo", maximum: 6, input: "ho-so-dong-bo"),
        Component(group: "tien-do", id: "tien-do", maximum: 20, input: "dung-han:qd766", empty: 0),
        Component(
            group: "truc-tuyen", id: "dvc-cung-cap", maximum: 2, input: "dvc-cung-cap", full: (4, 5), empty: 0,
            isProvincial: true),
        Component(group: "truc-tuyen", id: "dvc-co-ho-so", maximum: 4, input: "dvc-co-ho-so", empty: 0),
        Component(
            group: "truc-tuyen", id: "ho-so-truc-tuyen", maximum: 6, input: "ho-so-truc-tuyen:qd766", full: (1, 2),
            empty: 0),
        Component(group: "so-hoa", id: "ket-qua-dien-tu", maximum: 6, input: "so-hoa-ket-qua:qd766"),
        Component(group: "so-hoa", id: "thanh-phan-so-hoa", maximum: 4, input: "so-hoa-ho-so"),
        Component(group: "so-hoa", id: "chung-thuc-dien-tu", maximum: 2, input: "chung-thuc-dien-tu"),
        Component(group: "so-hoa", id: "tai-su-dung", maximum: 2, input: "tai-su-dung-du-lieu", full: (4, 5)),
        Component(group: "so-hoa", id: "kho-du-lieu", maximum: 4, input: "kho-du-lieu-cong-dan"),
        Component(group: "so-hoa", id: "dan-cu-ho-so", maximum: 2, input: "du-lieu-dan-cu-ho-so"),
        Component(group: "so-hoa", id: "dan-cu-thu-tuc", maximum: 2, input: "du-lieu-dan-cu-thu-tuc"),
        Component(group: "hai-long", id: "pakn-dung-han", maximum: 6, input: "pakn-dung-han", empty: 6),
        Component(group: "hai-long", id: "pakn-hai-long", maximum: 6, input: "pakn-hai-long", empty: 6),
        Component(
            group: "hai-long", id: "hai-long-ho-so", maximum: 6, input: "hai-long-ho-so", full: (9, 10), empty: 0),
        Component(group: "thanh-toan", id: "ho-so-thanh-toan", maximum: 6, input: "thanh-toan-truc-tuyen", empty: 0),
        Component(
            group: "thanh-toan", id: "thu-tuc-co-thanh-toan", maximum: 2, input: "thu-tuc-co-thanh-toan", full: (4, 5),
            empty: 0),
        Component(
            group: "thanh-toan", id: "thu-tuc-cung-cap", maximum: 2, input: "thu-tuc-cung-cap-thanh-toan",
            full: (4, 5), empty: 0),
    ]

    /// Points, in hundredths, of every unit and period that has an input: of the index, its groups and its components.
    static func values(_ inputs: [OracleValueKey: OracleValue]) -> [OracleValueKey: OracleValue] {
        let byInput = Dictionary(grouping: components) { $0.input }
        var values: [OracleValueKey: OracleValue] = [:]
        for (key, input) in inputs where key.breakdown.isEmpty {
            for component in byInput[key.rules.isEmpty ? key.indicator : "\(key.indicator):\(key.rules)"] ?? [] {
                if component.isProvincial, OracleUnits.level(key.unit) != "tinh" { continue }
                guard let points = points(component, input) else { continue }
                for (name, value) in [("", ""), ("nhom", component.group), ("thanh_phan", component.id)] {
                    let place = OracleValueKey(
                        indicator: "chi-so-766", rules: "", unit: key.unit, periodKind: key.periodKind,
                        period: key.period, breakdown: name, breakdownValue: value)
                    let before = values[place]
                    // Choice: it reaches as far as the input that reaches the furthest.
                    values[place] = OracleValue(
                        numerator: (before?.numerator ?? 0) + points,
                        denominator: (before?.denominator ?? 0) + component.maximum * 100,
                        dataUntil: max(before?.dataUntil ?? "", input.dataUntil),
                        unitsBehind: max(before?.unitsBehind ?? 0, input.unitsBehind))
                }
            }
        }
        return values
    }

    /// Rounded to the nearest hundredth, a half upwards.
    private static func points(_ component: Component, _ input: OracleValue) -> Int? {
        guard input.denominator > 0 else { return component.empty.map { $0 * 100 } }
        let over = component.maximum * 100 * input.numerator * component.full.whole
        let under = input.denominator * component.full.part
        return min(component.maximum * 100, over / under + (over % under * 2 >= under ? 1 : 0))
    }
}
