/// Reads the text of an expression. Precedence as in SQL: OR, AND, NOT, comparisons, + −, *, sign.
///
/// The first mistake in the text is thrown; names and types are `ExpressionChecker`'s, which tells all of theirs.
package struct ExpressionParser {
    private let tokens: [Token]
    private var at = 0
    private var depth = 0
    private var links = 0

    /// Brackets in brackets, and links of chains (`a AND b AND …`), which cost stack in those that walk the tree.
    private static let deepest = 64
    private static let longest = 500
    private static let keywords: Set<String> = [
        "AND", "OR", "NOT", "IN", "BETWEEN", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "WHERE", "DATE",
    ]

    /// The expression, or the first mistake.
    package static func parse(_ text: String) throws(ExpressionFault) -> Expression {
        var parser = ExpressionParser(tokens: try Lexer.tokens(text))
        let expression = try parser.disjunction()
        guard parser.token.form == .end else { throw parser.fault("the end or an operator") }
        return expression
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private var token: Token { tokens[at] }

    private func fault(_ expected: String) -> ExpressionFault {
        ExpressionFault(.expected(expected), found: token.shown, at: token.offset)
    }

    /// SQL's words are read in any case; names of ours are not.
    private func sees(_ keyword: String, ahead: Int = 0) -> Bool {
        guard at + ahead < tokens.count, case .word(let word) = tokens[at + ahead].form else { return false }
        return word.utf8.count == keyword.utf8.count && word.uppercased() == keyword
    }

    private mutating func take(_ keyword: String) -> Bool {
        guard sees(keyword) else { return false }
        at += 1
        return true
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard token.form == .sign(sign) else { return false }
        at += 1
        return true
    }

    private mutating func need(_ keyword: String) throws(ExpressionFault) {
        guard take(keyword) else { throw fault(keyword) }
    }

    private mutating func needSign(_ sign: String) throws(ExpressionFault) {
        guard takeSign(sign) else { throw fault(sign) }
    }

    private mutating func disjunction() throws(ExpressionFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw ExpressionFault(.tooDeep, found: token.shown, at: token.offset) }
        var left = try conjunction()
        while take("OR") { left = try link(.or, left, try conjunction(), at: left.offset) }
        return left
    }

    private mutating func conjunction() throws(ExpressionFault) -> Expression {
        var left = try negation()
        while take("AND") { left = try link(.and, left, try negation(), at: left.offset) }
        return left
    }

    private mutating func link(
        _ sign: Expression.Operator, _ left: Expression, _ right: Expression, at offset: Int
    ) throws(ExpressionFault) -> Expression {
        links += 1
        guard links <= Self.longest else { throw ExpressionFault(.tooDeep, found: sign.rawValue, at: offset) }
        return Expression(.binary(sign, left, right), at: offset)
    }

    private mutating func negation() throws(ExpressionFault) -> Expression {
        let offset = token.offset
        var nots = 0
        while take("NOT") { nots += 1 }
        var inner = try comparison()
        for _ in 0..<min(nots, Self.deepest) { inner = Expression(.not(inner), at: offset) }
        return inner
    }

    private mutating func comparison() throws(ExpressionFault) -> Expression {
        let left = try sum()
        let offset = token.offset
        if case .sign(let sign) = token.form, let name = Expression.Operator(rawValue: sign), name.isComparison {
            at += 1
            return Expression(.binary(name, left, try sum()), at: offset)
        }
        if take("IS") {
            let not = take("NOT")
            try need("NULL")
            return negated(Expression(.isNull(left), at: offset), not)
        }
        let not = sees("NOT") && (sees("IN", ahead: 1) || sees("BETWEEN", ahead: 1))
        if not { at += 1 }
        if take("IN") {
            try needSign("(")
            return negated(Expression(.oneOf(left, try arguments()), at: offset), not)
        }
        if take("BETWEEN") {
            let low = try sum()
            try need("AND")
            return negated(Expression(.between(left, low, try sum()), at: offset), not)
        }
        return left
    }

    private func negated(_ expression: Expression, _ not: Bool) -> Expression {
        not ? Expression(.not(expression), at: expression.offset) : expression
    }

    private mutating func sum() throws(ExpressionFault) -> Expression {
        var left = try product()
        while true {
            let offset = token.offset
            if takeSign("+") {
                left = try link(.plus, left, try product(), at: offset)
            } else if takeSign("-") {
                left = try link(.minus, left, try product(), at: offset)
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(ExpressionFault) -> Expression {
        var left = try primary()
        while token.form == .sign("*") {
            let offset = token.offset
            at += 1
            left = try link(.times, left, try primary(), at: offset)
        }
        return left
    }

    /// One or more expressions up to the closing bracket, the opening one taken.
    private mutating func arguments() throws(ExpressionFault) -> [Expression] {
        var list = [try disjunction()]
        while takeSign(",") { list.append(try disjunction()) }
        guard takeSign(")") else { throw fault(") or ,") }
        return list
    }

    private mutating func primary() throws(ExpressionFault) -> Expression {
        let start = token
        switch start.form {
        case .number(let value):
            at += 1
            return Expression(.number(value), at: start.offset)
        case .text(let text):
            at += 1
            return Expression(.text(text), at: start.offset)
        case .bound(let name):
            guard let bound = Expression.Bound(rawValue: name) else {
                throw ExpressionFault(.unknownBound, found: start.shown, at: start.offset)
            }
            at += 1
            return Expression(.bound(bound), at: start.offset)
        case .sign("("):
            at += 1
            let inner = try disjunction()
            try needSign(")")
            return inner
        case .sign("-"):
            at += 1
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.deepest else { throw ExpressionFault(.tooDeep, found: "-", at: start.offset) }
            return Expression(.negative(try primary()), at: start.offset)
        case .word(let word): return try named(word, start)
        default: throw fault("a column, a word, a number, a 'text' or (")
        }
    }

    private mutating func named(_ word: String, _ start: Token) throws(ExpressionFault) -> Expression {
        if take("NULL") { return Expression(.null, at: start.offset) }
        if take("CASE") { return try choice(start) }
        if take("DATE") { return try day(start) }
        // `end` is a word of the trade; where an operand begins, SQL's END cannot stand. Ours in small letters only.
        guard !Self.keywords.contains(word.uppercased()) || word == "end" else {
            throw fault("a column, a word, a number, a 'text' or (")
        }
        at += 1
        if takeSign("(") {
            if let aggregate = Expression.Aggregate(rawValue: word.uppercased()) { return try gather(aggregate, start) }
            return Expression(.call(word, try arguments()), at: start.offset)
        }
        guard takeSign(".") else { return Expression(.name(word), at: start.offset) }
        return Expression(.dotted(word, try name("a column of \(word)")), at: start.offset)
    }

    private mutating func name(_ what: String) throws(ExpressionFault) -> String {
        guard case .word(let word) = token.form, !Self.keywords.contains(word.uppercased()) else { throw fault(what) }
        at += 1
        return word
    }

    private mutating func day(_ start: Token) throws(ExpressionFault) -> Expression {
        guard case .text(let text) = token.form, let day = Day(iso: text) else { throw fault("a day as 'yyyy-mm-dd'") }
        at += 1
        return Expression(.day(day), at: start.offset)
    }

    private mutating func choice(_ start: Token) throws(ExpressionFault) -> Expression {
        var branches: [Expression.Branch] = []
        guard sees("WHEN") else { throw fault("WHEN") }
        while take("WHEN") {
            let condition = try disjunction()
            try need("THEN")
            branches.append(Expression.Branch(condition: condition, value: try disjunction()))
        }
        let otherwise = take("ELSE") ? try disjunction() : nil
        guard take("END") else { throw fault(otherwise == nil ? "WHEN, ELSE or END" : "END") }
        return Expression(.choice(branches, otherwise), at: start.offset)
    }

    /// `list`, `list.value`, each with `WHERE condition` or without, and the closing bracket.
    private mutating func gather(_ aggregate: Expression.Aggregate, _ start: Token) throws(ExpressionFault)
        -> Expression
    {
        let listName = try name("a list of children")
        let takesValue = aggregate != .exists && aggregate != .count
        if takesValue != (token.form == .sign(".")) {
            throw fault(takesValue ? "a dot and a column of \(listName)" : "WHERE or )")
        }
        let value = takeSign(".") ? try sum() : nil
        let condition = take("WHERE") ? try disjunction() : nil
        guard takeSign(")") else { throw fault("WHERE or )") }
        return Expression(.aggregate(aggregate, list: listName, value: value, condition: condition), at: start.offset)
    }
}

extension Expression.Operator {
    /// Whether it compares.
    package var isComparison: Bool {
        switch self {
        case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        case .and, .or, .plus, .minus, .times: false
        }
    }

    /// Whether it asks which is the greater.
    package var isOrder: Bool { isComparison && self != .equal && self != .unequal }
}
