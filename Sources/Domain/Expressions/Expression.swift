/// An expression of a definition as it was written: a small subset of SQL that another engine could run too.
///
/// Names are not looked up yet; `ExpressionChecker` does that and gives a `Term`. Offsets count UTF-8 bytes of the text
/// from 0, so that a mistake can be shown where it stands.
package struct Expression: Sendable, Equatable {
    /// What stands here.
    package var form: Form
    /// Where it begins in the text.
    package var offset: Int

    package init(_ form: Form, at offset: Int) {
        self.form = form
        self.offset = offset
    }

    /// The forms of the language. Everything else is refused by the parser.
    package indirect enum Form: Sendable, Equatable {
        /// A whole number.
        case number(Int64)
        /// `'text'`, the quotes away.
        case text(String)
        /// `DATE '2026-04-30'`.
        case day(Day)
        /// `NULL`.
        case null
        /// A column or a word; inside an aggregate a column of its list comes first.
        case name(String)
        /// `thu_tuc.muc_do`: a column of what a declared reference points to; or of the list around, or of the kind itself.
        case dotted(String, String)
        /// `:start` or `:end`.
        case bound(Bound)
        /// `-x`.
        case negative(Expression)
        /// `NOT x`.
        case not(Expression)
        /// `AND`, `OR`, comparisons, `+ - *`.
        case binary(Operator, Expression, Expression)
        /// `x IS NULL`; `IS NOT NULL` comes as `NOT` of it.
        case isNull(Expression)
        /// `x IN (a, b)`; `NOT IN` comes as `NOT` of it.
        case oneOf(Expression, [Expression])
        /// `x BETWEEN a AND b`, both ends in.
        case between(Expression, Expression, Expression)
        /// `CASE WHEN … THEN … ELSE … END`.
        case choice([Branch], Expression?)
        /// `working_days(a, b)`, `COALESCE(a, b)`, `known(x)`.
        case call(String, [Expression])
        /// `SUM(list.expression WHERE condition)`.
        case aggregate(Aggregate, list: String, value: Expression?, condition: Expression?)
    }

    /// `WHEN condition THEN value`.
    package struct Branch: Sendable, Equatable {
        package var condition: Expression
        package var value: Expression
    }

    /// The bounds of a window: S, its first day, and E', the day after the last that its data reaches (it differs by unit).
    package enum Bound: String, Sendable, CaseIterable {
        case start
        case end
    }

    /// What stands between two expressions, as SQL writes it.
    package enum Operator: String, Sendable, CaseIterable {
        case and = "AND"
        case or = "OR"
        case equal = "="
        case unequal = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case plus = "+"
        case minus = "-"
        case times = "*"
    }

    /// What can be asked of a list of children.
    package enum Aggregate: String, Sendable, CaseIterable {
        case exists = "EXISTS"
        case count = "COUNT"
        case sum = "SUM"
        case max = "MAX"
        case min = "MIN"
    }
}
