import Records

/// Bytes that are unpacked as they are read: what a compressed file holds, or one entry of an archive.
protocol UnpackedBytes: AnyObject, Sendable {
    /// The next bytes (never none), or nil at the end, where all that can be checked is right.
    func next() throws(ReadFailure) -> ArraySlice<UInt8>?
    /// Throws `changedWhileRead` when the packed file is not what it was.
    func verifyUnchanged() throws(ReadFailure)
    /// What was odd so far.
    var warnings: [ReadWarning] { get }
}
