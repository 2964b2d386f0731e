/// One value of an indicator as people and programs are shown it: a row of view `indicator_value`.
package struct IndicatorRow: Sendable, Equatable, Codable {
    package var indicator: String
    package var rules: String
    package var title: String
    package var unit: String
    package var unitName: String
    package var periodKind: String
    package var period: String
    package var breakdown: String
    package var breakdownValue: String
    /// A count; points of an index have decimals.
    package var numerator: Double
    package var denominator: Double
    /// In %, unrounded; nil where the denominator is 0.
    package var rate: Double?
    package var target: String?
    package var met: Bool?
    package var version: String
    /// ISO day.
    package var dataUntil: String
    package var unitsBehind: Int

    package init(
        indicator: String, rules: String, title: String, unit: String, unitName: String, periodKind: String,
        period: String, breakdown: String, breakdownValue: String, numerator: Double, denominator: Double,
        rate: Double?,
        target: String?, met: Bool?, version: String, dataUntil: String, unitsBehind: Int
    ) {
        self.indicator = indicator
        self.rules = rules
        self.title = title
        self.unit = unit
        self.unitName = unitName
        self.periodKind = periodKind
        self.period = period
        self.breakdown = breakdown
        self.breakdownValue = breakdownValue
        self.numerator = numerator
        self.denominator = denominator
        self.rate = rate
        self.target = target
        self.met = met
        self.version = version
        self.dataUntil = dataUntil
        self.unitsBehind = unitsBehind
    }
}
