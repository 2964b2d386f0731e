internal import CLibZip
import Records

/// The unpacked bytes of one entry of an archive, a chunk at a time.
@safe
final class ZipEntry {
    /// "" where it may hold anything, and is not said.
    let name: String
    /// What the archive says; what comes is counted.
    let size: Int
    private let packed: Int
    private let archive: ZipArchive
    private let file: OpaquePointer
    private var buffer: [UInt8]
    private var count = 0

    init(
        _ file: OpaquePointer, of archive: ZipArchive, name: String, size: Int, packed: Int, chunk: Int? = nil
    ) {
        unsafe self.file = file
        self.archive = archive
        self.name = name
        self.size = size
        self.packed = packed
        buffer = [UInt8](repeating: 0, count: chunk ?? archive.limits.entryChunk)
    }

    deinit { _ = unsafe zip_fclose(file) }

    /// The next bytes (never none), or nil at the end, where size and check sum are those that the archive says.
    func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
        let got = unsafe buffer.withUnsafeMutableBytes { unsafe zip_fread(file, $0.baseAddress, UInt64($0.count)) }
        if got < 0 {
            guard let error = unsafe zip_file_get_error(file) else { throw ReadFailure(.damagedArchive) }
            throw unsafe ReadFailure(.damagedArchive, detail: ZipArchive.word(error))
        }
        if got == 0 { return nil }
        count += Int(got)
        let limits = archive.limits
        if count > limits.entryBytes { throw ReadFailure(.entryTooLarge, detail: name.isEmpty ? String(count) : name) }
        if count > limits.ratioFloor, count / limits.ratio > packed {
            throw ReadFailure(.ratioTooHigh, detail: name.isEmpty ? String(count / max(1, packed)) : name)
        }
        return buffer[..<Int(got)]
    }
}
