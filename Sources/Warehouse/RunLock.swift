import Foundation

/// The lock of the one writer: a file beside the warehouse, locked by the operating system, so that it never outlives its
/// process. It names its owner for people.
package final class RunLock {
    private let descriptor: Int32

    /// Takes the lock at once or says who has it.
    package init(warehouse: String) throws(WarehouseError) {
        let path = warehouse + ".lock"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .inputOutput("\(path): \(unsafe String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let owner = Self.read(descriptor)
            close(descriptor)
            throw .locked(owner: owner)
        }
        let name = Array("pid \(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = unsafe name.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Who holds the lock now; nil where it is free. Nothing is made.
    package static func owner(warehouse: String) throws(WarehouseError) -> String? {
        let path = warehouse + ".lock"
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .inputOutput("\(path): \(unsafe String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : read(descriptor)
    }

    deinit { close(descriptor) }

    private static func read(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").first.map(
            String.init) ?? ""
    }
}
