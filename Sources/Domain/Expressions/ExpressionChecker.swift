/// Finds names, expands words and checks types, and tells all mistakes of a text at once.
///
/// Words are checked once, when the checker is made: each means the same wherever it is used, also inside an aggregate
/// whose list has a column of a name that the word uses.
package struct ExpressionChecker: Sendable {
    package let schema: ExpressionSchema
    /// Mistakes in the words of the kind, by word, in their order.
    package private(set) var wordFaults: [(word: String, faults: [ExpressionFault])] = []
    private(set) var words: [String: CheckedWord] = [:]

    /// The most parts that an expression may have after its words are expanded.
    static let largest = 2_000

    /// A word that was looked at: its meaning, or nothing where it has a mistake.
    struct CheckedWord: Sendable {
        var checked: CheckedExpression?
        var size = 0
    }

    package init(_ schema: ExpressionSchema) {
        self.schema = schema
        var parsed: [String: Result<Expression, ExpressionFault>] = [:]
        for word in schema.words {
            do throws(ExpressionFault) {
                parsed[word.name] = .success(try ExpressionParser.parse(word.expression))
            } catch {
                parsed[word.name] = .failure(error)
            }
        }
        var path: [String] = []
        for word in schema.words { visit(word.name, parsed, &path) }
        // Found by need, told in the order in which they are written.
        let order = Dictionary(schema.words.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        wordFaults.sort { order[$0.word, default: 0] < order[$1.word, default: 0] }
    }

    /// What the text means, or all its mistakes.
    package func check(_ text: String, gives need: Need) throws(ExpressionFaults) -> CheckedExpression {
        let expression: Expression
        do throws(ExpressionFault) {
            expression = try ExpressionParser.parse(text)
        } catch {
            throw ExpressionFaults([error])
        }
        var walk = ExpressionWalk(self)
        let checked = walk.whole(expression, need)
        guard walk.faults.isEmpty else { throw ExpressionFaults(walk.faults) }
        return checked
    }

    /// What an expression is needed for.
    package enum Need: Sendable {
        /// A denominator or a numerator.
        case condition
        /// The day of a flow, the ends of a stock or a span.
        case day
        /// A breakdown.
        case any
    }

    /// Words first that this word needs; a word that is met again on the way is a cycle.
    private mutating func visit(
        _ name: String, _ parsed: [String: Result<Expression, ExpressionFault>], _ path: inout [String]
    ) {
        guard words[name] == nil, let result = parsed[name] else { return }
        switch result {
        case .failure(let fault):
            words[name] = CheckedWord()
            wordFaults.append((name, [fault]))
        case .success(let expression):
            if let start = path.firstIndex(of: name) {
                words[name] = CheckedWord()
                wordFaults.append((name, [ExpressionFault(.cycle(path[start...] + [name]), found: name, at: 0)]))
                return
            }
            path.append(name)
            for needed in expression.names where schema.column(needed) == nil { visit(needed, parsed, &path) }
            path.removeLast()
            guard words[name] == nil else { return }
            var walk = ExpressionWalk(self)
            let checked = walk.whole(expression, .any)
            words[name] = CheckedWord(checked: walk.faults.isEmpty ? checked : nil, size: walk.size)
            if !walk.faults.isEmpty { wordFaults.append((name, walk.faults)) }
        }
    }
}

/// All mistakes of one text, in its order.
package struct ExpressionFaults: Error, Sendable, Equatable {
    package var list: [ExpressionFault]

    package init(_ list: [ExpressionFault]) { self.list = list.sorted { $0.offset < $1.offset } }
}

/// An expression that means something: its term, and what its value is.
package struct CheckedExpression: Sendable, Equatable {
    package var term: Term
    package var type: FactType

    package init(term: Term, type: FactType) {
        self.term = term
        self.type = type
    }
}

extension ExpressionSchema {
    /// A column by its name.
    package func column(_ name: String) -> Column? { columns.first { $0.name == name } }
    /// A list by its name.
    package func list(_ name: String) -> List? { lists.first { $0.name == name } }
    /// A reference by its name.
    package func reference(_ name: String) -> Reference? { references.first { $0.name == name } }
}
