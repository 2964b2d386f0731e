/// A checked expression: every name found, every word expanded, every type right. Engines work from this.
///
/// Truth is 1 and 0. `Fact.none` behaves as SQL's NULL. `Fact.unknown` poisons what it touches except where the result is
/// decided without it: `0 AND unknown` is 0, `1 OR unknown` is 1, a branch of CASE that is not taken does not matter, and
/// COALESCE takes the first value that is there. A sum out of the range of `Fact` is unknown.
package indirect enum Term: Sendable, Hashable {
    /// A number, or a day.
    case constant(Int64)
    case null
    /// A text, which an engine turns into the number it is interned under.
    case text(String)
    /// A column of the record.
    case column(String)
    /// A column of the list of the innermost aggregate around.
    case listColumn(String)
    /// A column of the record that a reference names.
    case lookup(reference: String, column: String)
    case bound(Expression.Bound)
    case negative(Term)
    case not(Term)
    case binary(Expression.Operator, Term, Term)
    case isNull(Term)
    case oneOf(Term, [Term])
    case choice([Branch], otherwise: Term)
    case firstKnown([Term])
    case call(NamedFunction, [Term])
    case aggregate(Expression.Aggregate, list: String, value: Term?, condition: Term?)
    /// 1 where the value is not unknown.
    case known(Term)
    /// 1 where the source of the record has the list, with children or without.
    case knownList(String)

    /// `WHEN condition THEN value`.
    package struct Branch: Sendable, Hashable {
        package var condition: Term
        package var value: Term

        package init(condition: Term, value: Term) {
            self.condition = condition
            self.value = value
        }
    }
}

/// The functions of the language beside SQL's own.
package enum NamedFunction: String, Sendable, CaseIterable {
    /// Days after a, up to and including b, that are working days; negative when b is before a.
    case workingDays = "working_days"
    /// The greater of two; the other where one is null.
    case later
    /// The lesser of two; the other where one is null.
    case earlier
    /// 1 January of the day's year.
    case yearStart = "year_start"

    /// How many arguments it takes.
    package var arity: Int { self == .yearStart ? 1 : 2 }
}
