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

    /// One line for people.
    package func text(_ language: Language) -> String {
        let who = unitName.isEmpty ? unit : "\(unitName) [\(unit)]"
        return language.pick(
            "\(who): chưa có \(sourceTitle) [\(source)] của kỳ \(period), hạn \(due)",
            "\(who): \(sourceTitle) [\(source)] of \(period) is missing, due \(due)")
    }
}
