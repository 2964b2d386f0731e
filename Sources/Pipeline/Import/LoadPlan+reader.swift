import Mapping
import Readers
import Records

extension LoadPlan {
    /// The reader that a file of this plan wants, as its head told.
    func reader(_ head: FileHead) -> any RecordReader {
        guard source.format == .xml else {
            return TableReader(delimiter: head.match.delimiter, encoding: head.encoding)
        }
        let records = [RecordPath(source.match.record)].compactMap { $0 }
        return XMLReader(
            records: records, encoding: head.encoding, wanted: source.wantedPaths, skip: Set(source.skip))
    }
}
