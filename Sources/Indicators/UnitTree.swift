import Domain

/// Who is whose parent, and what level a unit has, as the rules say (indicators.md, "Roll-up" and "Level").
package struct UnitTree: Sendable {
    /// Code of the parent of a unit's code, or "".
    package let parent: @Sendable (String) -> String
    /// The bit of a unit's level in the list of levels, or 0.
    package let level: @Sendable (String) -> Int64
    /// The first day on which a unit no longer stands, its work a successor's, or nil.
    package let endsOn: @Sendable (String) -> Int64?
    /// Changes whenever an answer may.
    package let digest: String

    package init(
        parent: @escaping @Sendable (String) -> String, level: @escaping @Sendable (String) -> Int64,
        endsOn: @escaping @Sendable (String) -> Int64?, digest: String
    ) {
        self.parent = parent
        self.level = level
        self.endsOn = endsOn
        self.digest = digest
    }

    /// Whether one of the units ended so early that what held there holds no longer on the last day of a window up to E'.
    func isGone(_ units: some Sequence<String>, before end: Day) -> Bool {
        units.contains { unit in endsOn(unit).map { $0 < end.number } ?? false }
    }

    /// The unit and its ancestors, nearest first; a circle in the list ends it.
    func chain(_ code: String) -> [String] {
        var out: [String] = []
        var here = code
        while !here.isEmpty, !out.contains(here) {
            out.append(here)
            here = parent(here)
        }
        return out
    }
}
