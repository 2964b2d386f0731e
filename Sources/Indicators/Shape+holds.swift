import Domain

extension Shape {
    /// Whether a record with these ends counts in [start, end), `end` being E'. A flow's day is its `from`. Nil: the shape
    /// has no such end. An end that is unknown, and a `from` that is null, leave the record out.
    @inline(__always)
    func holds(_ from: Int64?, _ until: Int64?, _ start: Int64, _ end: Int64) -> Bool {
        if let from, from <= Fact.unknown { return false }
        if until == Fact.unknown { return false }
        switch self {
        case .flow:
            guard let from else { return false }
            return start <= from && from < end
        case .stock:
            if let from, from > end - 1 { return false }
            guard let until, until != Fact.none else { return true }
            return until > end - 1
        case .span:
            guard let from, from < end else { return false }
            guard let until, until != Fact.none else { return true }
            return until >= start
        }
    }
}
