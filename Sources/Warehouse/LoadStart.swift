/// What a load is, as far as the loader must know.
package struct LoadStart: Sendable {
    /// Its number in the warehouse.
    package var number: Int64
    package var asOf: Int64
    /// The columns and lists that its source has, by index in the kind.
    package var mask: UInt64
    package var source: String
    package var isComplete: Bool
    package var isFanOut: Bool
    /// The column that divides the scope, by index.
    package var partition: Int?

    package init(
        number: Int64, asOf: Int64, mask: UInt64, source: String, isComplete: Bool, isFanOut: Bool, partition: Int?
    ) {
        self.number = number
        self.asOf = asOf
        self.mask = mask
        self.source = source
        self.isComplete = isComplete
        self.isFanOut = isFanOut
        self.partition = partition
    }
}
