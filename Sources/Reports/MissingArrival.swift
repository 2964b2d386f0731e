package import Domain

/// An export that a unit had to send and did not.
package struct MissingArrival: Sendable, Encodable {
    package var unit: String
    package var unitName: String
    package var source: String
    package var sourceTitle: String
    package var period: String
    /// ISO day.
    package var due: String

    package init(unit: String, unitName: String, source: String, sourceTitle: String, period: String, due: String) {
        self.unit = unit
        self.unitName = unitName
        self.source = source
        self.sourceTitle = sourceTitle
        self.period = period
        self.due = due
    }

    /// Periods that a line names; of more only the number is told.
    private static let namedPeriods = 20

    /// For people: a line a unit and source, with its periods.
    package static func lines(_ all: [MissingArrival], _ language: Language) -> [String] {
        var order: [[String]] = []
        var groups: [[String]: [MissingArrival]] = [:]
        for one in all {
            let key = [one.unit, one.source]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(one)
        }
        return order.compactMap { groups[$0] }.map { group in
            let first = group[0]
            let who = first.unitName.isEmpty ? first.unit : "\(first.unitName) [\(first.unit)]"
            let what = first.sourceTitle == first.source ? first.source : "\(first.sourceTitle) [\(first.source)]"
            let rest = group.count - namedPeriods
            let periods =
                group.prefix(namedPeriods).map(\.period).joined(separator: ", ")
                + (rest > 0 ? language.pick(", … và \(rest) kỳ nữa", ", … and \(rest) more") : "")
            return language.pick(
                "\(who): chưa có \(what) của kỳ \(periods); hạn đầu tiên \(first.due)",
                "\(who): \(what) of \(periods) is missing; first due \(first.due)")
        }
    }
}
