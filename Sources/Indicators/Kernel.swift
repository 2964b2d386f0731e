import Domain

/// The loops of a program's steps. `Fact.none` and `Fact.unknown` are the two least numbers, so that one comparison tells
/// a value from both.
enum Kernel {
    /// A condition holds where it is a value other than 0.
    @inline(__always)
    static func isTrue(_ value: Int64) -> Bool { value != 0 && value > Fact.unknown }

    @inline(__always)
    private static func isValue(_ value: Int64) -> Bool { value > Fact.unknown }

    /// What two operands give when one of them is no value: unknown poisons, then null does.
    @inline(__always)
    private static func poisoned(_ a: Int64, _ b: Int64) -> Int64 {
        a == Fact.unknown || b == Fact.unknown ? Fact.unknown : Fact.none
    }

    static func column(_ out: inout [Int64], _ values: [Int64], _ stride: Int, _ column: Int, _ rows: Range<Int>) {
        var at = rows.lowerBound * stride + column
        for i in 0..<rows.count {
            out[i] = values[at]
            at += stride
        }
    }

    static func lookup(_ out: inout [Int64], _ lookup: ScanBatch.Lookup, _ column: Int, _ rows: Range<Int>) {
        for i in 0..<rows.count {
            let row = Int(lookup.rows[rows.lowerBound + i])
            if row >= 0 {
                out[i] = lookup.values[row * lookup.stride + column]
            } else {
                out[i] = row == Int(ScanBatch.Lookup.missing) ? Fact.none : Fact.unknown
            }
        }
    }

    static func spread(_ out: inout [Int64], _ values: [Int64], _ parents: [Int32]) {
        for i in parents.indices { out[i] = values[Int(parents[i])] }
    }

    static func select(_ out: inout [Int64], _ length: Int, _ condition: [Int64], _ a: [Int64], _ b: [Int64]) {
        for i in 0..<length {
            let decides = condition[i]
            out[i] = decides == Fact.unknown ? Fact.unknown : isTrue(decides) ? a[i] : b[i]
        }
    }

    static func oneOf(_ out: inout [Int64], _ length: Int, _ subject: [Int64], _ set: [Int64]) {
        // States, channels and levels are small: a bit each.
        if let last = set.last, let first = set.first, first >= 0, last < 64 {
            let bits = set.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            for i in 0..<length {
                let value = subject[i]
                out[i] = isValue(value) ? (0..<64 ~= value ? Int64(bits >> UInt64(value) & 1) : 0) : value
            }
        } else {
            for i in 0..<length { out[i] = isValue(subject[i]) ? (set.contains(subject[i]) ? 1 : 0) : subject[i] }
        }
    }

    static func one(_ out: inout [Int64], _ length: Int, _ operation: Step.Operation, _ a: [Int64]) {
        switch operation {
        case .negative: map(&out, length, a) { isValue($0) ? 0 &- $0 : $0 }
        case .not: map(&out, length, a) { isValue($0) ? ($0 == 0 ? 1 : 0) : $0 }
        case .isNull: map(&out, length, a) { $0 == Fact.unknown ? $0 : $0 == Fact.none ? 1 : 0 }
        case .known: map(&out, length, a) { $0 == Fact.unknown ? 0 : 1 }
        case .yearStart:
            map(&out, length, a) { value in
                guard isValue(value) else { return value }
                return Day.first...Day.last ~= value ? Day(number: value).yearStart.number : Fact.unknown
            }
        default: preconditionFailure("an operation of one operand")
        }
    }

    static func two(_ out: inout [Int64], _ length: Int, _ operation: Step.Operation, _ a: [Int64], _ b: [Int64]) {
        switch operation {
        case .and:
            zip(&out, length, a, b) { a, b in
                if a == 0 || b == 0 { return 0 }
                return isValue(a) && isValue(b) ? 1 : poisoned(a, b)
            }
        case .or:
            zip(&out, length, a, b) { a, b in
                if isTrue(a) || isTrue(b) { return 1 }
                return isValue(a) && isValue(b) ? 0 : poisoned(a, b)
            }
        case .equal: compare(&out, length, a, b) { $0 == $1 }
        case .unequal: compare(&out, length, a, b) { $0 != $1 }
        case .less: compare(&out, length, a, b) { $0 < $1 }
        case .lessOrEqual: compare(&out, length, a, b) { $0 <= $1 }
        case .plus: compute(&out, length, a, b) { $0.addingReportingOverflow($1) }
        case .minus: compute(&out, length, a, b) { $0.subtractingReportingOverflow($1) }
        case .times: compute(&out, length, a, b) { $0.multipliedReportingOverflow(by: $1) }
        case .firstKnown:
            zip(&out, length, a, b) { a, b in isValue(a) ? a : isValue(b) ? b : poisoned(a, b) }
        case .later:
            zip(&out, length, a, b) { a, b in a == Fact.unknown || b == Fact.unknown ? Fact.unknown : Swift.max(a, b) }
        case .earlier:
            zip(&out, length, a, b) { a, b in
                if isValue(a) && isValue(b) { return Swift.min(a, b) }
                if a == Fact.unknown || b == Fact.unknown { return Fact.unknown }
                return Swift.max(a, b)
            }
        default: preconditionFailure("an operation of two operands")
        }
    }

    @inline(__always)
    private static func map(_ out: inout [Int64], _ length: Int, _ a: [Int64], _ body: (Int64) -> Int64) {
        for i in 0..<length { out[i] = body(a[i]) }
    }

    @inline(__always)
    private static func zip(
        _ out: inout [Int64], _ length: Int, _ a: [Int64], _ b: [Int64], _ body: (Int64, Int64) -> Int64
    ) {
        for i in 0..<length { out[i] = body(a[i], b[i]) }
    }

    @inline(__always)
    private static func compare(
        _ out: inout [Int64], _ length: Int, _ a: [Int64], _ b: [Int64], _ holds: (Int64, Int64) -> Bool
    ) {
        zip(&out, length, a, b) { a, b in isValue(a) && isValue(b) ? (holds(a, b) ? 1 : 0) : poisoned(a, b) }
    }

    /// A result that does not fit, or would read as no value, is unknown.
    @inline(__always)
    private static func compute(
        _ out: inout [Int64], _ length: Int, _ a: [Int64], _ b: [Int64],
        _ body: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) {
        zip(&out, length, a, b) { a, b in
            guard isValue(a) && isValue(b) else { return poisoned(a, b) }
            let (value, overflow) = body(a, b)
            return overflow || !isValue(value) ? Fact.unknown : value
        }
    }
}
