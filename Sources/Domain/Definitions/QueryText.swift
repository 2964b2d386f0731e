/// A query, and where its text stands in the file, so that a mistake has its place.
package struct QueryText: Sendable, Equatable {
    package var sql: String
    package var line: Int
    package var column: Int
    /// Whether its lines are those of the file, from `line` on, each behind `column` - 1 blanks; else only its beginning has
    /// a place.
    package var keepsLines: Bool

    package init(sql: String, line: Int, column: Int, keepsLines: Bool) {
        self.sql = sql
        self.line = line
        self.column = column
        self.keepsLines = keepsLines
    }

    /// Line and column of a byte of the query.
    package func place(ofByte offset: Int) -> (line: Int, column: Int) {
        guard keepsLines else { return (line, column + (sql.contains("\n") ? 0 : offset)) }
        let before = Array(sql.utf8.prefix(offset))
        let own = before.lastIndex(of: UInt8(ascii: "\n")).map { before.count - $0 - 1 } ?? before.count
        return (line + before.count { $0 == UInt8(ascii: "\n") }, column + own)
    }
}
