import Records
import Testing

@testable import Readers

/// What a reader made of a file, in a form that can be compared.
struct Reading: Equatable, CustomStringConvertible {
    struct Record: Equatable {
        var line: Int32
        var row: Int32
        var cells: [String]
        var names: [String] = []
        var place = ""
        var fault: RecordFault?
    }

    var records: [Record] = []
    var warnings: [ReadWarning] = []
    var failure: ReadFailure?

    var cells: [[String]] { records.filter { $0.fault == nil }.map(\.cells) }
    var lines: [Int32] { records.map(\.line) }
    var faults: [RecordFault] { records.compactMap(\.fault) }

    var description: String {
        records.map { "\($0.line)/\($0.row) \($0.fault.map { "\($0)" } ?? "\(zip($0.names, $0.cells))\($0.cells)")" }
            .joined(separator: "\n") + " \(warnings) \(String(describing: failure))"
    }

    /// Feeds the bytes in chunks and hands batches on after each.
    init(_ bytes: [UInt8], chunk: Int, by reader: any RecordReader) {
        var reader = reader
        var batch = RecordBatch()
        do throws(ReadFailure) {
            var rest = bytes[...]
            while !rest.isEmpty {
                try reader.feed(rest.prefix(chunk), into: &batch)
                rest = rest.dropFirst(chunk)
                if batch.heads.count > 3 {
                    take(batch)
                    batch.removeAll()
                }
            }
            try reader.finish(into: &batch)
        } catch {
            failure = error
        }
        take(batch)
        warnings = reader.warnings
    }

    mutating func take(_ batch: borrowing RecordBatch) {
        for head in batch.heads {
            let cells = batch.cells[Int(head.firstCell)..<Int(head.endCell)]
            let texts = cells.map {
                String(decoding: batch.bytes[Int($0.start)..<Int($0.start) + Int($0.length)], as: UTF8.self)
            }
            records.append(
                Record(
                    line: head.line, row: head.row, cells: texts,
                    names: batch.paths.isEmpty ? [] : cells.map { batch.paths[Int($0.name)].written },
                    place: head.place < 0 ? "" : batch.places[Int(head.place)],
                    fault: head.fault < 0 ? nil : batch.faults[Int(head.fault)]))
        }
    }

    /// The same from every size of chunk, or a failed expectation.
    static func same(
        _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation, by reader: () -> any RecordReader
    ) -> Reading {
        let whole = Reading(bytes, chunk: 65_536, by: reader())
        for chunk in [1, 2, 7] {
            let other = Reading(bytes, chunk: chunk, by: reader())
            #expect(other.withoutPartialRecords == whole.withoutPartialRecords, sourceLocation: sourceLocation)
        }
        return whole
    }

    /// Before a failure small chunks hand out records that a large one holds back, which nobody may keep.
    private var withoutPartialRecords: Reading {
        var reading = self
        if failure != nil {
            reading.records = []
            reading.warnings = []
            // Where in the text a limit is noticed can differ by the piece.
            reading.failure?.column = 0
        }
        return reading
    }

    static func table(
        _ text: String, delimiter: Character = ",", limits: ReadLimits = ReadLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        table(Array(text.utf8), delimiter: delimiter, limits: limits, sourceLocation: sourceLocation)
    }

    static func table(
        _ bytes: [UInt8], delimiter: Character = ",", encoding: TextEncoding = .utf8,
        limits: ReadLimits = ReadLimits(), sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        same(bytes, sourceLocation: sourceLocation) {
            TableReader(delimiter: delimiter.asciiValue ?? 44, encoding: encoding, limits: limits)
        }
    }

    static func xml(
        _ text: String, records: RecordPath = .childrenOfRoot, wanted: Set<String>? = nil,
        limits: ReadLimits = ReadLimits(), sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        xml(Array(text.utf8), records: records, wanted: wanted, limits: limits, sourceLocation: sourceLocation)
    }

    static func xml(
        _ bytes: [UInt8], encoding: TextEncoding = .utf8, records: RecordPath = .childrenOfRoot,
        wanted: Set<String>? = nil, limits: ReadLimits = ReadLimits(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Reading {
        same(bytes, sourceLocation: sourceLocation) {
            XMLReader(records: [records], encoding: encoding, wanted: wanted, limits: limits)
        }
    }
}

/// Text as UTF-16 with its byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
    }
}

/// The same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
