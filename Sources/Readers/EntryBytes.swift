import Records
import Synchronization

/// One export of a zip archive, unpacked as it is read. The archive is opened anew for each, so that they share nothing.
final class EntryBytes: UnpackedBytes {
    private let entry: Mutex<ZipEntry>
    private let bytes: SeekableBytes

    /// Throws `damagedArchive`, `encryptedEntry` and `entryTooLarge`.
    init(_ index: Int, of bytes: SeekableBytes, limits: ReadLimits) throws(ReadFailure) {
        let archive = try ZipArchive(bytes, limits: limits)
        entry = Mutex(try archive.entry(at: index, chunk: limits.chunk))
        self.bytes = bytes
    }

    func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
        let chunk = try entry.withLock { (entry) throws(ReadFailure) in try entry.next() }
        if chunk == nil { try verifyUnchanged() }
        return chunk
    }

    func verifyUnchanged() throws(ReadFailure) { try bytes.verifyUnchanged() }

    var warnings: [ReadWarning] { [] }
}
