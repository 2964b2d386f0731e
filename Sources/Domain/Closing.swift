/// A purge: records that no open period needs were dropped, and the periods that end on or before its day are closed. They
/// are never computed again.
package struct Closing: Sendable, Equatable {
    /// The first day that is not behind the purge: a period [S, E) with E on or before it is closed.
    package let before: Day
    /// When it was done, in local time.
    package let purged: String

    package init(before: Day, purged: String) {
        self.before = before
        self.purged = purged
    }

    /// Whether the period is closed.
    package func closes(_ window: Window) -> Bool { window.end <= before }

    /// The first day of the earliest period of these kinds that is still open; the purge's own day where there is none.
    package func firstOpen(_ kinds: [PeriodKind]) -> Day {
        let year = before.civil.year
        let days = kinds.flatMap { kind in
            ((year - 1)...(year + 1)).flatMap { year in
                (1...kind.perYear).compactMap { Window(kind, year: year, number: $0) }
            }
        }.filter { !closes($0) }.map(\.first)
        return days.min() ?? before
    }
}
