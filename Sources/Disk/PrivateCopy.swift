import Crypto
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A copy of a file that nobody else can reach or change, with its digest: what is loaded is this, so that nothing that
/// happens in the folder meanwhile is seen. It has no name (O_TMPFILE), so that nothing of it stays whenever we are killed; only
/// `keep` gives it one.
package final class PrivateCopy {
    private let file: OpenFile
    /// Where the file system knows no files without a name: the name that it has for now.
    private let draft: (folder: Folder, name: FileName)?
    /// SHA-256 in hexadecimal digits.
    package let sha256: String
    package let bytes: Int64

    private static let piece = 1 << 18

    /// Copies what an open file holds. Throws `changed` where it is not the same at the end of the copy as at its beginning.
    package init(of source: OpenFile, in folder: Folder) throws(DiskFailure) {
        let before = try source.look()
        (file, draft) = try Self.unnamed(in: folder)
        var digest = SHA256()
        var buffer = [UInt8](repeating: 0, count: Self.piece)
        var count: Int64 = 0
        while true {
            let got = try source.read(into: &buffer)
            if got == 0 { break }
            digest.update(data: buffer[..<got])
            try file.write(buffer[..<got])
            count += Int64(got)
        }
        guard try source.look().isSameContent(as: before), count == before.size else {
            throw DiskFailure(source.name.shown, Self.changed)
        }
        sha256 = Hexadecimal.text(digest.finalize())
        bytes = count
    }

    deinit {
        guard let draft else { return }
        do { try draft.folder.remove(draft.name) } catch {
            // What is left is swept by the next run.
        }
    }

    /// The reason of a failure where the file was written while it was copied.
    package static let changed = EAGAIN

    /// Under which path it is read.
    package var path: String { file.path }

    /// Reads the copy again: what is on the disk is what was copied. Throws `EIO`.
    package func verify() throws(DiskFailure) {
        try file.sync()
        guard lseek(file.descriptor, 0, SEEK_SET) == 0 else { throw DiskFailure(file.place) }
        guard try file.digest() == sha256 else { throw DiskFailure(file.place, EIO) }
    }

    /// Gives the copy a name, whole and on the disk. Nothing is replaced: false where the name is taken.
    package func keep(in folder: Folder, as name: FileName) throws(DiskFailure) -> Bool {
        try file.sync()
        let (from, old): (Int32, [CChar]) =
            draft.map { ($0.folder.descriptor, $0.name.terminated) }
            ?? (AT_FDCWD, FileName(file.path).terminated)
        guard unsafe linkat(from, old, folder.descriptor, name.terminated, AT_SYMLINK_FOLLOW) == 0 else {
            if errno == EEXIST { return false }
            throw folder.failure(name)
        }
        try folder.sync()
        return true
    }

    private static func unnamed(in folder: Folder) throws(DiskFailure) -> (OpenFile, (Folder, FileName)?) {
        #if os(Linux)
            let flags = 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
            let opened = unsafe openat(folder.descriptor, ".", flags, 0o600)
            if opened >= 0 { return (OpenFile(opened, FileName(folder.path)), nil) }
            guard [EOPNOTSUPP, EISDIR, EINVAL].contains(errno) else { throw DiskFailure(folder.path) }
        #endif
        let name = Draft.name()
        return (try folder.make(name), (folder, name))
    }
}
