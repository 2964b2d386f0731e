#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of lines that only grows: each line is there whole or not at all. What a killed run left half written is cut off
/// when the file is opened next.
package final class LineFile: Sendable {
    private let file: OpenFile

    /// Opens it, or makes it, 0600.
    package init(_ name: FileName, in folder: Folder) throws(DiskFailure) {
        let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let opened = unsafe openat(folder.descriptor, name.terminated, flags, 0o600)
        guard opened >= 0 else { throw folder.failure(name) }
        file = OpenFile(opened, name, at: folder.shown(name))
        try cutTornLine()
        try folder.sync()
    }

    /// Appends a line (without its end) and returns when it is on the disk.
    package func append(_ line: [UInt8]) throws(DiskFailure) {
        try file.write((line + [0x0A])[...])
        try file.sync()
    }

    /// All lines, without their ends.
    package func lines() throws(DiskFailure) -> [[UInt8]] {
        let bytes = try bytes(from: 0)
        return bytes.split(separator: 0x0A).map(Array.init)
    }

    private func bytes(from start: Int64) throws(DiskFailure) -> [UInt8] {
        guard lseek(file.descriptor, off_t(start), SEEK_SET) >= 0 else { throw DiskFailure(file.place) }
        return try file.rest()
    }

    private func cutTornLine() throws(DiskFailure) {
        let size = try file.look().size
        // A line is short: the last end of line stands near the end.
        var reach: Int64 = 1 << 16
        while size > 0 {
            let start = max(0, size - reach)
            let tail = try bytes(from: start)
            if let end = tail.lastIndex(of: 0x0A) {
                let whole = start + Int64(end) + 1
                guard whole == size || ftruncate(file.descriptor, off_t(whole)) == 0 else {
                    throw DiskFailure(file.place)
                }
                return
            }
            if start == 0 {
                guard ftruncate(file.descriptor, 0) == 0 else { throw DiskFailure(file.place) }
                return
            }
            reach *= 16
        }
    }
}
