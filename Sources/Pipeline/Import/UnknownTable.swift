import Domain
import Mapping
import Readers
import Records

/// The real reason why a table is like no source, where its bytes tell one: said instead of the sources that are nearest.
enum UnknownTable {
    /// One byte of so many that is a control character makes it no text.
    private static let controls = 50
    private static let fewest = 4

    /// The fault that a reader met in the first rows, where it is one of limits: nothing could be known of such a row.
    static func refusal(
        _ batch: borrowing RecordBatch, isWhole: Bool, _ encoding: TextEncoding
    ) -> Recogniser.Refusal? {
        // The first record alone is longer than all that was looked at.
        var met = !isWhole && batch.heads.isEmpty ? RecordFault(cause: .recordTooLong, line: 1) : nil
        met = batch.faults.first { [.recordTooLong, .tooManyCells, .nulByte].contains($0.cause) } ?? met
        return met.map { fault in
            Recogniser.Refusal(
                code: fault.cause.code, found: "", expected: fault.cause.expected(ReadLimits(), encoding),
                line: fault.line)
        }
    }

    /// A refusal that says more, or the same.
    static func refusal(_ refusal: Recogniser.Refusal, _ start: ArraySlice<UInt8>, _ encoding: TextEncoding)
        -> Recogniser.Refusal
    {
        guard refusal.code == .sourceUnknown, encoding == .utf8 else { return refusal }
        var out = Recogniser.Refusal(code: .fileBinary, found: "", expected: "", line: 0)
        let strange = start.count { $0 < 32 && !(9...13).contains($0) }
        if strange >= fewest, strange * controls > start.count { return out }
        guard let text = DoubledUTF8.undone(start) else { return refusal }
        out.code = .encodingDoubled
        out.found = HeadingPreview.text(text[...], .utf8)
        if out.found.isEmpty { out.found = "UTF-8" }
        return out
    }
}
