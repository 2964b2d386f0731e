import Domain

/// A column of an unknown layout and the field that it seems to fill.
package struct Placement: Sendable {
    /// How far to believe it. What is low stands in a draft as a comment.
    package enum Confidence: Int, Sendable, Comparable {
        case low
        case middle
        case high

        /// The surer one is the greater.
        package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
    }

    /// Why a column seems to fill a field.
    enum Reason: Sendable {
        /// So many sources read this heading into it.
        case heading(sources: Int)
        /// The heading is the field's own title.
        case title
        /// The heading has the telling words of a known one.
        case words
        /// The heading has words of known ones, of this field's and perhaps of others', the likelier first.
        case near([Int])
        /// Nothing but the values.
        case values
        /// The heading stands for several fields in different sources.
        case several([Int])
        /// Another column fills the field already.
        case taken(Int)
        /// The heading fits and the values do not.
        case otherValues
        /// The days are written with the month first, which no source reads.
        case monthFirst
    }

    /// By index among the profiled columns.
    package var column: Int
    /// By index among the kind's columns, or those of the list of children.
    package var field: Int
    package var confidence: Confidence
    var reason: Reason
    /// What a known source says beside the heading.
    var rule: FieldRule?
    /// The values are days of which day and month could be the other way round.
    var isOrderOpen = false
    /// By words alone.
    var isNear: Bool {
        if case .near = reason { true } else { false }
    }
    /// The list of codes to say, where it is not the field's own.
    var list: Int?
}
