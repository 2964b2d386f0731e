/// Elements whose text is kept with that of all markup in them, in the order of the document: text with marks of style.
struct FlatText: Sendable {
    /// What an element inside is beside its text.
    enum Part: Sendable {
        /// It is none of the text.
        case skipped
        /// It stands for these bytes.
        case text([UInt8])
        /// It stands for a byte as often as an attribute says.
        case repeated(UInt8, by: String)
    }

    /// How often at most.
    static let mostRepeated = 1_000

    /// The elements, below a record's.
    var paths: Set<String>
    /// By local names.
    var parts: [String: Part] = [:]
}
