import Domain
import Warehouse

/// A form's columns among the cells of its kind.
struct FormRows {
    let form: FormDefinition
    /// The catalogue whose values have a row even where nothing is counted.
    let catalogue: (kind: Kind, column: String)?
    /// Positions of the counted columns.
    private let positions: [String: Int]
    /// Number of the breakdown whose values are the rows.
    private let breakdown: Int32

    /// nil where the kind's definitions lack a column of the form.
    init?(_ form: FormDefinition, _ plan: KindPlan, kinds: [Kind]) {
        guard form.over == plan.kind.id,
            let entry = plan.tally.entries.first(where: { $0.definition.form == form.id }), let by = entry.by.first
        else { return nil }
        self.form = form
        breakdown = Int32(by + 1)
        var positions: [String: Int] = [:]
        for (position, one) in plan.stored.enumerated() where one.form == form.id { positions[one.rules] = position }
        self.positions = positions
        catalogue = form.rows.flatMap { rows in kinds.first { $0.id == rows.kind }.map { ($0, rows.column) } }
    }

    /// Whether the sums of the form hold in every row.
    func holds(_ table: ValueTable) -> Bool {
        let sums = form.identities.map { identity in
            (places([identity.left]), places(identity.right))
        }
        for (row, key) in table.keys.enumerated() where key.breakdown == 0 || key.breakdown == breakdown {
            for (left, right) in sums where sum(table, row, left) != sum(table, row, right) { return false }
        }
        return true
    }

    private func places(_ columns: [String]) -> [Int] { columns.flatMap(form.counted).compactMap { positions[$0] } }

    private func sum(_ table: ValueTable, _ row: Int, _ places: [Int]) -> Int64 {
        places.reduce(0) { $0 + table.pair(row, $1).numerator }
    }

    /// Gives every value a row in every period.
    func fill(_ table: inout ValueTable, _ values: [Int64], _ periods: [Int32]) {
        for value in values {
            for period in periods {
                _ = table.row(ValueTable.Key(breakdown: breakdown, value: value, period: period))
            }
        }
    }
}
