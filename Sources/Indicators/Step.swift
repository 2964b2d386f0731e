/// One operation of a program, over all records of a chunk (or all their children in one list) at once. The place of a
/// step in its program is also the place of its result.
struct Step: Sendable, Hashable {
    enum Operation: UInt8, Sendable {
        // Leaves. `value`: the number, or the column's place in its row.
        case constant, start, end, column, listColumn, lookup, knownList
        // Of one.
        case negative, not, isNull, known, yearStart, oneOf
        // Of two.
        case and, or, equal, unequal, less, lessOrEqual, plus, minus, times, firstKnown, later, earlier, workingDays
        // Of three: condition, value, otherwise.
        case select
        // From records to their children, and back.
        case spread, exists, count, sum, max, min
    }

    var operation: Operation
    /// Places of operands, −1 where there is none.
    var a = -1
    var b = -1
    var c = -1
    /// A number, a column, or the index of a set.
    var value: Int64 = 0
    /// Index of the list or lookup that is read.
    var part = -1
    /// −1: one result a record; else one a child of this list.
    var domain = -1
    /// Bits: 1 where the result moves with `:start`, 2 with `:end`.
    var moves: UInt8 = 0

    static let withStart: UInt8 = 1
    static let withEnd: UInt8 = 2
}
