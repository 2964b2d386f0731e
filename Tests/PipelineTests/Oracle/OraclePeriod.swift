/// A period [start, end).
struct OraclePeriod: Hashable {
    let kind: String
    let name: String
    let start: Int
    let end: Int

    /// The periods of the five calendar kinds for which a unit has a value: those that overlap first … dataUntil, none
    /// that begins before 1 January of the year of dataUntil less three.
    ///
    /// Choice: a period counts when it ends after `first` (an `ytd` that ends before the first event is none).
    static func all(first: Int, dataUntil: Int) -> [OraclePeriod] {
        let lastYear = OracleDays.civil(dataUntil).year
        let firstYear = lastYear - 3
        var periods: [OraclePeriod] = []
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
        return periods.filter { $0.start <= dataUntil && $0.end > first }
    }
}
