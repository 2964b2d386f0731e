extension Term {
    /// The term as SQL text, words expanded and fully bracketed: days as their numbers, `:start` and `:end` left as they
    /// are. Where nothing is unknown, an engine that runs it gives the same result; `working_days` must be registered there.
    ///
    /// Also the canonical form: two texts that mean the same expression word for word give the same, whatever their spaces,
    /// brackets and the case of SQL's words.
    package func sql(_ schema: ExpressionSchema, _ names: SQLNames = SQLNames()) -> String { text(schema, names, nil) }

    private func text(_ schema: ExpressionSchema, _ names: SQLNames, _ list: String?) -> String {
        func of(_ term: Term) -> String { term.text(schema, names, list) }
        switch self {
        case .constant(let value): return value < 0 ? "(\(value))" : "\(value)"
        case .null: return "NULL"
        case .text(let text): return names.literal(text)
        case .column(let name): return "\(schema.kind).\(name)"
        case .listColumn(let name): return "\(list ?? "?").\(name)"
        case .lookup(let reference, let column):
            guard let target = schema.reference(reference) else { return "NULL" }
            let here = "\(schema.kind).\(target.column)"
            return "(SELECT \(reference).\(column) FROM \(reference) WHERE \(reference).\(target.key) = \(here))"
        case .bound(let bound): return ":\(bound.rawValue)"
        case .negative(let inner): return "(- \(of(inner)))"
        case .not(let inner): return "(NOT \(of(inner)))"
        case .binary(let sign, let left, let right): return "(\(of(left)) \(sign.rawValue) \(of(right)))"
        case .isNull(let inner): return "(\(of(inner)) IS NULL)"
        case .oneOf(let subject, let list): return "(\(of(subject)) IN (\(list.map(of).joined(separator: ", "))))"
        case .choice(let branches, let otherwise):
            let whens = branches.map { "WHEN \(of($0.condition)) THEN \(of($0.value)) " }.joined()
            return "(CASE \(whens)ELSE \(of(otherwise)) END)"
        case .firstKnown(let list) where list.count == 1: return of(list[0])
        case .firstKnown(let list): return "COALESCE(\(list.map(of).joined(separator: ", ")))"
        case .call(let function, let arguments): return Self.call(function, arguments.map(of))
        case .known(let inner): return names.known(of(inner))
        case .knownList(let name): return names.known(name)
        case .aggregate(let aggregate, let name, let value, let condition):
            let link = "\(name).\(names.parent) = \(schema.kind).\(names.record)"
            let filter = condition.map { " AND \($0.text(schema, names, name))" } ?? ""
            let body = "FROM \(name) WHERE \(link)\(filter)"
            let what = value?.text(schema, names, name) ?? "*"
            return aggregate == .exists
                ? "EXISTS (SELECT 1 \(body))" : "(SELECT \(aggregate.rawValue)(\(what)) \(body))"
        }
    }

    private static func call(_ function: NamedFunction, _ arguments: [String]) -> String {
        let list = arguments.joined(separator: ", ")
        return switch function {
        case .workingDays: "working_days(\(list))"
        // SQLite's max of several is null when one of them is.
        case .later: "COALESCE(max(\(list)), \(list))"
        case .earlier: "COALESCE(min(\(list)), \(list))"
        case .yearStart:
            "CAST(strftime('%s', \(list) * 86400, 'unixepoch', 'start of year') / 86400 AS INTEGER)"
        }
    }
}

/// What an engine calls the things around an expression.
package struct SQLNames: Sendable {
    /// The column that links a child to its record.
    package var parent = "parent"
    /// The column of the record that children link to.
    package var record = "record"
    /// How a text literal is written.
    package var literal: @Sendable (String) -> String = { text in
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    /// How a question for what the source knows is written; SQL has no word for it.
    package var known: @Sendable (String) -> String = { "known(\($0))" }

    package init() {}
}
