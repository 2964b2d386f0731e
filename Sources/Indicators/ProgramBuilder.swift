import Domain

/// Turns terms into steps; the same operation on the same operands is made once.
struct ProgramBuilder: Sendable {
    private(set) var steps: [Step] = []
    private(set) var sets: [[Int64]] = []
    private var places: [Step: Int] = [:]
    private let request: ScanRequest
    private let words: [String: Int64]

    /// A text that no record has: a value like any other, equal to none.
    private static let nowhere = Mark.unknown + 1

    /// `words`: the numbers of the texts that the terms mention.
    init(request: ScanRequest, words: [String: Int64]) {
        self.request = request
        self.words = words
    }

    /// Where the term's result will be.
    mutating func place(of term: Term) -> Int { place(term, list: -1, guarded: -1) }

    private mutating func add(_ step: Step) -> Int {
        var step = step
        for operand in [step.a, step.b, step.c] where operand >= 0 { step.moves |= steps[operand].moves }
        if let place = places[step] { return place }
        places[step] = steps.count
        steps.append(step)
        return steps.count - 1
    }

    /// `list`: that of the aggregate around, or −1. `guarded`: the place of a condition that is 0 where the result does not
    /// matter, or −1; only the calendar cares, which is slow and must not ask for years that nobody needs.
    private mutating func place(_ term: Term, list: Int, guarded: Int) -> Int {
        switch term {
        case .constant(let value): return add(Step(operation: .constant, value: value, domain: list))
        case .null: return add(Step(operation: .constant, value: Mark.none, domain: list))
        case .text(let text):
            return add(Step(operation: .constant, value: words[text] ?? Self.nowhere, domain: list))
        case .bound(.start): return add(Step(operation: .start, domain: list, moves: Step.withStart))
        case .bound(.end): return add(Step(operation: .end, domain: list, moves: Step.withEnd))
        case .listColumn(let name):
            let column = index(name, request.lists[list].columns)
            return add(Step(operation: .listColumn, value: Int64(column), part: list, domain: list))
        default: break
        }
        if list >= 0, !term.usesListColumn {
            let inner = place(term, list: -1, guarded: -1)
            return add(Step(operation: .spread, a: inner, part: list, domain: list))
        }
        switch term {
        case .column(let name):
            return add(Step(operation: .column, value: Int64(index(name, request.columns))))
        case .lookup(let reference, let name):
            let part = index(reference, request.lookups.map(\.name))
            let column = index(name, request.lookups[part].columns)
            return add(Step(operation: .lookup, value: Int64(column), part: part))
        case .knownList(let name):
            return add(Step(operation: .knownList, part: index(name, request.lists.map(\.name))))
        case .negative(let inner): return unary(.negative, inner, list, guarded)
        case .not(let inner): return unary(.not, inner, list, guarded)
        case .isNull(let inner): return unary(.isNull, inner, list, guarded)
        case .known(let inner): return unary(.known, inner, list, guarded)
        case .binary(let sign, let left, let right): return binary(sign, left, right, list, guarded)
        case .oneOf(let subject, let items): return oneOf(subject, items, list, guarded)
        case .choice(let branches, let otherwise): return choice(branches[...], otherwise, list, guarded)
        case .firstKnown(let terms):
            let inner = terms.map { place($0, list: list, guarded: guarded) }
            return inner.dropFirst().reduce(inner[0]) { add(Step(operation: .firstKnown, a: $0, b: $1, domain: list)) }
        case .call(let function, let arguments):
            let inner = arguments.map { place($0, list: list, guarded: guarded) }
            return call(function, inner, list, guarded)
        case .aggregate(let aggregate, let name, let value, let condition):
            return gathered(aggregate, index(name, request.lists.map(\.name)), value, condition)
        case .constant, .null, .text, .bound, .listColumn: preconditionFailure("leaves were placed above")
        }
    }

    private mutating func unary(_ operation: Step.Operation, _ inner: Term, _ list: Int, _ guarded: Int) -> Int {
        add(Step(operation: operation, a: place(inner, list: list, guarded: guarded), domain: list))
    }

