extension Term {
    /// What must be at hand for this term: columns, lists with their columns, lookups, bounds.
    package var needs: ScanRequest {
        var request = ScanRequest()
        add(to: &request, list: nil)
        return request
    }

    /// Whether it mentions a bound of the window.
    package func mentions(_ bound: Expression.Bound) -> Bool {
        if case .bound(bound) = self { return true }
        return parts.contains { $0.mentions(bound) }
    }

    /// Whether it needs the calendar of working days.
    package var asksCalendar: Bool {
        if case .call(.workingDays, _) = self { return true }
        return parts.contains { $0.asksCalendar }
    }

    /// Whether it needs a column of the list of the aggregate around it; what an aggregate inside needs is its own.
    package var usesListColumn: Bool {
        switch self {
        case .listColumn: true
        case .aggregate: false
        default: parts.contains { $0.usesListColumn }
        }
    }

    /// The text literals that it compares with.
    package var texts: Set<String> {
        if case .text(let text) = self { return [text] }
        return parts.reduce(into: []) { $0.formUnion($1.texts) }
    }

    /// What it is made of, one step down.
    package var parts: [Term] {
        switch self {
        case .constant, .null, .text, .column, .listColumn, .lookup, .bound, .knownList: []
        case .negative(let inner), .not(let inner), .isNull(let inner), .known(let inner): [inner]
        case .binary(_, let left, let right): [left, right]
        case .oneOf(let subject, let list): [subject] + list
        case .choice(let branches, let otherwise): branches.flatMap { [$0.condition, $0.value] } + [otherwise]
        case .firstKnown(let list), .call(_, let list): list
        case .aggregate(_, _, let value, let condition): [value, condition].compactMap { $0 }
        }
    }

    private func add(to request: inout ScanRequest, list: String?) {
        var inside = list
        switch self {
        case .column(let name): request.need(column: name)
        case .listColumn(let name):
            guard let list else { preconditionFailure("a column of a list stands inside an aggregate") }
            request.need(list: list, column: name)
        case .lookup(let reference, let column): request.need(reference: reference, column: column)
        case .knownList(let name): request.need(list: name, column: nil)
        case .aggregate(_, let name, _, _):
            request.need(list: name, column: nil)
            inside = name
        default: break
        }
        for part in parts { part.add(to: &request, list: inside) }
    }
}
