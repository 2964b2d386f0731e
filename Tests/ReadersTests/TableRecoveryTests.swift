import Records
import Testing

@testable import Readers

@Suite("A spoilt row of a table costs itself and no other")
struct TableRecoveryTests {
    @Test("text behind a closing quote costs its line")
    func textAfterQuote() {
        let reading = Reading.table("a,b\n\"c\"d,e\n\"f\" ,g\nh,\"i\"\"\"\n")
        #expect(reading.cells == [["a", "b"], ["h", "i\""]])
        #expect(
            reading.faults == [
                RecordFault(cause: .textAfterQuote, line: 2, column: 1),
                RecordFault(cause: .textAfterQuote, line: 3, column: 1),
            ])
        #expect(reading.records.map(\.row) == [1, 2, 3, 4])
    }

    @Test("an unclosed quote amid 200 rows costs its own row", arguments: ["\n", "\r\n", "\r"], [true, false])
    func unclosedQuote(_ end: String, _ othersAreQuoted: Bool) {
        func row(_ number: Int) -> String {
            if number == 100 { return "\(number),\"mở mà không đóng,x" }
            return othersAreQuoted ? "\(number),\"có, phẩy\",x" : "\(number),không,x"
        }
        let reading = Reading.table((1...200).map(row).joined(separator: end) + end)
        #expect(reading.cells.count == 199)
        #expect(reading.cells.map { $0[0] } == (1...200).filter { $0 != 100 }.map(String.init))
        #expect(reading.faults == [RecordFault(cause: .unclosedQuote, line: 100, column: 2)])
        #expect(reading.lines == (1...200).map(Int32.init))
    }

    @Test("a quote unclosed at the end of the file, in its last line and before")
    func atTheEnd() {
        #expect(Reading.table("a\n\"b").faults == [RecordFault(cause: .unclosedQuote, line: 2, column: 1)])
        let reading = Reading.table("a\n\"b\nc\n\nd,\"e\nf")
        #expect(reading.cells == [["a"], ["c"], ["f"]])
        #expect(reading.faults.map(\.line) == [2, 5])
        #expect(reading.lines == [1, 2, 3, 5, 6])
    }

    @Test("a quoted cell that goes on for more lines than a record may have was never closed")
    func tooManyLines() {
        var limits = ReadLimits()
        limits.recordLines = 5
        let long = "a,\"" + String(repeating: "x\n", count: 5) + "\",b\n"
        let reading = Reading.table("1\n" + long + "2\n", limits: limits)
        // The closing quote opens a cell of its own once the first line is given up.
        #expect(reading.faults.map(\.cause) == [.unclosedQuote, .unclosedQuote])
        #expect(reading.faults.map(\.line) == [2, 7])
        #expect(reading.cells == [["1"], ["x"], ["x"], ["x"], ["x"], ["2"]])
        let fits = "a,\"" + String(repeating: "x\n", count: 4) + "\",b\n"
        #expect(Reading.table("1\n" + fits + "2\n", limits: limits).faults.isEmpty)
    }

    @Test("a record with more bytes or cells than it may have is a fault, and reading goes on behind its line")
    func tooLong() {
        var limits = ReadLimits()
        limits.recordBytes = 20
        limits.cells = 4
        let reading = Reading.table(
            "a\n" + String(repeating: "x", count: 21) + ",\"y\nb,c\n1,2,3,4,5\n1,2,3,4\n", limits: limits)
        #expect(
            reading.faults == [
                RecordFault(cause: .recordTooLong, line: 2), RecordFault(cause: .tooManyCells, line: 4),
            ])
        #expect(reading.cells == [["a"], ["b", "c"], ["1", "2", "3", "4"]])
    }

    @Test("a line without end is not held", arguments: ["x", "\"", ",", "\"\"", "a,\"\n"])
    func flat(_ unit: String) throws(ReadFailure) {
        let reader = TableReader(delimiter: 44, encoding: .utf8)
        var batch = RecordBatch()
        let chunk = Array(String(repeating: unit, count: 65_536 / unit.utf8.count).utf8)
        for _ in 0..<48 {
            try reader.feed(chunk[...], into: &batch)
            #expect(batch.bytes.count < 1 << 20)
            batch.removeAll()
        }
        try reader.finish(into: &batch)
        #expect(batch.heads.count < 100_000)
    }
}
