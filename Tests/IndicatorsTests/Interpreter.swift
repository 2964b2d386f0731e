import Domain

/// A second reading of the language, term by term and record by record, as plainly as it can be written: what the engine
/// must agree with.
struct Interpreter {
    enum Value: Equatable {
        case of(Int64)
        case null
        case unknown

        init(_ fact: Int64) { self = fact == Fact.unknown ? .unknown : fact == Fact.none ? .null : .of(fact) }

        var fact: Int64 {
            switch self {
            case .of(let value): value
            case .null: Fact.none
            case .unknown: Fact.unknown
            }
        }

        var isTrue: Bool {
            if case .of(let value) = self { return value != 0 }
            return false
        }

        var isFalse: Bool { self == .of(0) }
    }

    /// One record in full: a missing list is unknown; a lookup is nil where there is no such record, and absent where
    /// nobody can say.
    struct Record {
        var columns: [String: Int64]
        var lists: [String: [[String: Int64]]]
        var lookups: [String: [String: Int64]?]
    }

    var record: Record
    var start: Int64
    var end: Int64
    var calendar = WorkCalendar()
    var words: [String: Int64] = [:]

    func value(_ term: Term, child: [String: Int64]? = nil) -> Value {
        func of(_ term: Term) -> Value { value(term, child: child) }
        switch term {
        case .constant(let value): return .of(value)
        case .null: return .null
        case .text(let text): return .of(words[text] ?? -987_654_321)
        case .column(let name): return Value(record.columns[name] ?? Fact.unknown)
        case .listColumn(let name): return Value(child?[name] ?? Fact.unknown)
        case .lookup(let reference, let column):
            guard let known = record.lookups[reference] else { return .unknown }
            return known.map { Value($0[column] ?? Fact.unknown) } ?? .null
        case .bound(let bound): return .of(bound == .start ? start : end)
        case .negative(let inner): return arithmetic(.of(0), of(inner)) { $0.subtractingReportingOverflow($1) }
        case .not(let inner):
            let inner = of(inner)
            return inner == .null || inner == .unknown ? inner : .of(inner.isTrue ? 0 : 1)
        case .isNull(let inner):
            let inner = of(inner)
            return inner == .unknown ? .unknown : .of(inner == .null ? 1 : 0)
        case .known(let inner): return .of(of(inner) == .unknown ? 0 : 1)
        case .knownList(let name): return .of(record.lists[name] == nil ? 0 : 1)
        case .oneOf(let subject, let items):
            return items.map { compare(of(subject), of($0)) { $0 == $1 } }.reduce(.of(0), either)
        case .choice(let branches, let otherwise):
            for branch in branches {
                let condition = of(branch.condition)
                if condition == .unknown { return .unknown }
                if condition.isTrue { return of(branch.value) }
            }
            return of(otherwise)
        case .firstKnown(let terms):
            let values = terms.map(of)
            return values.first { $0 != .null && $0 != .unknown } ?? (values.contains(.unknown) ? .unknown : .null)
        case .binary(let sign, let left, let right): return binary(sign, of(left), of(right))
        case .call(let function, let arguments): return call(function, arguments.map(of))
        case .aggregate(let aggregate, let list, let inner, let condition):
            return gathered(aggregate, list, inner, condition)
        }
    }

    private func binary(_ sign: Expression.Operator, _ a: Value, _ b: Value) -> Value {
        switch sign {
        case .and: a.isFalse || b.isFalse ? .of(0) : a.isTrue && b.isTrue ? .of(1) : worse(a, b)
        case .or: either(a, b)
        case .equal: compare(a, b) { $0 == $1 }
        case .unequal: compare(a, b) { $0 != $1 }
        case .less: compare(a, b) { $0 < $1 }
        case .lessOrEqual: compare(a, b) { $0 <= $1 }
        case .greater: compare(a, b) { $0 > $1 }
        case .greaterOrEqual: compare(a, b) { $0 >= $1 }
        case .plus: arithmetic(a, b) { $0.addingReportingOverflow($1) }
        case .minus: arithmetic(a, b) { $0.subtractingReportingOverflow($1) }
        case .times: arithmetic(a, b) { $0.multipliedReportingOverflow(by: $1) }
        }
    }

    private func either(_ a: Value, _ b: Value) -> Value {
        a.isTrue || b.isTrue ? .of(1) : a.isFalse && b.isFalse ? .of(0) : worse(a, b)
    }

    private func worse(_ a: Value, _ b: Value) -> Value { a == .unknown || b == .unknown ? .unknown : .null }

    private func compare(_ a: Value, _ b: Value, _ holds: (Int64, Int64) -> Bool) -> Value {
        guard case .of(let x) = a, case .of(let y) = b else { return worse(a, b) }
        return .of(holds(x, y) ? 1 : 0)
    }

    private func arithmetic(_ a: Value, _ b: Value, _ body: (Int64, Int64) -> (Int64, Bool)) -> Value {
        guard case .of(let x) = a, case .of(let y) = b else { return worse(a, b) }
        let (result, overflow) = body(x, y)
        return overflow || result <= Fact.unknown ? .unknown : .of(result)
    }

    private func call(_ function: NamedFunction, _ values: [Value]) -> Value {
        if values.contains(.unknown) { return .unknown }
        switch function {
        case .later, .earlier:
            let facts = values.filter { $0 != .null }.map(\.fact)
            return (function == .later ? facts.max() : facts.min()).map { .of($0) } ?? .null
        case .workingDays:
            guard case .of(let a) = values[0], case .of(let b) = values[1] else { return .null }
            guard abs(a) < 100_000, abs(b) < 100_000 else { return .unknown }
            var days: Int64 = 0
            for number in stride(from: min(a, b) + 1, through: max(a, b), by: 1) {
                guard let works = calendar.isWorking(Day(number: number)) else { return .unknown }
                if works { days += 1 }
            }
            return .of(a <= b ? days : -days)
        case .yearStart:
            guard case .of(let day) = values[0] else { return .null }
            guard Day.first...Day.last ~= day else { return .unknown }
            return .of(Day.number(year: Day(number: day).civil.year, month: 1, day: 1))
        }
    }

    private func gathered(
        _ aggregate: Expression.Aggregate, _ list: String, _ inner: Term?, _ condition: Term?
    ) -> Value {
        guard let children = record.lists[list] else { return .unknown }
        let verdicts = children.map { child in condition.map { value($0, child: child) } ?? .of(1) }
        if aggregate == .exists {
            return verdicts.contains { $0.isTrue } ? .of(1) : verdicts.contains(.unknown) ? .unknown : .of(0)
        }
        if verdicts.contains(.unknown) { return .unknown }
        let chosen = zip(children, verdicts).filter { $0.1.isTrue }.map(\.0)
        guard let inner else { return .of(Int64(chosen.count)) }
        let values = chosen.map { value(inner, child: $0) }
        if values.contains(.unknown) { return .unknown }
        let facts = values.filter { $0 != .null }.map(\.fact)
        guard !facts.isEmpty else { return .null }
        switch aggregate {
        case .max: return Value(facts.max() ?? Fact.none)
        case .min: return Value(facts.min() ?? Fact.none)
        default:
            return facts.dropFirst().reduce(.of(facts[0])) { a, b in
                arithmetic(a, .of(b)) { $0.addingReportingOverflow($1) }
            }
        }
    }
}
