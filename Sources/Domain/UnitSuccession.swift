/// One line of the crosswalk: from `endsOn` a unit's work is a successor's.
package struct SuccessionStep: Sendable, Equatable, Hashable {
    package let unit: String
    /// The first day on which the unit no longer stands.
    package let endsOn: Day
    package let successor: String
    /// The part that goes there, 1 where it is the only successor; nil where a split says nothing of parts.
    package let share: Double?

    package init(unit: String, endsOn: Day, successor: String, share: Double?) {
        self.unit = unit
        self.endsOn = endsOn
        self.successor = successor
        self.share = share
    }
}

/// Merges and splits of units, read in both directions:
///
/// ```
/// A ─┐ 1/7               asOf after:   A, B -> N              they are added
/// B ─┴─> N               asOf before:  N -> A ? B ?           nobody can divide it
/// S ──┬─> N1 0.6         asOf after:   S -> N1 0.6, N2 0.4    an estimate; without shares nobody can divide it
///     └─> N2 0.4         asOf before:  N1, N2 -> S            they are added
/// ```
package struct UnitSuccession: Sendable {
    /// Where figures of a unit are shown; `share` is nil where they are part of that unit's and nobody knows which.
    package struct Image: Sendable, Equatable {
        package let unit: String
        package let share: Double?

        package init(unit: String, share: Double?) {
            self.unit = unit
            self.share = share
        }
    }

    package let steps: [SuccessionStep]
    private let onward: [String: [SuccessionStep]]
    private let back: [String: [SuccessionStep]]
    private let endsOn: [String: Day]
    private let beginsOn: [String: Day]

    /// `endsOn` also of units without a successor; `beginsOn` of those units that did not always stand.
    package init(steps: [SuccessionStep], endsOn: [String: Day], beginsOn: [String: Day]) {
        self.steps = steps
        onward = Dictionary(grouping: steps, by: \.unit)
        back = Dictionary(grouping: steps, by: \.successor)
        self.endsOn = endsOn
        self.beginsOn = beginsOn
    }

    /// The first day on which the unit no longer stands, or nil.
    package func end(of unit: String) -> Day? { endsOn[unit] }

    /// Whether the unit stands on the day.
    package func stands(_ unit: String, on day: Day) -> Bool {
        if let begin = beginsOn[unit], day < begin { return false }
        return !hasEnded(unit, by: day)
    }

    private func hasEnded(_ unit: String, by day: Day) -> Bool { endsOn[unit].map { $0 <= day } ?? false }

    /// Where figures of the unit that reach to `last` are shown when units are shown as they stood on a day; nowhere where it
    /// ended or began without any other unit.
    package func images(of unit: String, asOf day: Day, through last: Day) -> [Image] {
        joined(follow(unit, day, last, []))
    }

    /// Units that figures of the unit may be shown under, or whose figures may be shown under it, whatever the day.
    package func kin(of unit: String) -> Set<String> {
        var found: Set<String> = [unit]
        var open = [unit]
        while let here = open.popLast() {
            let next = (onward[here] ?? []).map(\.successor) + (back[here] ?? []).map(\.unit)
            for one in next where found.insert(one).inserted { open.append(one) }
        }
        return found
    }

    private func follow(_ unit: String, _ day: Day, _ last: Day, _ passed: Set<String>) -> [Image] {
        guard !passed.contains(unit) else { return [] }
        let passed = passed.union([unit])
        if hasEnded(unit, by: day) {
            let onward = onward[unit] ?? []
            if onward.isEmpty { return [Image(unit: Self.nowhere, share: 1)] }
            return onward.flatMap { step in
                follow(step.successor, day, last, passed).map { image in
                    Image(unit: image.unit, share: step.share.flatMap { part in image.share.map { $0 * part } })
                }
            }
        }
        let into = (back[unit] ?? []).filter { $0.endsOn > day }
        let before = into.filter { $0.endsOn <= last }
        if stands(unit, on: day) {
            if before.isEmpty { return [Image(unit: unit, share: 1)] }
            // What others brought into it later is among its figures from then on.
            return undivided([Image(unit: unit, share: 1)] + before.flatMap { follow($0.unit, day, last, passed) })
        }
        let origins = before.isEmpty ? into : before
        if origins.isEmpty { return [Image(unit: Self.nowhere, share: 1)] }
        let images = origins.flatMap { follow($0.unit, day, last, passed) }
        return origins.count == 1 ? images : undivided(images)
    }

    private func undivided(_ images: [Image]) -> [Image] { images.map { Image(unit: $0.unit, share: nil) } }

    /// Each unit once. What goes to one unit only is wholly its own, however it got there.
    private func joined(_ images: [Image]) -> [Image] {
        var order: [String] = []
        var shares: [String: Double?] = [:]
        for image in images {
            if let known = shares[image.unit] {
                shares[image.unit] = .some(known.flatMap { a in image.share.map { a + $0 } })
            } else {
                order.append(image.unit)
                shares[image.unit] = .some(image.share)
            }
        }
        return order.filter { $0 != Self.nowhere }.map { unit in
            Image(unit: unit, share: order.count == 1 ? 1 : shares[unit] ?? nil)
        }
    }

    /// Stands for what ended without a successor, or began without a predecessor.
    private static let nowhere = ""
}
