import Readers
import Records

/// Readers of text: as a whole, and in small chunks, they must tell the same.
enum ReaderTargets {
    /// A table; the last byte chooses the delimiter.
    static func csv(_ bytes: [UInt8]) {
        let delimiter = Array(",;\t|".utf8)[Int((bytes.last ?? 0) % 4)]
        compare(bytes) { TableReader(delimiter: delimiter, encoding: $0) }
    }

    /// A document, of which every child of the root is a record.
    static func xml(_ bytes: [UInt8]) {
        compare(bytes) { XMLReader(records: [.childrenOfRoot], encoding: $0) }
    }

    /// A table in the encoding that its last byte chooses.
    static func encodings(_ bytes: [UInt8]) {
        let all = TextEncoding.allCases
        let encoding = all[Int(bytes.last ?? 0) % all.count]
        let whole = Told(bytes, chunk: max(1, bytes.count), by: TableReader(delimiter: 0x2C, encoding: encoding))
        let parts = Told(bytes, chunk: 1, by: TableReader(delimiter: 0x2C, encoding: encoding))
        precondition(whole == parts, "chunks matter")
    }

    private static func compare(_ bytes: [UInt8], _ reader: (TextEncoding) -> any RecordReader) {
        let encoding: TextEncoding
        do throws(ReadFailure) {
            encoding = try FormatSniffer(bytes[...]).encoding
        } catch {
            return
        }
        let whole = Told(bytes, chunk: max(1, bytes.count), by: reader(encoding))
        let parts = Told(bytes, chunk: 1 + bytes.count % 7, by: reader(encoding))
        precondition(whole == parts, "chunks matter")
    }
}
