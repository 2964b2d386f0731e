package import Domain
import Warehouse

/// The command `indicators --plan`: the tables of the plans.
package struct PlanQuery {
    package var period: String?
    package var kind: String?
    /// Code or area code.
    package var unit: String?
    private let warehouse: String
    private let language: Language

    package init(warehouse: String, language: Language) {
        self.warehouse = warehouse
        self.language = language
    }

    /// The lines, one plan after another; without a period of each plan the newest of the kind.
    package func rows() throws -> [PlanRow] {
        do {
            return try WarehouseStep.reading(warehouse) { session in
                let code = try unit.map { try UnitQuery.code($0, session, language) }
                let known = kind.flatMap(PeriodKind.init)
                let window = period.flatMap { Window(period: $0, kind: known) }
                let rows = try session.planRows(unit: code, window: window)
                return window == nil ? Self.newest(rows, known ?? .month) : rows
            }
        } catch let error as WarehouseError {
            throw RunFailure(error, language)
        }
    }

    /// Of each plan its newest period of the kind; of a plan that has none, what there is.
    private static func newest(_ rows: [PlanRow], _ kind: PeriodKind) -> [PlanRow] {
        var last: [String: String] = [:]
        for row in rows where row.periodKind == kind.rawValue { last[row.plan] = max(last[row.plan] ?? "", row.period) }
        return rows.filter { row in
            last[row.plan].map { row.periodKind == kind.rawValue && row.period == $0 } ?? (row.dataUntil == nil)
        }
    }
}

/// The unit that a command was given.
enum UnitQuery {
    /// Its code, from a code or area code; one that the warehouse does not have is thrown with code 64.
    static func code(_ text: String, _ session: Session, _ language: Language) throws -> String {
        if let code = try session.unitCode(text) { return code }
        throw RunFailure(
            exitCode: 64,
            messages: [language.pick("kho không có đơn vị \(text)", "the warehouse has no unit \(text)")])
    }
}
