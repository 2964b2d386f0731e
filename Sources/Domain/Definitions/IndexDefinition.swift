/// An index of points (`indexes/`): groups of components, each a share of an indicator's value times its maximum.
///
/// A component gives `maximum × min(1, share / full_at)` points, rounded half away from zero to hundredths; a group and the index
/// are the sums of what is rounded. Points and maxima are kept in hundredths.
package struct IndexDefinition: Sendable, Equatable {
    package var id: String
    package var title: String
    package var unitOfMeasure: String
    package var groups: [Group]
    /// Digest of what is counted.
    package var version: String

    package init(id: String, title: String, unitOfMeasure: String, groups: [Group]) {
        self.id = id
        self.title = title
        self.unitOfMeasure = unitOfMeasure
        self.groups = groups
        version = Digest64.hexadecimal("\(groups.map { "\($0.id) \($0.components)" })")
    }

    /// What is counted, a line a component and a line a threshold: what it is about and from which day on, TAB, what it says. A line of
    /// an older definition that now says something else was edited in place; one that is new is not.
    package var meaning: [String] {
        groups.flatMap(\.components).flatMap { component -> [String] in
            let empty = component.empty.map(String.init) ?? "-"
            let base = "\(component.maximum) \(component.indicator):\(component.rules) \(empty) \(component.level)"
            var shares = component.fullAt.map { (from: $0.from?.iso ?? "", share: $0.thousandths) }
            // Where none is in force, the whole share gives all points.
            if !shares.contains(where: { $0.from.isEmpty }) { shares.append(("", 1_000)) }
            let name = "\(id), \(component.id)"
            return ["\(name)\t\(base)"] + shares.map { "\(name), \($0.from.isEmpty ? "…" : $0.from)\t\($0.share)" }
        }
    }

    /// What of an older definition, as lines of `meaning`, is said otherwise now.
    package static func edited(_ before: [String], _ now: [IndexDefinition]) -> [String] {
        let lines = Set(now.flatMap(\.meaning))
        return before.filter { !lines.contains($0) }.map { line in String(line.prefix { $0 != "\t" }) }
    }

    /// A group of components.
    package struct Group: Sendable, Equatable {
        package var id: String
        package var title: String
        package var components: [Component]

        package init(id: String, title: String, components: [Component]) {
            self.id = id
            self.title = title
            self.components = components
        }
    }

    /// One component.
    package struct Component: Sendable, Equatable {
        package var id: String
        package var title: String
        /// In hundredths of a point.
        package var maximum: Int64
        /// The indicator whose value is the share, and its rule set.
        package var indicator: String
        package var rules: String
        /// What an empty denominator gives, in hundredths; nil: no value.
        package var empty: Int64?
        /// Bits of the levels of the units that it applies to; 0: all.
        package var level: Int64
        /// The share that gives all points, in thousandths, by date; 1 where none is in force.
        package var fullAt: [Threshold]

        package init(
            id: String, title: String, maximum: Int64, indicator: String, rules: String, empty: Int64?, level: Int64,
            fullAt: [Threshold]
        ) {
            self.id = id
            self.title = title
            self.maximum = maximum
            self.indicator = indicator
            self.rules = rules
            self.empty = empty
            self.level = level
            self.fullAt = fullAt
        }

        /// The points of a share in a window, in hundredths; nil where they are no value. By the threshold in force on the
        /// window's first day.
        package func points(numerator: Int64, denominator: Int64, in window: Window) -> Int64? {
            guard denominator > 0 else { return empty }
            let full = fullAt.first { $0.holds(for: window) }?.thousandths ?? 1_000
            let under = Int128(denominator) * Int128(full)
            let over = Int128(maximum) * Int128(max(0, numerator)) * 1_000
            return min(maximum, Int64((2 * over + under) / (2 * under)))
        }
    }

    /// A dated share that gives all points.
    package struct Threshold: Sendable, Equatable {
        package var from: Day?
        package var to: Day?
        /// Above 0.
        package var thousandths: Int64

        package init(from: Day?, to: Day?, thousandths: Int64) {
            self.from = from
            self.to = to
            self.thousandths = thousandths
        }

        func holds(for window: Window) -> Bool {
            if let from, window.first < from { return false }
            if let to, window.first > to { return false }
            return true
        }
    }
}
