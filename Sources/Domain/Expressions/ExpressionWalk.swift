/// One walk over a parsed expression: gives its term and notes every mistake on the way.
///
/// A part with a mistake counts as `NULL`, which goes with every type, so that one mistake is told once.
struct ExpressionWalk {
    private let checker: ExpressionChecker
    private(set) var faults: [ExpressionFault] = []
    /// Parts met, those of expanded words too.
    private(set) var size = 0
    /// The list of the innermost aggregate around.
    private var list: ExpressionSchema.List?

    typealias Part = CheckedExpression

    init(_ checker: ExpressionChecker) { self.checker = checker }

    private var schema: ExpressionSchema { checker.schema }
    private static let wrong = Part(term: .null, type: .anything)

    /// The whole text, which must give what it is needed for.
    mutating func whole(_ expression: Expression, _ need: ExpressionChecker.Need) -> Part {
        let part = walk(expression)
        switch need {
        case .condition: requireCondition(part, expression)
        case .day where part.type != .day && part.type != .anything:
            note(.wrongType(is: part.type.rawValue, needs: "day"), expression.shown, expression)
        case .day, .any: break
        }
        if size > ExpressionChecker.largest { note(.tooDeep, "", expression) }
        return part
    }

    private mutating func note(
        _ problem: ExpressionFault.Problem, _ found: String, _ at: Expression, near names: [String] = []
    ) {
        let nearest = names.isEmpty ? nil : Nearest.word(to: found, among: names)
        faults.append(ExpressionFault(problem, found: found, at: at.offset, nearest: nearest))
    }

    private mutating func requireCondition(_ part: Part, _ expression: Expression) {
        if !part.type.isCondition {
            note(.wrongType(is: part.type.rawValue, needs: "condition"), expression.shown, expression)
        }
    }

    private mutating func condition(_ expression: Expression) -> Term {
        let part = walk(expression)
        requireCondition(part, expression)
        return part.term
    }

    private mutating func walk(_ expression: Expression) -> Part {
        size += 1
        switch expression.form {
        case .number(let value): return Part(term: .constant(value), type: .number)
        case .text(let text): return Part(term: .text(text), type: .word)
        case .day(let day): return Part(term: .constant(day.number), type: .day)
        case .null: return Self.wrong
        case .name(let name): return named(name, expression)
        case .dotted(let owner, let column): return dotted(owner, column, expression)
        case .bound(let bound): return Part(term: .bound(bound), type: .day)
        case .negative(let inner):
            if case .number(let value) = inner.form { return Part(term: .constant(-value), type: .number) }
            let part = walk(inner)
            if !part.type.isNumber { note(.wrongType(is: part.type.rawValue, needs: "number"), "-", expression) }
            return Part(term: .negative(part.term), type: .number)
        case .not(let inner): return Part(term: .not(condition(inner)), type: .truth)
        case .binary(let sign, let left, let right): return binary(sign, left, right, expression)
        case .isNull(let inner): return Part(term: .isNull(walk(inner).term), type: .truth)
        case .oneOf(let subject, let list):
            let part = walk(subject)
            let terms = list.map { compared(.equal, part, walk($0), $0) }
            return Part(term: .oneOf(part.term, terms), type: .truth)
        case .between(let subject, let low, let high):
            let part = walk(subject)
            let from = Term.binary(.greaterOrEqual, part.term, compared(.greaterOrEqual, part, walk(low), low))
            let to = Term.binary(.lessOrEqual, part.term, compared(.lessOrEqual, part, walk(high), high))
            return Part(term: .binary(.and, from, to), type: .truth)
        case .choice(let branches, let otherwise): return choice(branches, otherwise)
        case .call(let name, let arguments): return call(name, arguments, expression)
        case .aggregate(let aggregate, let list, let value, let condition):
            return gathered(aggregate, list, value, condition, expression)
        }
    }

    // Names

