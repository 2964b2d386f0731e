package import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of one regular file, or of standard input, a chunk at a time.
///
/// Only regular files are opened: a FIFO would wait for its writer, and a device has no end. What was opened is looked at
/// again, because a name can change what it stands for between the look and the opening.
package struct FileBytes: ~Copyable {
    /// Bytes handed out so far.
    package private(set) var count = 0

    private let descriptor: Int32
    private let atOpening: stat?
    private var buffer: [UInt8]

    /// Opens the file at `path`, to be read `chunk` bytes at a time.
    ///
    /// Throws `cannotOpen` (with the operating system's word) or `notRegular`.
    package init(path: String, chunk: Int = ReadLimits().chunk) throws(ReadFailure) {
        // A NUL would cut the name, and another file would be read.
        if path.utf8.contains(0) { throw ReadFailure(.cannotOpen, detail: Self.word(ENOENT)) }
        var found = stat()
        guard unsafe stat(path, &found) == 0 else { throw ReadFailure(.cannotOpen, detail: Self.word(errno)) }
        guard Self.isRegular(found) else { throw ReadFailure(.notRegular) }
        // O_NONBLOCK: a FIFO that took the file's place meanwhile must not hang us. It does nothing to a regular file.
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard opened >= 0 else { throw ReadFailure(.cannotOpen, detail: Self.word(errno)) }
        var state = stat()
        let code = unsafe fstat(opened, &state) == 0 ? 0 : errno
        guard code == 0, Self.isRegular(state) else {
            close(opened)
            throw code == 0 ? ReadFailure(.notRegular) : ReadFailure(.inputOutput, detail: Self.word(code))
        }
        descriptor = opened
        atOpening = state
        buffer = [UInt8](repeating: 0, count: max(1, chunk))
    }

    /// Standard input, whatever stands behind it. It is not closed, and what changes in it is not noticed.
    package init(standardInputBy chunk: Int = ReadLimits().chunk) {
        descriptor = STDIN_FILENO
        atOpening = nil
        buffer = [UInt8](repeating: 0, count: max(1, chunk))
    }

    deinit {
        if atOpening != nil { close(descriptor) }
    }

    /// The next bytes (never none), or nil at the end.
    ///
    /// The slice is a view of the one buffer: let go of it before the next call, or the buffer is copied. Throws
    /// `inputOutput`, and at the end `changedWhileRead` when the file is not what it was at its opening.
    package mutating func next() throws(ReadFailure) -> ArraySlice<UInt8>? {
        while true {
            let descriptor = descriptor
            let got = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if got > 0 {
                count += got
                return buffer[..<got]
            }
            if got == 0 {
                try verify()
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

    /// All bytes, to be read at any place. What stands behind standard input is read on and appended to `start`, the bytes
    /// that were read so far.
    ///
    /// Throws `inputTooLarge` where that is more than `limit` bytes.
    package mutating func hold(_ start: inout [UInt8], limit: Int = ReadLimits().heldInput) throws(ReadFailure)
        -> SeekableBytes
    {
        if let atOpening { return try SeekableBytes(descriptor: descriptor, count: Int(atOpening.st_size)) }
        while let chunk = try next() {
            start += chunk
            if start.count > limit { throw ReadFailure(.inputTooLarge) }
        }
        return SeekableBytes(start)
    }

    /// Throws `changedWhileRead` when size or time of change differ from those at opening.
    package func verifyUnchanged() throws(ReadFailure) { try verify(isWhole: false) }

    /// The same, also when fewer bytes were read.
    private func verify(isWhole: Bool = true) throws(ReadFailure) {
        guard let before = atOpening else { return }
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0 else { throw ReadFailure(.inputOutput, detail: Self.word(errno)) }
        #if canImport(Darwin)
            let same =
                before.st_mtimespec.tv_sec == now.st_mtimespec.tv_sec
                && before.st_mtimespec.tv_nsec == now.st_mtimespec.tv_nsec
        #else
            let same = before.st_mtim.tv_sec == now.st_mtim.tv_sec && before.st_mtim.tv_nsec == now.st_mtim.tv_nsec
        #endif
        guard same, before.st_size == now.st_size, !isWhole || Int(now.st_size) == count else {
            throw ReadFailure(.changedWhileRead)
        }
    }

    private static func isRegular(_ state: stat) -> Bool { state.st_mode & S_IFMT == S_IFREG }

    static func word(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "errno \(code)" }
        return unsafe String(cString: text)
    }
}
