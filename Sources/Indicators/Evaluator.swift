package import Domain

/// Runs a program over batches, a chunk of records at a time.
///
/// `load` a chunk, then `move` to a window as often as wanted, then read `values`. What does not mention `:start` or
/// `:end` is computed by `load`, the rest by `move`.
package struct Evaluator: Sendable {
    package let program: Program
    /// Years that a needed answer of `working_days` lacked in the calendar.
    package private(set) var missingYears: Set<Int> = []

    /// Records of a chunk: the results of some hundred steps stay in the cache of one core.
    package static let chunk = 512

    /// By step; at least as long as its domain is now.
    private var results: [[Int64]]
    /// By list: the record of each child, counted from the chunk's first.
    private var parents: [[Int32]]
    /// By list: children of the chunk.
    private var children: [Int]
    private var count = 0
    private var start = Mark.none
    private var end = Mark.none
    /// By list, the children of the chosen records.
    private var chosenChildren: [Int: [Int32]] = [:]
    /// Steps that move with the window, in order.
    private let moving: [Int]
    private let still: [Int]

    package init(_ program: Program) {
        self.program = program
        results = program.steps.map { _ in [] }
        parents = program.request.lists.map { _ in [] }
        children = program.request.lists.map { _ in 0 }
        moving = program.steps.indices.filter { program.steps[$0].moves != 0 }
        still = program.steps.indices.filter { program.steps[$0].moves == 0 }
    }

    /// The results of an expression for the chunk, by the order in which it was given to the program; the array may be
    /// longer than the chunk.
    package func values(_ expression: Int) -> [Int64] { results[program.roots[expression]] }

    /// Whether an expression's results move with the window.
    package func moves(_ expression: Int) -> Bool { program.steps[program.roots[expression]].moves != 0 }

    /// Computes all that does not move with the window, for the records `rows` of a batch of the program's layout.
    package mutating func load(_ batch: ScanBatch, _ rows: Range<Int>) {
        precondition(rows.upperBound <= batch.count, "rows of the batch")
        count = rows.count
        chosenChildren.removeAll()
        for list in parents.indices { spreadParents(batch.lists[list], rows, list) }
        for place in still { compute(place, batch, rows, nil) }
    }

    /// Computes what moves with the window, for S and E' of it; `batch` and `rows` as they were loaded. With `chosen` only
    /// for these records, counted from the first of `rows`; the others' results are then of no meaning.
    package mutating func move(
        start: Day, end: Day, _ batch: ScanBatch, _ rows: Range<Int>, chosen: [Int32]? = nil
    ) {
        (self.start, self.end) = (start.number, end.number)
        chosenChildren.removeAll()
        if let chosen {
            for list in program.movingLists { chosenChildren[list] = children(of: chosen, batch.lists[list], rows) }
        }
        for place in moving { compute(place, batch, rows, chosen) }
    }

    private func children(of records: [Int32], _ list: ScanBatch.Children, _ rows: Range<Int>) -> [Int32] {
        let first = list.offsets[rows.lowerBound]
        var out: [Int32] = []
        for record in records {
            let row = rows.lowerBound + Int(record)
            for child in list.offsets[row]..<list.offsets[row + 1] { out.append(child - first) }
        }
        return out
    }

    private mutating func spreadParents(_ list: ScanBatch.Children, _ rows: Range<Int>, _ index: Int) {
        var out: [Int32] = []
        swap(&out, &parents[index])
        out.removeAll(keepingCapacity: true)
        for row in rows {
            for _ in list.offsets[row]..<list.offsets[row + 1] { out.append(Int32(row - rows.lowerBound)) }
        }
        children[index] = out.count
        swap(&out, &parents[index])
    }

    private mutating func compute(_ place: Int, _ batch: ScanBatch, _ rows: Range<Int>, _ records: [Int32]?) {
        let step = program.steps[place]
        let chosen = step.domain < 0 ? records : chosenChildren[step.domain]
        let length = step.domain < 0 ? count : children[step.domain]
        // Taken out while it is written, so that operands can be read beside it without a copy.
        var out: [Int64] = []
        swap(&out, &results[place])
        defer { swap(&out, &results[place]) }
        if step.operation == .constant {
            // Once filled it stays.
            if out.count < length { out.append(contentsOf: repeatElement(step.value, count: length - out.count)) }
            return
        }
        if out.count < length { out.append(contentsOf: repeatElement(0, count: length - out.count)) }
        switch step.operation {
        case .constant: break
        case .start: for i in 0..<length { out[i] = start }
        case .end: for i in 0..<length { out[i] = end }
        case .column: Kernel.column(&out, batch.values, batch.stride, Int(step.value), rows)
        case .listColumn:
            let list = batch.lists[step.part]
            let first = Int(list.offsets[rows.lowerBound])
            Kernel.column(&out, list.values, list.stride, Int(step.value), first..<(first + length))
        case .lookup: Kernel.lookup(&out, batch.lookups[step.part], Int(step.value), rows)
        case .knownList: for i in 0..<length { out[i] = batch.lists[step.part].known[rows.lowerBound + i] ? 1 : 0 }
        case .spread: Kernel.spread(&out, results[step.a], parents[step.part])
        case .select: Kernel.select(&out, length, chosen, results[step.a], results[step.b], results[step.c])
        case .oneOf: Kernel.oneOf(&out, length, chosen, results[step.a], program.sets[Int(step.value)])
        case .workingDays: workingDays(&out, length, chosen, step)
        case .exists, .count, .sum, .max, .min:
            let value = step.a < 0 ? [] : results[step.a]
            let condition = step.b < 0 ? [] : results[step.b]
            Kernel.gather(&out, step, batch.lists[step.part], rows, value, condition, chosen)
        case .negative, .not, .isNull, .known, .yearStart:
            Kernel.one(&out, length, chosen, step.operation, results[step.a])
        case .and, .or, .equal, .unequal, .less, .lessOrEqual, .plus, .minus, .times, .firstKnown, .later, .earlier:
            Kernel.two(&out, length, chosen, step.operation, results[step.a], results[step.b])
        }
    }

    private mutating func workingDays(_ out: inout [Int64], _ length: Int, _ chosen: [Int32]?, _ step: Step) {
        let (a, b) = (results[step.a], results[step.b])
        let guards = step.c < 0 ? [] : results[step.c]
        if let chosen {
            for k in chosen { out[Int(k)] = days(a[Int(k)], b[Int(k)], guards.isEmpty ? 1 : guards[Int(k)]) }
        } else {
            for i in 0..<length { out[i] = days(a[i], b[i], guards.isEmpty ? 1 : guards[i]) }
        }
    }

    private mutating func days(_ a: Int64, _ b: Int64, _ needed: Int64) -> Int64 {
        if needed == 0 || a == Mark.unknown || b == Mark.unknown { return Mark.unknown }
        if a == Mark.none || b == Mark.none { return Mark.none }
        if let days = program.calendar.workingDays(after: a, through: b) { return days }
        if Kernel.isTrue(needed), let year = program.calendar.missingYear(after: a, through: b) {
            missingYears.insert(year)
        }
        return Mark.unknown
    }
}
