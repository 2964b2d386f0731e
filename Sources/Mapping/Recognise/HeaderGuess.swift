/// The header of a table that no source fits, from its first rows: where known headings stand, or else where words stand
/// above values. nil where nothing looks like one.
package struct HeaderGuess: Sendable {
    /// Rows of the header at most.
    private static let deepest = 3

    /// The first row, counted from 0 among the rows that are not blank, and how many there are.
    package let start: Int
    package let count: Int
    /// Headings by column, as the file writes them.
    package let headings: [String]
    /// By column, the folded forms of its heading without its higher rows.
    package let lower: [[String]]

    package init?(_ head: Recogniser.Head, names: KnownNames) {
        let rows = head.rows.prefix(Recogniser.deepest).map(\.cells)
        let windows = HeaderWindows(head)
        var best: (start: Int, count: Int, known: Int)?
        for start in rows.indices where Self.isHeader(rows[start]) {
            var whole = 0
            for count in 1...Self.deepest where start + count <= rows.count {
                guard rows[start..<start + count].allSatisfy(Self.hasOnlyWords) else { break }
                let header = windows.header(start, count)
                let known = header.written.indices.count { header.keys(of: $0).contains(where: names.knows(key:)) }
                // A second row belongs to the header where it makes more of it known.
                if known > max(whole, best?.known ?? 0) { best = (start, count, known) }
                whole = max(whole, known)
            }
        }
        if best == nil {
            best = rows.indices.first { start in
                Self.isHeader(rows[start]) && Self.standsAboveValues(start, Array(rows))
            }.map { ($0, 1, 0) }
        }
        guard let best else { return nil }
        start = best.start
        count = best.count
        let header = windows.header(best.start, best.count)
        headings = Array(header.written.prefix(header.width))
        lower = headings.indices.map { Array(header.keys(of: $0).dropFirst()) }
    }

    private static func filled(_ row: [String]) -> [String] { row.filter { !Header.isBlank($0) } }

    private static func hasOnlyWords(_ row: [String]) -> Bool { filled(row).allSatisfy(KnownNames.isLikeHeading) }

    private static func isHeader(_ row: [String]) -> Bool { filled(row).count >= 2 && hasOnlyWords(row) }

    /// Whether the rows below have, in some column with a word here, nothing but what can be no heading.
    private static func standsAboveValues(_ start: Int, _ rows: [[String]]) -> Bool {
        let below = rows[(start + 1)...]
        guard below.count >= 2 else { return false }
        return rows[start].indices.contains { column in
            if Header.isBlank(rows[start][column]) { return false }
            let cells = below.compactMap { $0.indices.contains(column) ? $0[column] : nil }
                .filter { !Header.isBlank($0) }
            return cells.count >= 2 && cells.count { !KnownNames.isLikeHeading($0) } * 5 >= cells.count * 4
        }
    }
}
