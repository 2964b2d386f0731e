/// What the number of a fact means, as far as expressions care.
package enum FactType: String, Sendable, Equatable {
    /// Days since 1970-01-01.
    case day
    /// 0 or 1; a condition by itself.
    case flag
    /// A code of a list: a number, or an interned text. No order is asked of interned ones, but levels have one.
    case code
    /// An amount or a count.
    case number
    /// An interned text: equal or not, nothing else.
    case word
    /// A key or a set of bits: there or not, nothing else.
    case opaque
    /// What a condition gives: 1 or 0.
    case truth
    /// `NULL`, which goes with every type.
    case anything

    /// Whether it can stand as a condition.
    package var isCondition: Bool { self == .truth || self == .flag || self == .anything }

    /// Whether it counts.
    package var isNumber: Bool {
        self == .number || self == .flag || self == .code || self == .truth || self == .anything
    }

    /// Whether two values can be equal.
    package func compares(with other: FactType) -> Bool {
        if self == .opaque || other == .opaque { return false }
        if self == .anything || other == .anything { return true }
        if self == .day || other == .day { return self == other }
        if self == .word || other == .word { return self == other || self == .code || other == .code }
        return true
    }
}
