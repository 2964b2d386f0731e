import Domain
import Warehouse

/// The values of a unit before and after: which of them moved, appeared or went. A period that is newer than the data was
/// before brings new values, no changed ones; so do definitions and windows that are new as a whole.
struct TableComparison {
    /// A value that is another than before; nil is no value.
    struct Change: Equatable {
        let indicator: String
        let rules: String
        let key: ValueTable.Key
        let before: String?
        let after: String?
    }

    private struct Place {
        let indicator: String
        let rules: String
        /// Positions of the versions in force for a period.
        let before: Int?
        let after: Int?
    }

    private var before: ValueTable
    private var after: ValueTable
    private let oldLayout: [StoredDefinition]
    private let newLayout: [StoredDefinition]
    private let until: Day
    private let windowOf: [Int32: Window]
    private var places: [Int32: [Place]] = [:]

    /// `until`: data_until before.
    init(
        before: ValueTable, _ oldLayout: [StoredDefinition], until: Day, after: ValueTable,
        _ newLayout: [StoredDefinition], _ windowOf: [Int32: Window]
    ) {
        self.before = before
        self.oldLayout = oldLayout
        self.until = until
        self.after = after
        self.newLayout = newLayout
        self.windowOf = windowOf
    }

    /// Says all changes, in the order of the values.
    mutating func each(_ body: (Change) throws -> Void) throws {
        let (rowBefore, rowAfter) = (before.rowOf(), after.rowOf())
        for key in after.keys + before.keys.filter({ rowAfter[$0] == nil }) {
            let period = ValueTable.Key(breakdown: 0, value: 0, period: key.period)
            guard rowBefore[period] != nil || windowOf[key.period].map({ $0.opens <= until }) ?? false else { continue }
            for place in places(key.period) {
                let old = value(before, rowBefore[key], place.before, key, oldLayout)
                let new = value(after, rowAfter[key], place.after, key, newLayout)
                if old == new || (old == nil && new == "0/0") { continue }
                try body(
                    Change(indicator: place.indicator, rules: place.rules, key: key, before: old, after: new))
            }
        }
    }

    /// A breakdown's value that counts nothing is no value, nor is a total that wants a denominator.
    private func value(
        _ table: ValueTable, _ row: Int?, _ position: Int?, _ key: ValueTable.Key, _ layout: [StoredDefinition]
    ) -> String? {
        guard let row, let position else { return nil }
        let (denominator, numerator) = table.pair(row, position)
        let isTotal = key.breakdown == 0 && !layout[position].needsDenominator
        return isTotal || denominator > 0 ? "\(numerator)/\(denominator)" : nil
    }

    /// Of each rule set that was and is counted for the period's kind, the versions for the period.
    private mutating func places(_ period: Int32) -> [Place] {
        if let known = places[period] { return known }
        guard let window = windowOf[period] else { return [] }
        var made: [Place] = []
        for one in newLayout where !made.contains(where: { $0.indicator == one.indicator && $0.rules == one.rules }) {
            func version(_ layout: [StoredDefinition]) -> (isThere: Bool, position: Int?) {
                let own = layout.indices.filter {
                    layout[$0].indicator == one.indicator && layout[$0].rules == one.rules
                        && layout[$0].windows.contains(window.kind.rawValue)
                }
                return (!own.isEmpty, own.first { layout[$0].valid.holds(on: window.first) })
            }
            let (old, new) = (version(oldLayout), version(newLayout))
            guard old.isThere, new.isThere else { continue }
            made.append(
                Place(indicator: one.indicator, rules: one.rules, before: old.position, after: new.position))
        }
        places[period] = made
        return made
    }
}
