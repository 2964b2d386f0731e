package import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of one regular file, of standard input, or of what a compressed file or an archive holds, a chunk at a time.
///
/// Only regular files are opened: a FIFO would wait for its writer, and a device has no end. What was opened is looked at
/// again, because a name can change what it stands for between the look and the opening.
package struct FileBytes: ~Copyable {
    /// Bytes handed out so far.
    package private(set) var count = 0

    private let descriptor: Int32
    private let atOpening: FileState?
    /// What unpacks the bytes, where they are packed.
    private let unpacked: (any UnpackedBytes)?
    /// What was read of standard input before.
    private var behind: [UInt8] = []
    private var buffer: [UInt8] = []

    /// Opens the file at `path`, to be read `chunk` bytes at a time.
    ///
    /// Throws `cannotOpen` (with the operating system's word) or `notRegular`.
    package init(path: String, chunk: Int = ReadLimits().chunk) throws(ReadFailure) {
        // A NUL would cut the name, and another file would be read.
        if path.utf8.contains(0) { throw ReadFailure(.cannotOpen, detail: Self.word(ENOENT)) }
        var found = stat()
        guard unsafe stat(path, &found) == 0 else { throw ReadFailure(.cannotOpen, detail: Self.word(errno)) }
        guard found.st_mode & S_IFMT == S_IFREG else { throw ReadFailure(.notRegular) }
        // O_NONBLOCK: a FIFO that took the file's place meanwhile must not hang us. It does nothing to a regular file.
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard opened >= 0 else { throw ReadFailure(.cannotOpen, detail: Self.word(errno)) }
        let state: FileState
        do throws(ReadFailure) {
            state = try FileState(opened)
            if !state.isRegular { throw ReadFailure(.notRegular) }
        } catch {
            close(opened)
            throw error
        }
        descriptor = opened
        atOpening = state
        unpacked = nil
        buffer = [UInt8](repeating: 0, count: max(1, chunk))
    }

    /// Standard input, whatever stands behind it; `start` was read of it already. It is not closed, and what changes in it is
    /// not noticed.
    package init(standardInputBy chunk: Int = ReadLimits().chunk, behind start: [UInt8] = []) {
        descriptor = STDIN_FILENO
        atOpening = nil
        unpacked = nil
        behind = start
        buffer = [UInt8](repeating: 0, count: max(1, chunk))
    }

    /// What a compressed file holds.
    package init(gzip file: consuming FileBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure) {
        let bytes = try GzipBytes(file, limits: limits)
        descriptor = -1
        atOpening = nil
        unpacked = bytes
    }

    /// What one entry of a zip archive holds. Throws `damagedArchive`, `encryptedEntry` and `entryTooLarge`.
    package init(entry index: Int, of archive: SeekableBytes, limits: ReadLimits = ReadLimits()) throws(ReadFailure) {
        let bytes = try EntryBytes(index, of: archive, limits: limits)
        descriptor = -1
        atOpening = nil
        unpacked = bytes
    }

    deinit {
        if atOpening != nil { close(descriptor) }
    }

    /// The next bytes (never none), or nil at the end.
    ///
    /// The slice is a view of the one buffer: let go of it before the next call, or the buffer is copied. Throws
    /// `inputOutput`, and at the end `changedWhileRead` when the file is not what it was at its opening.
    package mutating func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
        if let unpacked {
            guard let chunk = try unpacked.next() else { return nil }
            count += chunk.count
            return chunk
        }
        if !behind.isEmpty {
            let start = behind
            behind = []
            count += start.count
            return start[...]
        }
        while true {
            let descriptor = descriptor
            let got = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if got > 0 {
                count += got
                return buffer[..<got]
            }
            if got == 0 {
                try atOpening?.verify(descriptor, wholeAt: count)
                return nil
            }
            if errno == EINTR { continue }
            if errno == EAGAIN {
                // Standard input may have been left non-blocking by whoever shares it.
                var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&wait, 1, -1)
                continue
            }
            throw ReadFailure(.inputOutput, detail: Self.word(errno))
        }
    }

    /// All bytes, to be read at any place. What stands behind standard input, or is unpacked, is read on and appended to
    /// `start`, the bytes that were read so far: in memory, because a file on the way would leave persons' data on a disk.
    ///
    /// Throws `inputTooLarge` where that is more than `limit` bytes.
    package mutating func hold(_ start: inout [UInt8], limit: Int = ReadLimits().heldInput) throws(ReadFailure)
        -> SeekableBytes
    {
        if let atOpening { return try SeekableBytes(descriptor: descriptor, state: atOpening) }
        while let chunk = try next() {
            start += chunk
            if start.count > limit { throw ReadFailure(.inputTooLarge) }
        }
        return SeekableBytes(start)
    }

    /// Throws `changedWhileRead` when size or time of change differ from those at opening.
    package func verifyUnchanged() throws(ReadFailure) {
        try unpacked?.verifyUnchanged()
        try atOpening?.verify(descriptor)
    }

    /// Refuses (`nestedArchive`) an archive or a compressed file inside another: each would multiply what the limits allow.
    /// `start` are the first bytes; `held` all of them, where they are held.
    package func refuseNested(_ start: ArraySlice<UInt8>, _ held: SeekableBytes? = nil) throws(ReadFailure) {
        if unpacked == nil { return }
        if GzipHeader.begins(start) { throw ReadFailure(.nestedArchive) }
        if let held, ZipExports.begins(start), try ZipExports(held) != nil { throw ReadFailure(.nestedArchive) }
    }

    /// What was odd so far.
    package var warnings: [ReadWarning] { unpacked?.warnings ?? [] }

    static func word(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "errno \(code)" }
        return unsafe String(cString: text)
    }
}
