import Domain
import Readers
import Records

/// The rows of a copy to correct as its original had them: without the column of reasons, so that a row is as wide as it was.
final class WithoutReasons: RecordStream {
    private let rows: any RecordStream
    private let column: Int

    init(_ rows: any RecordStream, column: Int) {
        self.rows = rows
        self.column = column
    }

    var warnings: [ReadWarning] { rows.warnings }

    func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
        let before = batch.heads.count
        let goesOn = try rows.next(into: &batch)
        for index in before..<batch.heads.count { strip(index, &batch) }
        return goesOn
    }

    private func strip(_ index: Int, _ batch: inout RecordBatch) {
        let first = Int(batch.heads[index].firstCell)
        var end = Int(batch.heads[index].endCell)
        guard first + column < end else { return }
        batch.cells[first + column].length = 0
        // As a sheet's reader does: what is empty at the end of a row is left out.
        while end > first, batch.cells[end - 1].length == 0 { end -= 1 }
        batch.heads[index].endCell = Int32(truncatingIfNeeded: end)
    }

    // MARK: Where it is

    /// The column of reasons among the first rows of a sheet, or nil where somebody took it out.
    static func column(in rows: [(line: Int, cells: [String])]) -> Int? {
        let key = Fold.key(CopyMark.reasons)
        return rows.lazy.compactMap { row in row.cells.lastIndex { Fold.key($0) == key } }.first
    }

    /// The first rows without it.
    static func stripped(_ rows: [(line: Int, cells: [String])], column: Int?) -> [(line: Int, cells: [String])] {
        guard let column else { return rows }
        return rows.map { row in
            guard column < row.cells.count else { return row }
            var cells = row.cells
            cells[column] = ""
            while cells.last?.isEmpty == true { cells.removeLast() }
            return (row.line, cells)
        }.filter { !$0.cells.isEmpty }
    }
}
