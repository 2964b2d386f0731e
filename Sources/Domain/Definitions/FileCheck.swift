/// What is asked of each file: the share of its records for which a condition holds, among those for which it is known.
package struct FileCheck: Sendable, Equatable {
    /// What is counted of a column, in the file that decides it.
    package struct Count: Sendable, Equatable {
        package var column: String
        package var condition: Formula

        package init(column: String, condition: Formula) {
            self.column = column
            self.condition = condition
        }
    }

    /// Records that count at all; nil: every one.
    package var among: Formula?
    package var counts: [Count]
    /// Fewer records say nothing.
    package var atLeast: Int
    /// It holds where the share is 100 %.
    package var always: Bool
    /// It holds where the share is 0.
    package var never: Bool
    /// It holds where the share is below so many percent.
    package var below: Double?

    package init(among: Formula?, counts: [Count], atLeast: Int, always: Bool, never: Bool, below: Double?) {
        self.among = among
        self.counts = counts
        self.atLeast = atLeast
        self.always = always
        self.never = never
        self.below = below
    }
}
