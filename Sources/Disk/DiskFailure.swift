#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the operating system refused: at which name, and its reason. The name is as it may be shown.
package struct DiskFailure: Error, Sendable, Equatable {
    package var name: String
    /// `errno` of the call.
    package var number: Int32

    init(_ name: String, _ number: Int32 = errno) {
        self.name = name
        self.number = number
    }

    /// A failure that was found above the operating system.
    package init(name: String, number: Int32) {
        self.init(name, number)
    }

    /// The operating system's word for it.
    package var word: String {
        guard let text = unsafe strerror(number) else { return "errno \(number)" }
        return unsafe String(cString: text)
    }

    /// Whether nothing more can be written anywhere near: the disk is full, broken or not writable.
    package var isOfDisk: Bool { [ENOSPC, EIO, EDQUOT, EROFS].contains(number) }

    /// Whether a link or a file has the name of a folder.
    package var isNoFolder: Bool { [ENOTDIR, ELOOP].contains(number) }

    /// Whether there is nothing of that name.
    package var isMissing: Bool { number == ENOENT }
}
