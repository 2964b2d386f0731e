/// A period [start, end).
struct OraclePeriod: Hashable {
    let kind: String
    let name: String
    let start: Int
    let end: Int

    /// The periods of the five calendar kinds, and of the five of reports, for which a unit has a value: those that overlap
    /// first … dataUntil, none that ends before 1 January of the year of dataUntil less three.
    ///
    /// Choice: a period counts when it ends after `first` (an `ytd` that ends before the first event is none).
    static func all(first: Int, dataUntil: Int, reports: Bool = false) -> [OraclePeriod] {
        let lastYear = OracleDays.civil(dataUntil).year
        let firstYear = lastYear - 3
        var periods: [OraclePeriod] = []
        // A report of the next year begins in December.
        for year in firstYear...(lastYear + 1) where reports {
            func add(_ kind: String, _ name: String, from: Int, months: Int) {
                periods.append(
                    OraclePeriod(
                        kind: kind, name: "\(year)\(name)", start: fifteenth(year, from - 1),
                        end: fifteenth(year, from - 1 + months)))
            }
            for month in 1...12 { add("report_month", "-\(OracleDays.two(month))", from: month, months: 1) }
            for quarter in 1...4 { add("report_quarter", "-Q\(quarter)", from: quarter * 3 - 2, months: 3) }
            add("report_half", "-H1", from: 1, months: 6)
            add("report_nine_months", "-9M", from: 1, months: 9)
            add("report_year", "", from: 1, months: 12)
        }
        for year in firstYear...lastYear {
            let january = OracleDays.day(year, 1, 1)
            for month in 1...12 {
                let (start, end) = (OracleDays.day(year, month, 1), OracleDays.day(year, month + 1, 1))
                let name = "\(year)-\(OracleDays.two(month))"
                periods.append(OraclePeriod(kind: "month", name: name, start: start, end: end))
                // One for each month that begins by dataUntil.
                if start <= dataUntil {
                    periods.append(OraclePeriod(kind: "ytd", name: name, start: january, end: end))
                }
            }
            for quarter in 1...4 {
                periods.append(
                    OraclePeriod(
                        kind: "quarter", name: "\(year)-Q\(quarter)", start: OracleDays.day(year, quarter * 3 - 2, 1),
                        end: OracleDays.day(year, quarter * 3 + 1, 1)))
            }
            for half in 1...2 {
                periods.append(
                    OraclePeriod(
                        kind: "half", name: "\(year)-H\(half)", start: OracleDays.day(year, half * 6 - 5, 1),
                        end: OracleDays.day(year, half * 6 + 1, 1)))
            }
            periods.append(
                OraclePeriod(kind: "year", name: "\(year)", start: january, end: OracleDays.day(year + 1, 1, 1)))
        }
        let oldest = OracleDays.day(firstYear, 1, 1)
        return periods.filter { $0.start <= dataUntil && $0.end > max(first, oldest) }
    }

    /// The fifteenth of a month; 0 is December of the year before.
    private static func fifteenth(_ year: Int, _ month: Int) -> Int {
        month < 1 ? OracleDays.day(year - 1, 12, 15) : OracleDays.day(year, month, 15)
    }

    /// The period of that kind and name.
    static func named(_ kind: String, _ name: String) -> OraclePeriod? {
        guard let year = Int(name.prefix(4)) else { return nil }
        let last = OracleDays.day(year, 12, 31)
        return all(first: last - 365, dataUntil: last, reports: true).first { $0.kind == kind && $0.name == name }
    }
}
