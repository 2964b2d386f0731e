/// The days on which a rule holds, both ends included; nil is open.
package struct Validity: Sendable, Equatable, Hashable {
    package var from: Day?
    package var to: Day?

    package init(from: Day? = nil, to: Day? = nil) {
        self.from = from
        self.to = to
    }

    /// "2026-01-01 … 2026-06-30"; an open end is left out.
    package var text: String { [from?.iso, "…", to?.iso].compactMap { $0 }.joined(separator: " ") }

    /// Whether it holds on a day.
    package func holds(on day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true) }

    /// Whether both hold on some day.
    package func overlaps(_ other: Validity) -> Bool {
        if let to, let from = other.from, to < from { return false }
        if let from, let to = other.to, to < from { return false }
        return true
    }
}
