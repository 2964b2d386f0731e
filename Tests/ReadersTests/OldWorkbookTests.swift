import Foundation
import Records
import Testing

@testable import Readers

/// Workbooks of Excel 97 to 2003, and the compound files that they lie in.
struct OldWorkbookTests {
    private static let example = Result {
        Array(
            try Data(
                contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                    .deletingLastPathComponent().appendingPathComponent("Fixtures/danh-sach-ho-so.xls/input.xls")))
    }

    @Test("streams in small sectors, in large ones, and in so many that their tables are named elsewhere")
    func streams() throws {
        for count in [1, 63, 64, 4_095, 4_096, 5_000, 9_000_000] {
            let stream = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            let file = CompoundFile(SeekableBytes(CompoundWriter.file("Workbook", stream)))
            #expect(try file.stream("Workbook", limits: ReadLimits()) == stream, "\(count)")
        }
    }

    @Test("a stream that is larger than is held, and one whose chain ends early, are refused")
    func refused() throws {
        let bytes = CompoundWriter.file("Workbook", [UInt8](repeating: 7, count: 20_000))
        var limits = ReadLimits()
        limits.heldInput = 19_999
        #expect(throws: ReadFailure(.inputTooLarge)) {
            try CompoundFile(SeekableBytes(bytes)).stream("Workbook", limits: limits)
        }
        let cut = CompoundFile(SeekableBytes(Array(bytes.prefix(8_000))))
        #expect(cut.refusal(without: "Workbook") != nil)
    }

    @Test("cells of every kind: dates by their format, numbers, errors, truth, hidden rows")
    func cells() throws {
        let workbook = try OldWorkbook(SeekableBytes(try Self.example.get()), limits: ReadLimits())
        #expect(workbook.tables == ["Hướng dẫn", "Hồ sơ"])
        let reading = try Self.read(workbook, 1)
        #expect(reading.lines == [1, 2, 4, 5, 6, 7, 8, 9, 10, 13])
        #expect(
            reading.cells[4] == [
                "2", "H55.242-260401-0002", "1.001193", "Hộ tịch", "90000102", "Đã trả kết quả", "2026-04-01 08:30:00",
                "2026-04-03", "2026-04-02 16:00:00", "8.000", "", "Không", "số định danh thành số",
            ])
        #expect(reading.cells[6][5] == "#N/A" && reading.cells[7][7] == "#VALUE!")
        #expect(reading.cells[8][9...10] == ["1234567", "2.5"])
        #expect(reading.warnings == [ReadWarning(cause: .hiddenRows, line: 10, count: 1)])
    }

    @Test("a text goes on in the next record, which says anew how wide its characters are")
    func follow() throws {
        // "ab" one byte each, then "ộc" two bytes each; a rich text whose runs are split; a text that begins in a new record.
        let first = record(0x00FC, [2, 0, 0, 0, 3, 0, 0, 0] + [4, 0, 0] + Array("ab".utf8))
        let second = record(
            0x003C, [1, 0xD9, 0x1E, 0x63, 0] + [1, 0, 8, 2, 0] + Array("x".utf8) + [0, 0, 0, 0, 1])
        let third = record(0x003C, [0, 0, 0] + [2, 0, 1, 0x11, 0x01, 0x31, 0])
        let stream = BiffStream(bytes: first + second + third)
        var texts = try BiffText(stream, try stream.record(at: 0), skipping: 8)
        var found: [String] = []
        while !texts.isEnded {
            var out: [UInt8] = []
            try texts.append(lengthBytes: 2, to: &out)
            found.append(String(decoding: out, as: UTF8.self))
        }
        #expect(found == ["abộc", "x", "đ1"])
    }

    @Test("small numbers: whole, hundredths, heads of floating-point numbers, negative")
    func small() {
        func value(_ bits: UInt32) -> Double {
            BiffStream(bytes: (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }).small(0)
        }
        #expect(value(0x0000_0006) == 1)
        #expect(value(0xFFFF_FFFE) == -1)
        #expect(value(0x0000_04D3) == 3.08)
        #expect(value(0x3FF0_0000) == 1)
        #expect(value(0x4059_0001) == 1)
    }

    @Test("a formula that no program calculated is an error, one that came to an empty text is empty")
    func uncalculated() throws {
        func formula(_ row: UInt8, _ result: [UInt8], note: UInt8 = 0) -> [UInt8] {
            record(0x0006, [row, 0, 0, 0, 0, 0] + result + [0, 0] + [note, 0, 0, 0] + [3, 0, 0x1E, 1, 0])
        }
        let blank: [UInt8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        func cells(_ sheet: [UInt8], globals: [UInt8] = []) throws -> [[String]] {
            let bytes = BiffWriter.workbook(sheet, globals: globals)
            return try Self.read(OldWorkbook(SeekableBytes(bytes), limits: ReadLimits()), 0).cells
        }
        // As xlwt writes them.
        #expect(try cells(formula(0, blank) + formula(1, blank)) == [["#CALC!"], ["#CALC!"]])
        #expect(try cells(formula(0, blank) + formula(1, one)) == [["1"]])
        #expect(try cells(formula(0, blank, note: 7) + formula(1, blank)).isEmpty)
        #expect(try cells(formula(0, blank), globals: record(0x01C1, [0xC1, 1, 0, 0, 0, 0, 2, 0])).isEmpty)
    }

    @Test("whatever is spoilt in it, a workbook is read or refused")
    func spoilt() throws {
        let whole = try Self.example.get()
        var random = SystemLike(state: 11)
        for _ in 0..<600 {
            var bytes = whole
            for _ in 0...random.below(6) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            if random.below(4) == 0 { bytes.removeLast(random.below(bytes.count)) }
            do throws(ReadFailure) {
                let workbook = try OldWorkbook(SeekableBytes(bytes), limits: ReadLimits())
                for table in workbook.tables.indices.prefix(4) {
                    let rows = try workbook.rows(of: table, most: 100)
                    var batch = RecordBatch()
                    while try rows.next(into: &batch) {}
                    for cell in batch.cells { #expect(Int(cell.start) + Int(cell.length) <= batch.bytes.count) }
                }
            } catch {
                #expect(error.cause != .inputOutput)
            }
        }
    }

    private struct SystemLike {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private func record(_ kind: Int, _ body: [UInt8]) -> [UInt8] {
        [UInt8(kind & 0xFF), UInt8(kind >> 8), UInt8(body.count & 0xFF), UInt8(body.count >> 8)] + body
    }

    private static func read(_ workbook: OldWorkbook, _ table: Int) throws -> Reading {
        let rows = try workbook.rows(of: table, most: nil)
        var batch = RecordBatch()
        while try rows.next(into: &batch) {}
        var reading = Reading([], chunk: 1, by: TableReader(delimiter: 44, encoding: .utf8))
        reading.failure = nil
        reading.take(batch)
        reading.warnings = rows.warnings
        return reading
    }
}
