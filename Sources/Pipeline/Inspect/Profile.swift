import Domain
import Mapping
import Readers
import Records

/// The profile of a file, filled while all of it is read once, in flat memory.
struct Profile {
    private(set) var profiler: Profiler
    /// Records that the reader could not take, by code.
    private(set) var faults: [String: Int] = [:]

    init(_ inspection: Inspection, _ probe: CellProbe) {
        profiler = inspection.profiler(probe)
    }

    /// Takes a text: its first bytes, and what is read of the file behind them.
    mutating func take(
        _ start: ArraySlice<UInt8>, isWhole: Bool, rest file: inout FileBytes, _ reader: any RecordReader
    ) throws {
        var reader = reader
        var batch = RecordBatch()
        // Small pieces: a batch of the whole first megabyte would be the most that is ever held.
        var rest = start
        while !rest.isEmpty {
            let piece = rest.prefix(ReadLimits().chunk)
            rest = rest.dropFirst(piece.count)
            try reader.feed(piece, into: &batch)
            hand(&batch)
        }
        while !isWhole, let chunk = try file.next() {
            try reader.feed(chunk, into: &batch)
            hand(&batch)
        }
        try reader.finish(into: &batch)
        hand(&batch)
    }

    /// Takes the rows of a sheet.
    mutating func take(_ rows: any RecordStream) throws {
        var batch = RecordBatch()
        while try rows.next(into: &batch) { hand(&batch) }
        hand(&batch)
    }

    private mutating func hand(_ batch: inout RecordBatch) {
        for fault in batch.faults { faults[fault.cause.code.rawValue, default: 0] += 1 }
        profiler.take(batch)
        batch.removeAll()
    }
}