    private mutating func named(_ name: String, _ at: Expression) -> Part {
        if let column = list?.columns.first(where: { $0.name == name }) {
            return Part(term: .listColumn(name), type: column.type)
        }
        if let column = schema.column(name) { return Part(term: .column(name), type: column.type) }
        if let word = checker.words[name] {
            size += word.size
            guard let checked = word.checked else {
                note(.insideWord(name), name, at)
                return Self.wrong
            }
            return checked
        }
        if schema.list(name) != nil {
            note(.listAsValue, name, at)
            return Self.wrong
        }
        let near = (list?.columns.map(\.name) ?? []) + schema.columns.map(\.name) + schema.words.map(\.name)
        note(.unknownColumn(in: list?.name ?? schema.kind), name, at, near: near)
        return Self.wrong
    }

    private mutating func dotted(_ owner: String, _ name: String, _ at: Expression) -> Part {
        let columns: [ExpressionSchema.Column]
        let term: Term
        if let list, list.name == owner {
            (columns, term) = (list.columns, .listColumn(name))
        } else if owner == schema.kind {
            (columns, term) = (schema.columns, .column(name))
        } else if let reference = schema.reference(owner) {
            (columns, term) = (reference.columns, .lookup(reference: owner, column: name))
        } else if schema.list(owner) != nil {
            note(.listAsValue, owner, at)
            return Self.wrong
        } else {
            note(.unknownReference, owner, at, near: schema.references.map(\.name) + schema.lists.map(\.name))
            return Self.wrong
        }
        guard let column = columns.first(where: { $0.name == name }) else {
            note(.unknownColumn(in: owner), name, at, near: columns.map(\.name))
            return Self.wrong
        }
        return Part(term: term, type: column.type)
    }

    // Operators

    private mutating func binary(
        _ sign: Expression.Operator, _ left: Expression, _ right: Expression, _ at: Expression
    ) -> Part {
        switch sign {
        case .and, .or:
            return Part(term: .binary(sign, condition(left), condition(right)), type: .truth)
        case .plus, .minus, .times:
            let (a, b) = (walk(left), walk(right))
            return Part(term: .binary(sign, a.term, b.term), type: arithmetic(sign, a.type, b.type, at))
        case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
            let a = walk(left)
            if left.form == .null || right.form == .null { note(.comparedWithNull, sign.rawValue, at) }
            let b = compared(sign, a, walk(right), at)
            return Part(term: .binary(sign, a.term, b), type: .truth)
        }
    }

    private mutating func arithmetic(
        _ sign: Expression.Operator, _ a: FactType, _ b: FactType, _ at: Expression
    ) -> FactType {
        if a.isNumber && b.isNumber { return .number }
        switch (sign, a, b) {
        case (.minus, .day, .day): return .number
        case (.plus, .day, _) where b.isNumber, (.minus, .day, _) where b.isNumber: return .day
        case (.plus, _, .day) where a.isNumber: return .day
        default:
            note(.types(a.rawValue, b.rawValue), sign.rawValue, at)
            return .anything
        }
    }

    /// The right side of a comparison, whose types must go together.
    private mutating func compared(_ sign: Expression.Operator, _ a: Part, _ b: Part, _ at: Expression) -> Term {
        if !a.type.compares(with: b.type) {
            note(.types(a.type.rawValue, b.type.rawValue), sign.rawValue, at)
        } else if sign.isOrder, let type = [a.type, b.type].first(where: { $0 == .word }) {
            note(.unordered(type.rawValue), sign.rawValue, at)
        }
        return b.term
    }

    private mutating func choice(_ branches: [Expression.Branch], _ otherwise: Expression?) -> Part {
        var type = FactType.anything
        var terms: [Term.Branch] = []
        for branch in branches {
            let condition = condition(branch.condition)
            let value = walk(branch.value)
            type = joined(type, value.type, branch.value)
            terms.append(Term.Branch(condition: condition, value: value.term))
        }
        let last = otherwise.map { walk($0) } ?? Self.wrong
        if let otherwise { type = joined(type, last.type, otherwise) }
        return Part(term: .choice(terms, otherwise: last.term), type: type)
    }

    /// The type of a value that is one or the other.
    private mutating func joined(_ a: FactType, _ b: FactType, _ at: Expression) -> FactType {
        if a == b || b == .anything { return a }
        if a == .anything { return b }
        if a.isCondition && b.isCondition { return .truth }
        if a.isNumber && b.isNumber { return .number }
        note(.types(a.rawValue, b.rawValue), at.shown, at)
        return .anything
    }

