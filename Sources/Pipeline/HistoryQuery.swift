import Domain
package import Reports
import Warehouse

/// The command `indicators --history`: values that a later run changed.
package struct HistoryQuery {
    private let query: ValueQuery

    package init(_ query: ValueQuery) { self.query = query }

    /// The changes, oldest first.
    package func table() throws -> PlainTable {
        try query.reading { session in
            var filter = try query.filter(session)
            // Every kind of period and every rule set, unless one is asked for.
            if query.period == nil, query.kind == nil { filter.periodKind = nil }
            filter.totalsOnly = false
            filter.defaultsOnly = false
            let (columns, rows) = try session.changes(filter)
            return PlainTable(columns: columns, rows: rows)
        }
    }
}
