/// A line of a plan's table: a row of view `plan_result`, under its names.
package struct PlanRow: Sendable, Equatable, Encodable {
    package var plan: String
    package var planTitle: String
    package var unit: String
    package var unitName: String
    package var periodKind: String
    package var period: String
    package var number: String
    package var text: String
    package var unitOfMeasure: String
    /// `>= 80`; nil where the figure is only tracked.
    package var target: String?
    /// In %, unrounded.
    package var rate: Double?
    package var met: Bool?
    package var lead: String
    package var supporting: String
    /// Why there is no rate.
    package var reason: String?
    package var indicator: String
    package var rules: String
    package var numerator: Double?
    package var denominator: Double?
    /// ISO day.
    package var dataUntil: String?
    package var weight: Double?

    package init(
        plan: String, planTitle: String, unit: String, unitName: String, periodKind: String, period: String,
        number: String, text: String, unitOfMeasure: String, target: String?, rate: Double?, met: Bool?, lead: String,
        supporting: String, reason: String?, indicator: String, rules: String, numerator: Double?,
        denominator: Double?, dataUntil: String?, weight: Double?
    ) {
        self.plan = plan
        self.planTitle = planTitle
        self.unit = unit
        self.unitName = unitName
        self.periodKind = periodKind
        self.period = period
        self.number = number
        self.text = text
        self.unitOfMeasure = unitOfMeasure
        self.target = target
        self.rate = rate
        self.met = met
        self.lead = lead
        self.supporting = supporting
        self.reason = reason
        self.indicator = indicator
        self.rules = rules
        self.numerator = numerator
        self.denominator = denominator
        self.dataUntil = dataUntil
        self.weight = weight
    }

    /// The columns of the view, in its order.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case plan
        case unit
        case periodKind = "period_kind"
        case period
        case number = "tt"
        case text = "chi_tieu"
        case unitOfMeasure = "don_vi_tinh"
        case target = "ke_hoach"
        case rate = "ket_qua"
        case met = "dat"
        case lead = "co_quan_chu_tri"
        case supporting = "co_quan_phoi_hop"
        case reason
        case indicator
        case rules
        case numerator
        case denominator
        case dataUntil = "data_until"
        case weight = "trong_so"
        case planTitle = "plan_title"
    }

    /// What is not there is null, not left out.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        for (key, text) in [
            (CodingKeys.plan, plan), (.planTitle, planTitle), (.unit, unit), (.periodKind, periodKind),
            (.period, period), (.number, number), (.text, text), (.unitOfMeasure, unitOfMeasure), (.lead, lead),
            (.supporting, supporting), (.indicator, indicator), (.rules, rules),
        ] { try container.encode(text, forKey: key) }
        for (key, text) in [(CodingKeys.target, target), (.reason, reason), (.dataUntil, dataUntil)] {
            try container.encode(text, forKey: key)
        }
        for (key, number) in [
            (CodingKeys.rate, rate), (.numerator, numerator), (.denominator, denominator), (.weight, weight),
        ] { try container.encode(number, forKey: key) }
        try container.encode(met, forKey: .met)
    }
}
