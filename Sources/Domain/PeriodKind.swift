/// The kinds of period that values are counted for (indicators.md, "Time, unit, value").
package enum PeriodKind: String, Sendable, CaseIterable, Codable {
    case month
    case quarter
    case half
    case year
    /// 1 January to the end of a month.
    case ytd
    // Statutory reports close on the 14th (Nghị định 09/2019/NĐ-CP, Điều 12).
    case reportMonth = "report_month"
    case reportQuarter = "report_quarter"
    /// The first half only; there is no second.
    case reportHalf = "report_half"
    case reportNineMonths = "report_nine_months"
    case reportYear = "report_year"

    /// Whether its windows close on the 14th.
    package var isReport: Bool {
        switch self {
        case .month, .quarter, .half, .year, .ytd: false
        case .reportMonth, .reportQuarter, .reportHalf, .reportNineMonths, .reportYear: true
        }
    }

    /// How many windows of the kind a year has.
    package var perYear: Int {
        switch self {
        case .month, .ytd, .reportMonth: 12
        case .quarter, .reportQuarter: 4
        case .half: 2
        case .year, .reportHalf, .reportNineMonths, .reportYear: 1
        }
    }

    /// Months of a window; for `ytd` those of its first one.
    package var months: Int {
        switch self {
        case .month, .ytd, .reportMonth: 1
        case .quarter, .reportQuarter: 3
        case .half, .reportHalf: 6
        case .reportNineMonths: 9
        case .year, .reportYear: 12
        }
    }
}
