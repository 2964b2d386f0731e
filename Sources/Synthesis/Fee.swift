/// A fee of a procedure: phí or lệ phí.
package struct Fee: Sendable, Equatable {
    /// Phí thẩm định
    package let name: String
    /// True for lệ phí, false for phí.
    package let isCharge: Bool
    /// In đồng.
    package let amount: Int

    /// A fee in full.
    package init(_ name: String, isCharge: Bool, amount: Int) {
        self.name = name
        self.isCharge = isCharge
        self.amount = amount
    }
}
