#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Folder {
    /// Does in the folder what a night does in one: a hidden draft is made, gets another name, and is taken away. Throws what a night
    /// would meet.
    package func probe() throws(DiskFailure) {
        let (first, second) = (Draft.name(), Draft.name())
        _ = try make(first)
        do throws(DiskFailure) {
            guard try move(first, to: self, as: second) else { throw failure(second) }
        } catch {
            try remove(first)
            throw error
        }
        try remove(second)
        try sync()
    }

    /// Whether a file can be made in it that has no name (O_TMPFILE), of which a killed run leaves nothing.
    package var knowsUnnamedFiles: Bool {
        let opened = unsafe openat(descriptor, ".", 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
        if opened >= 0 { close(opened) }
        return opened >= 0
    }

    /// What the folder itself is.
    package func look() throws(DiskFailure) -> Look {
        var state = stat()
        guard unsafe fstat(descriptor, &state) == 0 else { throw DiskFailure(path) }
        return Look(state)
    }
}
