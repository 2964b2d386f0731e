package import Domain
package import Reports
import Warehouse

/// The command `indicators`: values by period, unit and the rest.
package struct ValueQuery {
    package var period: String?
    package var kind: String?
    /// Code or area code.
    package var unit: String?
    package var indicator: String?
    /// A rule set, or `all`; nil is the default of each indicator.
    package var rules: String?
    package var breakdown: String?
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// Exports that were due and did not come, of the unit or of all: figures that rest on them are older than they look.
    package func missing() throws -> [MissingArrival] {
        try reading { session in
            let code = try unit.map { try UnitQuery.code($0, session, language) }
            return try ExpectedStep.missing(session, nil, unit: code)
        }
    }

    /// The values; without a period the newest of the kind of each unit.
    package func rows() throws -> [IndicatorRow] {
        try reading { session in
            let rows = try session.values(filter(session))
            return period == nil ? Self.newest(rows) : rows
        }
    }

    /// Runs a body over the warehouse; what it throws is said in words.
    func reading<T>(_ body: (Session) throws -> T) throws -> T {
        do {
            return try WarehouseStep.reading(warehouse, body)
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// What is asked, as the warehouse is asked it.
    func filter(_ session: Session) throws -> ValueFilter {
        var filter = ValueFilter()
        filter.period = period
        if let period {
            let known = kind.flatMap(PeriodKind.init)
            filter.periodKind = Window(period: period, kind: known)?.kind.rawValue
        } else {
            filter.periodKind = kind ?? PeriodKind.month.rawValue
        }
        filter.unit = try unit.map { try UnitQuery.code($0, session, language) }
        filter.indicator = indicator
        filter.defaultsOnly = rules == nil
        filter.rules = rules == "all" ? nil : rules
        filter.breakdown = breakdown
        filter.totalsOnly = breakdown == nil
        return filter
    }

    /// Of each indicator and unit only the newest period.
    private static func newest(_ rows: [IndicatorRow]) -> [IndicatorRow] {
        var last: [String: String] = [:]
        func key(_ row: IndicatorRow) -> String { "\(row.indicator)\t\(row.rules)\t\(row.unit)" }
        for row in rows { last[key(row)] = max(last[key(row)] ?? "", row.period) }
        return rows.filter { $0.period == last[key($0)] }
    }
}
