/// Loads of the warehouse that the manifest does not have: made by `import`, or by nights that kept no archive. Numbers have no holes
/// otherwise, and what was taken out of the archive has its line.
struct ManifestGaps {
    /// Of each hole the first and the last load.
    private(set) var ranges: [ClosedRange<Int64>] = []
    /// How many loads there are.
    var count: Int64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound + 1) } }

    /// How many ranges are named.
    private static let shown = 8

    init(_ lines: [ManifestLine]) {
        var next: Int64 = 1
        for order in lines.map(\.order).sorted() where order >= next {
            if order > next { ranges.append(next...(order - 1)) }
            next = order + 1
        }
    }

    /// Their number and their ranges: `5: 2-4, 7, 9`.
    var text: String {
        let named = ranges.prefix(Self.shown).map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        return "\(count): " + (named + (ranges.count > Self.shown ? ["…"] : [])).joined(separator: ", ")
    }
}
