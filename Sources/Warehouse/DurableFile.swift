import Foundation

/// A small file that is there whole, mode 0600 and on the disk, or not at all.
package enum DurableFile {
    /// Writes bytes under another name first. `replaces`: what is there goes; else it stays and `occupied` is thrown.
    package static func write(_ bytes: [UInt8], to path: String, replaces: Bool) throws(WarehouseError) {
        let draft = "\(path).\(getpid()).part"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(draft) }
        defer { unsafe unlink(draft) }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(bytes))
            try file.synchronize()
            try file.close()
        } catch {
            throw .inputOutput("\(draft): \(error.localizedDescription)")
        }
        if replaces {
            guard unsafe rename(draft, path) == 0 else { throw failure(path) }
        } else {
            // Unlike a renaming, a link never replaces what has come there meanwhile.
            guard unsafe link(draft, path) == 0 else { throw errno == EEXIST ? .occupied(path) : failure(path) }
        }
        try WarehouseFile.synchronise(folderOf: path)
    }

    private static func failure(_ path: String) -> WarehouseError {
        .inputOutput("\(path): \(unsafe String(cString: strerror(errno)))")
    }
}
