import Records
import Testing

@testable import Readers

@Suite("What is written as a table is read as it was")
struct TablePropertyTests {
    private static let pieces = [
        "a", "Đã trả", "ữ", "𝄞", "\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "0", "\u{A0}", "e\u{301}",
    ]

    /// Rows, their text, and the line and row of each by counting, independently of any reader.
    private struct Written {
        var text = ""
        var rows: [[String]] = []
        var places: [[Int32]] = []

        init(seed: UInt64) {
            var random = Seeded(state: seed)
            let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            var line: Int32 = 1
            var row: Int32 = 1
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                if Int.random(in: 0..<6, using: &random) == 0 {
                    text += end
                    line += 1
                    row += 1
                }
                let cells = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    (0..<Int.random(in: 0..<6, using: &random))
                        .map { _ in TablePropertyTests.pieces.randomElement(using: &random) ?? "" }.joined()
                }
                rows.append(cells)
                places.append([line, row])
                let written = cells.map { cell in
                    "\"" + cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
                }.joined(separator: ",")
                text += written + end
                row += 1
                line += 1 + Self.lineEnds(written)
            }
        }

        private static func lineEnds(_ text: String) -> Int32 {
            var count: Int32 = 0
            var before: UInt8 = 0
            for byte in text.utf8 {
                if byte == 13 || byte == 10 && before != 13 { count += 1 }
                before = byte
            }
            return count
        }
    }

    @Test("random rows come back, with the lines of an independent counter", arguments: 0..<60)
    func roundTrip(_ seed: UInt64) {
        let written = Written(seed: seed)
        let reading = Reading.table(written.text)
        #expect(reading.cells.map { $0.map { Array($0.utf8) } } == written.rows.map { $0.map { Array($0.utf8) } })
        #expect(reading.records.map { [$0.line, $0.row] } == written.places)
        #expect(reading.warnings.isEmpty && reading.faults.isEmpty)
    }

    @Test(
        "random bytes are read the same by chunks of any size, and every line is in a record or blank",
        arguments: 0..<300)
    func anyBytes(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var limits = ReadLimits()
        limits.recordLines = 4
        limits.recordBytes = 30
        limits.cells = 5
        let alphabet: [UInt8] = [34, 34, 44, 10, 13, 97, 32, 0xC3, 0xA9, 0]
        let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? 0
        }
        let reading = Reading.table(bytes, limits: limits)
        #expect(reading.failure == nil)
        #expect(reading.lines == reading.lines.sorted())
        #expect(Set(reading.lines).count == reading.lines.count)
    }
}
