package import Domain

/// What decides how a record counts under one rule set, in the order in which it is shown: columns of the record, columns of what
/// it refers to (`thu_tuc.muc_do`), words of the kind that the rule is written with (`end`, `due`), and the lists of children that
/// it looks at.
package struct Grounds: Sendable, Equatable {
    /// One of them.
    package struct Ground: Sendable, Equatable {
        package let name: String
        package let sort: Sort
    }

    /// Where its values come from, which is how they are read.
    package enum Sort: Sendable, Equatable {
        /// A column of the record, or of a reference where the name has a point.
        case column
        case word(FactType)
        /// Children, each with these columns.
        case list([String])
    }

    /// What a record says of one ground.
    package enum Value: Sendable, Equatable {
        case fact(Int64)
        /// Rows of the list; nil where the source has no such list.
        case children([[Int64]]?)
    }

    package let all: [Ground]
    /// What the grounds that are no lists are made of, in their order.
    let terms: [Term]

    /// Without a checker the words are left out; `inAll`: those that say another thing in another window, too.
    package init(_ rule: RuleSet, _ checker: ExpressionChecker? = nil, inAll: Bool = false) {
        let request = rule.needs
        let lookups = request.lookups.flatMap { part in part.columns.map { (part.name, $0) } }
        let words = (checker.map { Self.words(rule, $0) } ?? []).filter { word in
            !inAll || !word.checked.term.mentions(.start) && !word.checked.term.mentions(.end)
        }
        terms =
            request.columns.map(Term.column) + lookups.map { Term.lookup(reference: $0.0, column: $0.1) }
            + words.map(\.checked.term)
        all =
            (request.columns + lookups.map { "\($0.0).\($0.1)" }).map { Ground(name: $0, sort: .column) }
            + words.map { Ground(name: $0.name, sort: .word($0.checked.type)) }
            + request.lists.map { Ground(name: $0.name, sort: .list($0.columns)) }
    }

    /// The words that a rule is written with, and those that they are written with, in the order of the kind.
    private static func words(
        _ rule: RuleSet, _ checker: ExpressionChecker
    ) -> [(name: String, checked: CheckedExpression)] {
        let written = Dictionary(checker.schema.words.map { ($0.name, $0.expression) }) { first, _ in first }
        var found: Set<String> = []
        var texts = (rule.shape.formulas + [rule.denominator, rule.numerator]).map(\.text)
        while let text = texts.popLast() {
            for name in names(text) where found.insert(name).inserted {
                if let text = written[name] { texts.append(text) }
            }
        }
        return checker.schema.words.compactMap { word in
            guard found.contains(word.name) else { return nil }
            do throws(ExpressionFaults) {
                return (word.name, try checker.check(word.name, gives: .any))
            } catch {
                return nil  // A word with a mistake: `check` has said so.
            }
        }
    }

    private static func names(_ text: String) -> [String] {
        do throws(ExpressionFault) {
            return try ExpressionParser.parse(text).names
        } catch {
            return []
        }
    }
}
