import Records

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What an open file is at a moment, so that a change while it is read is found.
///
/// Asked of the descriptor, not of the name: when another file takes the name, what is read is still the one that was opened,
/// whole. The time of the node (ctime) says nothing: a file that is only renamed or linked has not changed.
struct FileState: Sendable {
    let size: Int
    let isRegular: Bool
    private let seconds: Int
    private let nanoseconds: Int

    /// Throws `inputOutput`.
    init(_ descriptor: Int32) throws(ReadFailure) {
        var state = stat()
        guard unsafe fstat(descriptor, &state) == 0 else {
            throw ReadFailure(.inputOutput, detail: FileBytes.word(errno))
        }
        size = Int(state.st_size)
        isRegular = state.st_mode & S_IFMT == S_IFREG
        #if canImport(Darwin)
            seconds = state.st_mtimespec.tv_sec
            nanoseconds = state.st_mtimespec.tv_nsec
        #else
            seconds = state.st_mtim.tv_sec
            nanoseconds = state.st_mtim.tv_nsec
        #endif
    }

    /// Throws `changedWhileRead` when the open file has another size or time of change now, or when its bytes were read to
    /// the end and were not as many.
    func verify(_ descriptor: Int32, wholeAt count: Int? = nil) throws(ReadFailure) {
        let now = try FileState(descriptor)
        guard now.size == size, now.seconds == seconds, now.nanoseconds == nanoseconds, count ?? size == size else {
            throw ReadFailure(.changedWhileRead)
        }
    }
}
