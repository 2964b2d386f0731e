import CRename

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder that is held open. Others write in it: everything is reached by a name in this very folder, no link is followed, and
/// nothing is ever replaced that is not known to be ours.
package final class Folder: Sendable {
    let descriptor: Int32
    /// As it may be shown.
    package let path: String

    /// Opens a folder that the operator names; links on the way are the operator's.
    package init(at path: String) throws(DiskFailure) {
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFailure(path) }
        self.path = path
    }

    private init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// A folder in this one, made with the mode where it is not there.
    package func folder(_ name: String, mode: UInt32) throws(DiskFailure) -> Folder {
        if unsafe mkdirat(descriptor, name, mode_t(mode)) == 0 {
            try sync()
        } else if errno != EEXIST {
            throw DiskFailure("\(path)/\(name)")
        }
        return try folder(FileName(name))
    }

    /// A folder in this one for the same people: made with this one's rights, and its group where that may be given.
    package func folder(likeThis name: String) throws(DiskFailure) -> Folder {
        let own = try look()
        guard unsafe mkdirat(descriptor, name, mode_t(own.mode & 0o777)) == 0 else {
            guard errno == EEXIST else { throw DiskFailure("\(path)/\(name)") }
            return try folder(FileName(name))
        }
        let made = try folder(FileName(name))
        _ = fchown(made.descriptor, uid_t.max, gid_t(own.group))
        // Behind the group, for a change of it may take setgid away; the mask of the process held back what others may write.
        try made.restrict(to: own.mode & 0o3777)
        try sync()
        return made
    }

    /// A folder in this one that is there.
    package func folder(_ name: FileName) throws(DiskFailure) -> Folder {
        let opened = unsafe openat(
            descriptor, name.terminated, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else { throw failure(name) }
        return Folder(opened, "\(path)/\(name.text)")
    }

    /// All names in it, in bytes' order.
    package func names() throws(DiskFailure) -> [FileName] {
        let own = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0, let stream = unsafe fdopendir(own) else { throw DiskFailure(path) }
        defer { unsafe closedir(stream) }
        var names: [FileName] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(FileName(bytes: bytes)) }
            errno = 0
        }
        guard errno == 0 else { throw DiskFailure(path) }
        return names.sorted()
    }

    /// What stands under a name; nil where nothing does. A link is a link.
    package func look(_ name: FileName) throws(DiskFailure) -> Look? {
        var state = stat()
        guard unsafe fstatat(descriptor, name.terminated, &state, AT_SYMLINK_NOFOLLOW) == 0 else {
            // Nothing has a name that is too long.
            if errno == ENOENT || errno == ENAMETOOLONG { return nil }
            throw failure(name)
        }
        return Look(state)
    }

    /// Opens a file to read. O_NONBLOCK: a FIFO that took its place must not hang us.
    package func open(_ name: FileName) throws(DiskFailure) -> OpenFile {
        let opened = unsafe openat(
            descriptor, name.terminated, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard opened >= 0 else { throw failure(name) }
        return OpenFile(opened, name, at: shown(name))
    }

    /// Makes a file that must not be there yet, 0600.
    func make(_ name: FileName, flags: Int32 = 0) throws(DiskFailure) -> OpenFile {
        let opened = unsafe openat(
            descriptor, name.terminated, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | flags, 0o600)
        guard opened >= 0 else { throw failure(name) }
        return OpenFile(opened, name, at: shown(name))
    }

    /// Gives a file another name, here or in another folder of the same disk. False where that name is taken.
    package func move(_ name: FileName, to folder: Folder, as other: FileName) throws(DiskFailure) -> Bool {
        if unsafe renameat2(
            descriptor, name.terminated, folder.descriptor, other.terminated, UInt32(CHITIEU_NO_REPLACE)) == 0
        {
            return true
        }
        if errno == EEXIST { return false }
        throw failure(name)
    }

    /// Lets two names change their files.
    func exchange(_ name: FileName, _ other: FileName) throws(DiskFailure) {
        guard unsafe renameat2(descriptor, name.terminated, descriptor, other.terminated, UInt32(CHITIEU_EXCHANGE)) == 0
        else { throw failure(name) }
    }

    /// Takes a name away; nothing where it is gone already.
    package func remove(_ name: FileName) throws(DiskFailure) {
        guard unsafe unlinkat(descriptor, name.terminated, 0) == 0 || errno == ENOENT else { throw failure(name) }
    }

    /// Gives it the rights that the mode names, and no other.
    package func restrict(to mode: UInt32) throws(DiskFailure) {
        guard fchmod(descriptor, mode_t(mode)) == 0 else { throw DiskFailure(path) }
    }

    /// Until its names are on the disk.
    package func sync() throws(DiskFailure) {
        guard fsync(descriptor) == 0 else { throw DiskFailure(path) }
    }

    func failure(_ name: FileName) -> DiskFailure { DiskFailure(shown(name)) }

    /// A name in it as messages call it; a file in the making has none that anybody knows.
    func shown(_ name: FileName) -> String { Draft.isOne(name) ? path : "\(path)/\(name.shown)" }
}
