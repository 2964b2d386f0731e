import Domain

/// When a record counts in a window (`Shape` without its expressions).
enum Presence: Sendable {
    case flow
    case stock
    case opening
    case span
    /// Nothing is counted.
    case never

    init(_ shape: Shape) {
        switch shape {
        case .flow: self = .flow
        case .stock: self = .stock
        case .opening: self = .opening
        case .span: self = .span
        case .given: self = .never
        }
    }

    /// Stand for an end that a shape has not: it always did, it always will.
    static let always = Mark.unknown + 1
    static let open = Mark.none

    /// Whether a record with these ends counts in [start, end), `end` being E'. A flow's day is its `from`. An end that is
    /// unknown, and a `from` that is null, leave the record out; an `until` that is null has not come.
    @inline(__always)
    func holds(_ from: Int64, _ until: Int64, _ start: Int64, _ end: Int64) -> Bool {
        guard from > Mark.unknown, from < end, until != Mark.unknown else { return false }
        switch self {
        case .flow: return start <= from
        // On the last day, E' - 1.
        case .stock: return until == Mark.none || until >= end
        // On the day before the first.
        case .opening: return from < start && (until == Mark.none || until >= start)
        case .span: return until == Mark.none || until >= start
        case .never: return false
        }
    }
}
