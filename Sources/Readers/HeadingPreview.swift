package import Records

/// The header line of a table as one encoding reads it, for a person who must choose.
package enum HeadingPreview {
    private static let longest = 100
    private static let few = 2

    /// The first row of the usual width, when it looks like headings (no digits, and digits below it): no person may show.
    /// "" where none does.
    package static func text(_ start: ArraySlice<UInt8>, _ encoding: TextEncoding) -> String {
        // Lines that are in another encoding have a look too: what stands in them is what shows that they are.
        var stream = TextStream(encoding)
        let isMarked = encoding != .utf8 && start.starts(with: [0xEF, 0xBB, 0xBF])
        let text = stream.text(start.dropFirst(isMarked ? 3 : 0).prefix(64 << 10))
        let start = Array(String(decoding: text, as: UTF8.self).utf8)[...]
        let delimiter = DelimiterGuess.delimiter(of: start, encoding: .utf8)
        let reader = TableReader(delimiter: delimiter, encoding: .utf8)
        var batch = RecordBatch()
        do {
            try reader.feed(start, into: &batch)
            if batch.heads.count < 2 { try reader.finish(into: &batch) }
        } catch {
            return ""
        }
        let heads = batch.heads.filter { $0.fault < 0 }
        let widths = Dictionary(heads.map { ($0.endCell - $0.firstCell, 1) }, uniquingKeysWith: +)
        guard let width = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { return "" }
        let rows = heads.filter { $0.endCell - $0.firstCell == width }.prefix(2).map { head in
            batch.cells[Int(head.firstCell)..<Int(head.endCell)].map { cell in
                String(decoding: batch.bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
            }
        }
        guard rows.count == 2, !hasDigit(rows[0]), hasDigit(rows[1]) else { return "" }
        return String(rows[0].map(printable).joined(separator: " | ").prefix(longest))
    }

    /// The names of encodings, each with its header line; where that is the same in all, with the first letters that are not, and their line.
    static func texts(_ start: ArraySlice<UInt8>, _ encodings: [TextEncoding]) -> String {
        var shown = encodings.map { text(start, $0) }
        if Set(shown).count == 1, encodings.count > 1, let (line, letters) = difference(start, encodings) {
            shown = zip(shown, letters).map { ($0.isEmpty ? "" : $0 + " | ") + "\(line): …\($1)…" }
        }
        return zip(encodings, shown).map { $0.title + ($1.isEmpty ? "" : " (\($1))") }.joined(separator: "; ")
    }

    /// The line of the first word that is not the same in all encodings, and its letters outside of ASCII in each: no word, which could be
    /// of a person's name.
    private static func difference(_ start: ArraySlice<UInt8>, _ encodings: [TextEncoding]) -> (Int, [String])? {
        let lines = start.prefix(64 << 10).split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 >= 0x80 }) {
            for word in line.split(whereSeparator: { $0 < 0x80 && !(97...122).contains($0 | 0x20) }) {
                let letters = encodings.map { encoding in
                    var stream = TextStream(encoding)
                    let text = Array(stream.text(word)) + Array(stream.finish())
                    return String(
                        printable(String(decoding: text, as: UTF8.self)).filter { !$0.isASCII }.prefix(few))
                }
                if Set(letters).count > 1 { return (index + 1, letters) }
            }
        }
        return nil
    }

    private static func hasDigit(_ cells: [String]) -> Bool {
        cells.contains { $0.utf8.contains { (48...57).contains($0) } }
    }

    private static func printable(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control { out.append(scalar) }
        return String(out)
    }
}
