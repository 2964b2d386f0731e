extension Expression {
    /// The bare names that occur, in order, columns of lists among them.
    package var names: [String] {
        switch form {
        case .number, .text, .day, .null, .bound, .dotted: []
        case .name(let name): [name]
        case .negative(let inner), .not(let inner), .isNull(let inner): inner.names
        case .binary(_, let left, let right): left.names + right.names
        case .oneOf(let subject, let list): subject.names + list.flatMap(\.names)
        case .between(let subject, let low, let high): subject.names + low.names + high.names
        case .choice(let branches, let otherwise):
            branches.flatMap { $0.condition.names + $0.value.names } + (otherwise?.names ?? [])
        case .call(_, let arguments): arguments.flatMap(\.names)
        case .aggregate(_, _, let value, let condition): (value?.names ?? []) + (condition?.names ?? [])
        }
    }
}
