package import Records

/// Which character ends the cells of a table whose source is not known, by the evidence of its first rows.
package enum DelimiterGuess {
    /// The delimiters that are tried, in the order in which they win when the evidence is even.
    package static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    /// What parts cells where none of these does.
    package static let bar = UInt8(ascii: "|")

    /// The delimiter under which most of the rows have one number of cells, more than one, and fewest have faults.
    ///
    /// `start` is the file's first bytes; its last row may be cut. RFC 4180's comma where nothing speaks for another.
    package static func delimiter(of start: ArraySlice<UInt8>, encoding: TextEncoding) -> UInt8 {
        var best = candidates[0]
        var bestScore = Score(rows: 0, width: 0)
        for candidate in candidates {
            let score = score(candidate, start, encoding)
            if bestScore < score { (best, bestScore) = (candidate, score) }
        }
        // A bar is text in many a cell: only where nothing else parts anything.
        if bestScore.width == 0, score(bar, start, encoding).width > 1 { return bar }
        return best
    }

    private struct Score: Comparable {
        var rows: Int
        var width: Int

        static func < (a: Score, b: Score) -> Bool { (a.rows, a.width) < (b.rows, b.width) }
    }

    private static func score(_ delimiter: UInt8, _ start: ArraySlice<UInt8>, _ encoding: TextEncoding) -> Score {
        let reader = TableReader(delimiter: delimiter, encoding: encoding)
        var batch = RecordBatch()
        do throws(ReadFailure) {
            try reader.feed(start, into: &batch)
            // The end is looked at only where nothing else was seen: it may be cut.
            if batch.heads.isEmpty { try reader.finish(into: &batch) }
        } catch {
            return Score(rows: 0, width: 0)
        }
        var widths: [Int: Int] = [:]
        var faults = 0
        for head in batch.heads {
            if head.fault >= 0 { faults += 1 } else { widths[Int(head.endCell - head.firstCell), default: 0] += 1 }
        }
        let several = widths.filter { $0.key > 1 }
        guard let (width, rows) = several.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
            return Score(rows: 0, width: 0)
        }
        return Score(rows: rows - faults, width: width)
    }
}
