import Domain

/// The loops of a program's steps. `chosen`: the only places whose results are wanted, nil for all. `Fact.none` and `Fact.unknown` are the two least numbers, so that one comparison tells
/// a value from both.
enum Kernel {
    /// A condition holds where it is a value other than 0.
    @inline(__always)
    static func isTrue(_ value: Int64) -> Bool { value != 0 && value > Mark.unknown }

    @inline(__always)
    private static func isValue(_ value: Int64) -> Bool { value > Mark.unknown }

    /// What two operands give when one of them is no value: unknown poisons, then null does.
    @inline(__always)
    private static func poisoned(_ a: Int64, _ b: Int64) -> Int64 {
        a == Mark.unknown || b == Mark.unknown ? Mark.unknown : Mark.none
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
                out[i] = row == Int(ScanBatch.Lookup.missing) ? Mark.none : Mark.unknown
            }
        }
    }

    static func spread(_ out: inout [Int64], _ values: [Int64], _ parents: [Int32]) {
        for i in parents.indices { out[i] = values[Int(parents[i])] }
    }

    static func select(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ condition: [Int64], _ a: [Int64], _ b: [Int64]
    ) {
        var results = out.mutableSpan
        let (decides, first, second) = (condition.span, a.span, b.span)
        if let chosen {
            for k in chosen { results[Int(k)] = pick(decides[Int(k)], first[Int(k)], second[Int(k)]) }
            return
        }
        precondition(length <= results.count && length <= decides.count)
        precondition(length <= first.count && length <= second.count)
        for i in 0..<length { results[i] = pick(decides[i], first[i], second[i]) }
    }

    @inline(__always)
    private static func pick(_ condition: Int64, _ a: Int64, _ b: Int64) -> Int64 {
        let value = condition == 0 || condition == Mark.none ? b : a
        return condition == Mark.unknown ? Mark.unknown : value
    }

    static func oneOf(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ subject: [Int64], _ set: [Int64]
    ) {
        // States, channels and levels are small: a bit each.
        if let last = set.last, let first = set.first, first >= 0, last < 64 {
            let bits = set.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            map(&out, length, chosen, subject) { value in
                let bit = Int64(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: value)) & 1
                let inside = UInt64(bitPattern: value) < 64 ? bit : 0
                return isValue(value) ? inside : value
            }
        } else {
            map(&out, length, chosen, subject) { isValue($0) ? (set.contains($0) ? 1 : 0) : $0 }
        }
    }

    static func one(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ operation: Step.Operation, _ a: [Int64]
    ) {
        switch operation {
        case .negative: map(&out, length, chosen, a) { isValue($0) ? 0 &- $0 : $0 }
        case .not: map(&out, length, chosen, a) { isValue($0) ? ($0 == 0 ? 1 : 0) : $0 }
        case .isNull: map(&out, length, chosen, a) { $0 == Mark.unknown ? $0 : $0 == Mark.none ? 1 : 0 }
        case .known: map(&out, length, chosen, a) { $0 == Mark.unknown ? 0 : 1 }
        case .yearStart:
            map(&out, length, chosen, a) { value in
                guard isValue(value) else { return value }
                return Day.first...Day.last ~= value ? Day(number: value).yearStart.number : Mark.unknown
            }
        default: preconditionFailure("an operation of one operand")
        }
    }

    static func two(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ operation: Step.Operation, _ a: [Int64], _ b: [Int64]
    ) {
        switch operation {
        case .and:
            zip(&out, length, chosen, a, b) { a, b in
                let open: Int64 = isValue(a) && isValue(b) ? 1 : poisoned(a, b)
                return a == 0 || b == 0 ? 0 : open
            }
        case .or:
            zip(&out, length, chosen, a, b) { a, b in
                let open: Int64 = isValue(a) && isValue(b) ? 0 : poisoned(a, b)
                return isTrue(a) || isTrue(b) ? 1 : open
            }
        case .equal: compare(&out, length, chosen, a, b) { $0 == $1 }
        case .unequal: compare(&out, length, chosen, a, b) { $0 != $1 }
        case .less: compare(&out, length, chosen, a, b) { $0 < $1 }
        case .lessOrEqual: compare(&out, length, chosen, a, b) { $0 <= $1 }
        case .plus: compute(&out, length, chosen, a, b) { $0.addingReportingOverflow($1) }
        case .minus: compute(&out, length, chosen, a, b) { $0.subtractingReportingOverflow($1) }
        case .times: compute(&out, length, chosen, a, b) { $0.multipliedReportingOverflow(by: $1) }
        case .firstKnown:
            zip(&out, length, chosen, a, b) { a, b in isValue(a) ? a : isValue(b) ? b : poisoned(a, b) }
        case .later:
            zip(&out, length, chosen, a, b) { a, b in
                a == Mark.unknown || b == Mark.unknown ? Mark.unknown : Swift.max(a, b)
            }
        case .earlier:
            zip(&out, length, chosen, a, b) { a, b in
                if isValue(a) && isValue(b) { return Swift.min(a, b) }
                if a == Mark.unknown || b == Mark.unknown { return Mark.unknown }
                return Swift.max(a, b)
            }
        default: preconditionFailure("an operation of two operands")
        }
    }

    @inline(__always)
    private static func map(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ a: [Int64], _ body: (Int64) -> Int64
    ) {
        var results = out.mutableSpan
        let first = a.span
        if let chosen {
            for k in chosen { results[Int(k)] = body(first[Int(k)]) }
            return
        }
        // Checked once here, the loop has no checks left and no branches.
        precondition(length <= results.count && length <= first.count)
        for i in 0..<length { results[i] = body(first[i]) }
    }

    @inline(__always)
    private static func zip(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ a: [Int64], _ b: [Int64],
        _ body: (Int64, Int64) -> Int64
    ) {
        var results = out.mutableSpan
        let first = a.span
        let second = b.span
        if let chosen {
            for k in chosen { results[Int(k)] = body(first[Int(k)], second[Int(k)]) }
            return
        }
        precondition(length <= results.count && length <= first.count && length <= second.count)
        for i in 0..<length { results[i] = body(first[i], second[i]) }
    }

    @inline(__always)
    private static func compare(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ a: [Int64], _ b: [Int64],
        _ holds: (Int64, Int64) -> Bool
    ) {
        zip(&out, length, chosen, a, b) { a, b in isValue(a) && isValue(b) ? (holds(a, b) ? 1 : 0) : poisoned(a, b) }
    }

    /// A result that does not fit, or would read as no value, is unknown.
    @inline(__always)
    private static func compute(
        _ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ a: [Int64], _ b: [Int64],
        _ body: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) {
        zip(&out, length, chosen, a, b) { a, b in
            guard isValue(a) && isValue(b) else { return poisoned(a, b) }
            let (value, overflow) = body(a, b)
            return overflow || !isValue(value) ? Mark.unknown : value
        }
    }
}
