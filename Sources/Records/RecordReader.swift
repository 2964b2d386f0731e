/// Bytes in, whole records out: the one interface of all readers.
///
/// `feed` may be called with chunks of any size, down to one byte, and gives the same records for any of them. Records
/// that are whole are appended to the batch; what is begun waits inside the reader. `finish` says that no more bytes
/// come. A thrown failure refuses the file.
package protocol RecordReader {
    /// Takes the next bytes of the file.
    mutating func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure)
    /// Takes the end of the file.
    mutating func finish(into batch: inout RecordBatch) throws(ReadFailure)
    /// What was odd so far, first places and counts.
    var warnings: [ReadWarning] { get }
}
