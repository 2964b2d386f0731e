import Domain

extension Kernel {
    /// What is asked of each record's children: `value` and `condition` by child of the chunk, empty where there is none.
    ///
    /// An unknown list gives unknown; so does a child whose condition or value is unknown, except that EXISTS holds as soon
    /// as one child is known to meet it. Null values are passed over; SUM, MAX and MIN of nothing are null.
    static func gather(
        _ out: inout [Int64], _ step: Step, _ list: ScanBatch.Children, _ rows: Range<Int>, _ value: [Int64],
        _ condition: [Int64], _ chosen: [Int32]?
    ) {
        let first = Int(list.offsets[rows.lowerBound])
        let operation = step.operation
        func one(_ i: Int) -> Int64 {
            let row = rows.lowerBound + i
            guard list.known[row] else { return Mark.unknown }
            let children = (Int(list.offsets[row]) - first)..<(Int(list.offsets[row + 1]) - first)
            switch operation {
            case .exists: return exists(children, condition)
            case .count: return counted(children, condition)
            default: return folded(operation, children, value, condition)
            }
        }
        if let chosen {
            for k in chosen { out[Int(k)] = one(Int(k)) }
        } else {
            for i in 0..<rows.count { out[i] = one(i) }
        }
    }

    private static func exists(_ children: Range<Int>, _ condition: [Int64]) -> Int64 {
        guard !condition.isEmpty else { return children.isEmpty ? 0 : 1 }
        var result: Int64 = 0
        for child in children {
            if isTrue(condition[child]) { return 1 }
            if condition[child] == Mark.unknown { result = Mark.unknown }
        }
        return result
    }

    private static func counted(_ children: Range<Int>, _ condition: [Int64]) -> Int64 {
        guard !condition.isEmpty else { return Int64(children.count) }
        var result: Int64 = 0
        for child in children {
            if condition[child] == Mark.unknown { return Mark.unknown }
            if isTrue(condition[child]) { result += 1 }
        }
        return result
    }

    private static func folded(
        _ operation: Step.Operation, _ children: Range<Int>, _ value: [Int64], _ condition: [Int64]
    ) -> Int64 {
        var result = Mark.none
        for child in children {
            if !condition.isEmpty {
                if condition[child] == Mark.unknown { return Mark.unknown }
                guard isTrue(condition[child]) else { continue }
            }
            let next = value[child]
            if next == Mark.unknown { return Mark.unknown }
            if next == Mark.none { continue }
            if result == Mark.none {
                result = next
            } else if operation == .max {
                result = Swift.max(result, next)
            } else if operation == .min {
                result = Swift.min(result, next)
            } else {
                let (sum, overflow) = result.addingReportingOverflow(next)
                if overflow || sum <= Mark.unknown { return Mark.unknown }
                result = sum
            }
        }
        return result
    }
}