    private mutating func binary(
        _ sign: Expression.Operator, _ left: Term, _ right: Term, _ list: Int, _ guarded: Int
    ) -> Int {
        let a = place(left, list: list, guarded: guarded)
        // Behind a left side that decides, the right one is not needed.
        var inner = guarded
        if right.asksCalendar, sign == .and { inner = both(guarded, a, list) }
        if right.asksCalendar, sign == .or { inner = both(guarded, not(a, list), list) }
        let b = place(right, list: list, guarded: inner)
        switch sign {
        case .and: return add(Step(operation: .and, a: a, b: b, domain: list))
        case .or: return add(Step(operation: .or, a: a, b: b, domain: list))
        case .equal: return add(Step(operation: .equal, a: a, b: b, domain: list))
        case .unequal: return add(Step(operation: .unequal, a: a, b: b, domain: list))
        case .less: return add(Step(operation: .less, a: a, b: b, domain: list))
        case .lessOrEqual: return add(Step(operation: .lessOrEqual, a: a, b: b, domain: list))
        case .greater: return add(Step(operation: .less, a: b, b: a, domain: list))
        case .greaterOrEqual: return add(Step(operation: .lessOrEqual, a: b, b: a, domain: list))
        case .plus: return add(Step(operation: .plus, a: a, b: b, domain: list))
        case .minus: return add(Step(operation: .minus, a: a, b: b, domain: list))
        case .times: return add(Step(operation: .times, a: a, b: b, domain: list))
        }
    }

    private mutating func not(_ a: Int, _ list: Int) -> Int { add(Step(operation: .not, a: a, domain: list)) }

    private mutating func both(_ a: Int, _ b: Int, _ list: Int) -> Int {
        a < 0 ? b : add(Step(operation: .and, a: a, b: b, domain: list))
    }

    /// Numbers and texts in one look; anything else as comparisons joined by OR, which is what IN means.
    private mutating func oneOf(_ subject: Term, _ items: [Term], _ list: Int, _ guarded: Int) -> Int {
        let a = place(subject, list: list, guarded: guarded)
        var values: [Int64] = []
        var others: [Int] = []
        for item in items {
            switch item {
            case .constant(let value): values.append(value)
            case .text(let text): values.append(words[text] ?? Self.nowhere)
            default:
                let b = place(item, list: list, guarded: guarded)
                others.append(add(Step(operation: .equal, a: a, b: b, domain: list)))
            }
        }
        if !values.isEmpty {
            values.sort()
            let set: Int
            if let found = sets.firstIndex(of: values) {
                set = found
            } else {
                sets.append(values)
                set = sets.count - 1
            }
            others.append(add(Step(operation: .oneOf, a: a, value: Int64(set), domain: list)))
        }
        return others.dropFirst().reduce(others[0]) { add(Step(operation: .or, a: $0, b: $1, domain: list)) }
    }

    private mutating func choice(
        _ branches: ArraySlice<Term.Branch>, _ otherwise: Term, _ list: Int, _ guarded: Int
    ) -> Int {
        guard let first = branches.first else { return place(otherwise, list: list, guarded: guarded) }
        let rest = branches.dropFirst()
        let condition = place(first.condition, list: list, guarded: guarded)
        let here = first.value.asksCalendar ? both(guarded, condition, list) : guarded
        let value = place(first.value, list: list, guarded: here)
        var there = guarded
        if otherwise.asksCalendar || rest.contains(where: { $0.condition.asksCalendar || $0.value.asksCalendar }) {
            // A condition that is null is not true either.
            let missed = add(Step(operation: .firstKnown, a: not(condition, list), b: truth(list), domain: list))
            there = both(guarded, missed, list)
        }
        let other = choice(rest, otherwise, list, there)
        return add(Step(operation: .select, a: condition, b: value, c: other, domain: list))
    }

    private mutating func truth(_ list: Int) -> Int { add(Step(operation: .constant, value: 1, domain: list)) }

    private mutating func call(_ function: NamedFunction, _ a: [Int], _ list: Int, _ guarded: Int) -> Int {
        switch function {
        case .workingDays: add(Step(operation: .workingDays, a: a[0], b: a[1], c: guarded, domain: list))
        case .later: add(Step(operation: .later, a: a[0], b: a[1], domain: list))
        case .earlier: add(Step(operation: .earlier, a: a[0], b: a[1], domain: list))
        case .yearStart: add(Step(operation: .yearStart, a: a[0], domain: list))
        }
    }

    private mutating func gathered(
        _ aggregate: Expression.Aggregate, _ list: Int, _ value: Term?, _ condition: Term?
    ) -> Int {
        let a = value.map { place($0, list: list, guarded: -1) } ?? -1
        let b = condition.map { place($0, list: list, guarded: -1) } ?? -1
        let operation: Step.Operation =
            switch aggregate {
            case .exists: .exists
            case .count: .count
            case .sum: .sum
            case .max: .max
            case .min: .min
            }
        return add(Step(operation: operation, a: a, b: b, part: list))
    }

    private func index(_ name: String, _ names: [String]) -> Int {
        guard let index = names.firstIndex(of: name) else {
            preconditionFailure("the layout of a program holds what its terms need: \(name) is not in it")
        }
        return index
    }
}
