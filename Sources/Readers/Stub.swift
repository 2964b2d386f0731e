package import Records
package struct TableReader: RecordReader {
    package init(delimiter: UInt8, encoding: TextEncoding, limits: ReadLimits) {}
    package mutating func feed(_ chunk: ArraySlice<UInt8>, into batch: inout RecordBatch) throws(ReadFailure) {}
    package mutating func finish(into batch: inout RecordBatch) throws(ReadFailure) {}
    package var warnings: [ReadWarning] { [] }
}
