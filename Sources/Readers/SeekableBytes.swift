import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bytes that can be read at any place: an open file, or what is held in memory.
///
/// Of a file it is a second hold: reading here does not move the place where `FileBytes` reads, and the file's name is never
/// asked again.
package final class SeekableBytes: Sendable {
    /// How many there are.
    package let count: Int
    private let descriptor: Int32
    private let atOpening: FileState?
    private let memory: [UInt8]

    /// Bytes in memory.
    package init(_ memory: [UInt8]) {
        self.memory = memory
        count = memory.count
        descriptor = -1
        atOpening = nil
    }

    /// A file that is open, and what it was when it was opened.
    init(descriptor: Int32, state: FileState) throws(ReadFailure) {
        let held = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard held >= 0 else { throw ReadFailure(.inputOutput, detail: FileBytes.word(errno)) }
        self.descriptor = held
        count = state.size
        atOpening = state
        memory = []
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Throws `changedWhileRead` when the file is not what it was.
    func verifyUnchanged() throws(ReadFailure) { try atOpening?.verify(descriptor) }

    /// Fills the buffer from `offset` on; fewer bytes at the end, -1 where the system cannot read.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < count, let start = buffer.baseAddress else { return 0 }
        let most = min(buffer.count, count - offset)
        if descriptor < 0 {
            unsafe memory.withUnsafeBytes { bytes in
                guard let from = bytes.baseAddress else { return }
                unsafe start.copyMemory(from: from + offset, byteCount: most)
            }
            return most
        }
        var got = 0
        while got < most {
            let piece = unsafe pread(descriptor, start + got, most - got, off_t(offset + got))
            if piece < 0, errno == EINTR { continue }
            if piece < 0 { return -1 }
            if piece == 0 { break }
            got += piece
        }
        return got
    }

    /// `length` bytes from `offset` on, or fewer at the end.
    func bytes(at offset: Int, _ length: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: length)
        let got = unsafe out.withUnsafeMutableBytes { unsafe read(at: offset, into: $0) }
        return Array(out.prefix(max(0, got)))
    }

    /// All of them from the first on, a chunk at a time.
    func chunks(of length: Int) -> () throws(ReadFailure) -> ArraySlice<UInt8>? {
        var buffer = [UInt8](repeating: 0, count: length)
        var offset = 0
        return { () throws(ReadFailure) in
            let got = unsafe buffer.withUnsafeMutableBytes { unsafe self.read(at: offset, into: $0) }
            if got < 0 { throw ReadFailure(.inputOutput, detail: FileBytes.word(EIO)) }
            offset += got
            return got == 0 ? nil : buffer[..<got]
        }
    }
}
