import Foundation

/// Another run that holds a warehouse: the lock file beside it, locked as `RunLock` does it.
final class FileLock {
    private let file: FileHandle

    init(warehouse: String) throws {
        let path = warehouse + ".lock"
        try Data("pid 1\n".utf8).write(to: URL(fileURLWithPath: path))
        file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw CocoaError(.fileLocking) }
    }
}
