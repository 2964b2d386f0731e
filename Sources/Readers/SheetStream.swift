import Records

/// The rows of a sheet, unpacked as they are read.
final class SheetStream: RecordStream {
    private let entry: ZipEntry
    private let reader: SheetReader
    private let most: Int
    private var count = 0
    private var isEnded = false

    init(_ entry: ZipEntry, _ reader: SheetReader, most: Int?) {
        self.entry = entry
        self.reader = reader
        self.most = most ?? .max
    }

    var warnings: [ReadWarning] { reader.warnings }

    func next(into batch: inout RecordBatch) throws(ReadFailure) -> Bool {
        if isEnded || count >= most { return false }
        let before = batch.heads.count
        if let chunk = try entry.next() {
            try reader.feed(chunk, into: &batch)
        } else {
            isEnded = true
            try reader.finish(into: &batch)
        }
        count += batch.heads.count - before
        return true
    }
}
