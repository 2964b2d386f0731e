/// An expression of a definition: as it is written, and what it means.
package struct Formula: Sendable, Equatable {
    package let text: String
    package let term: Term
    package let type: FactType

    /// Throws all mistakes of the text.
    package init(
        _ text: String, _ need: ExpressionChecker.Need, _ checker: ExpressionChecker
    ) throws(ExpressionFaults) {
        let checked = try checker.check(text, gives: need)
        self.text = text
        term = checked.term
        type = checked.type
    }
}
