/// The headers that the first rows of a table would be, by first row and number of rows: each made once for all sources,
/// since folding the cells is most of the work of recognising.
final class HeaderWindows {
    private let rows: [[String]]
    private var made: [[Int]: Header] = [:]

    init(_ head: Recogniser.Head) { rows = head.rows.map(\.cells) }

    func header(_ start: Int, _ count: Int) -> Header {
        if let known = made[[start, count]] { return known }
        let header = Header(Array(rows[start..<start + count]))
        made[[start, count]] = header
        return header
    }
}
