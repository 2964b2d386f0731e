#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What stands under a name at one moment. Two looks that are equal, some time apart, say that nobody writes the file.
package struct Look: Sendable, Equatable {
    package var device: UInt64
    package var node: UInt64
    package var size: Int64
    /// Nanoseconds since 1970 of the last change of the content.
    package var modified: Int64
    /// Nanoseconds since 1970 of the last change of the file itself: when it came under this name, at the latest.
    package var changed: Int64
    package var mode: UInt32
    package var owner: UInt32
    package var group: UInt32

    init(_ state: stat) {
        device = UInt64(truncatingIfNeeded: state.st_dev)
        node = UInt64(truncatingIfNeeded: state.st_ino)
        size = Int64(state.st_size)
        #if canImport(Darwin)
            modified = Self.nanoseconds(state.st_mtimespec)
            changed = Self.nanoseconds(state.st_ctimespec)
        #else
            modified = Self.nanoseconds(state.st_mtim)
            changed = Self.nanoseconds(state.st_ctim)
        #endif
        mode = UInt32(state.st_mode)
        owner = UInt32(state.st_uid)
        group = UInt32(state.st_gid)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (seconds, isTooFar) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return isTooFar ? .max : seconds.addingReportingOverflow(Int64(time.tv_nsec)).partialValue
    }

    package var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
    package var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
    package var isLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }

    /// Whether both are the same file, whatever it holds now.
    package func isSameFile(as other: Look) -> Bool { device == other.device && node == other.node }

    /// Whether both are the same file with the same content, as far as size and time tell.
    package func isSameContent(as other: Look) -> Bool {
        isSameFile(as: other) && size == other.size && modified == other.modified
    }
}