    // Functions

    private mutating func call(_ name: String, _ arguments: [Expression], _ at: Expression) -> Part {
        if name.uppercased() == "COALESCE" {
            var type = FactType.anything
            var terms: [Term] = []
            for argument in arguments {
                let part = walk(argument)
                type = joined(type, part.type, argument)
                terms.append(part.term)
            }
            return Part(term: .firstKnown(terms), type: type)
        }
        if name == "known" { return known(arguments, at) }
        guard let function = NamedFunction(rawValue: name) else {
            let names = NamedFunction.allCases.map(\.rawValue) + ["known", "COALESCE"]
            let lists = Expression.Aggregate.allCases.map(\.rawValue)
            note(.unknownFunction, name, at, near: names + lists)
            return Self.wrong
        }
        let parts = arguments.map { walk($0) }
        guard parts.count == function.arity else {
            note(.argumentCount(function.arity), name, at)
            return Self.wrong
        }
        return Part(term: .call(function, parts.map(\.term)), type: result(function, parts, arguments))
    }

    private mutating func result(_ function: NamedFunction, _ parts: [Part], _ arguments: [Expression]) -> FactType {
        switch function {
        case .workingDays, .yearStart:
            for (part, argument) in zip(parts, arguments) where part.type != .day && part.type != .anything {
                note(.wrongType(is: part.type.rawValue, needs: "day"), argument.shown, argument)
            }
            return function == .workingDays ? .number : .day
        case .later, .earlier:
            let type = joined(parts[0].type, parts[1].type, arguments[1])
            if type == .word || type == .opaque { note(.unordered(type.rawValue), function.rawValue, arguments[0]) }
            return type
        }
    }

    private mutating func known(_ arguments: [Expression], _ at: Expression) -> Part {
        guard arguments.count == 1 else {
            note(.argumentCount(1), "known", at)
            return Self.wrong
        }
        if case .name(let name) = arguments[0].form, schema.column(name) == nil, schema.list(name) != nil {
            return Part(term: .knownList(name), type: .truth)
        }
        return Part(term: .known(walk(arguments[0]).term), type: .truth)
    }

    private mutating func gathered(
        _ aggregate: Expression.Aggregate, _ name: String, _ value: Expression?, _ condition: Expression?,
        _ at: Expression
    ) -> Part {
        guard let found = schema.list(name) else {
            note(.unknownList, name, at, near: schema.lists.map(\.name))
            return Self.wrong
        }
        let outer = list
        list = found
        defer { list = outer }
        let part = value.map { walk($0) }
        let term = Term.aggregate(
            aggregate, list: name, value: part?.term, condition: condition.map { self.condition($0) })
        switch aggregate {
        case .exists: return Part(term: term, type: .truth)
        case .count: return Part(term: term, type: .number)
        case .sum:
            if let part, let value, !part.type.isNumber {
                note(.wrongType(is: part.type.rawValue, needs: "number"), value.shown, value)
            }
            return Part(term: term, type: .number)
        case .max, .min:
            let type = part?.type ?? .anything
            if let value, type == .word || type == .opaque { note(.unordered(type.rawValue), value.shown, value) }
            return Part(term: term, type: type)
        }
    }
}

extension Expression {
    /// How a fault names it.
    var shown: String {
        switch form {
        case .number(let value): String(value)
        case .text(let text): "'\(text)'"
        case .day(let day): "DATE '\(day.iso)'"
        case .null: "NULL"
        case .name(let name): name
        case .dotted(let owner, let name): "\(owner).\(name)"
        case .bound(let bound): ":\(bound.rawValue)"
        case .negative: "-"
        case .not: "NOT"
        case .binary(let sign, _, _): sign.rawValue
        case .isNull: "IS NULL"
        case .oneOf: "IN"
        case .between: "BETWEEN"
        case .choice: "CASE"
        case .call(let name, _): name
        case .aggregate(let aggregate, _, _, _): aggregate.rawValue
        }
    }
}
