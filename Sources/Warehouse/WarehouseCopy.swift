import Foundation
import GRDB

/// Copies of a warehouse, whole and of one moment, while a writer may go on.
extension WarehouseFile {
    /// Writes a copy to a path where nothing is, mode 0600. It is checked, and reaches the disk, before it has its name.
    ///
    /// Throws `occupied` where something is, `notOurs` where the copy is not whole, `inputOutput`.
    package func copy(to target: String) throws(WarehouseError) {
        let part = target + ".part"
        guard !FileManager.default.fileExists(atPath: target) else { throw .occupied(target) }
        try Self.remove(part)
        guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw .inputOutput(part)
        }
        do {
            try queue.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [part]) }
        } catch {
            throw Self.translate(error, part)
        }
        try Self.checkWhole(part)
        // Unlike a renaming, a link never replaces what has come there meanwhile.
        guard unsafe link(part, target) == 0 else {
            throw errno == EEXIST
                ? .occupied(target) : .inputOutput("\(target): \(unsafe String(cString: strerror(errno)))")
        }
        try Self.remove(part)
        try Self.synchronise(folderOf: target)
    }

    /// What lies in a warehouse's place when a copy is to be put there.
    package enum Replaced {
        case nothing
        /// Open, and nobody else has it.
        case held(WarehouseFile)
        /// No whole warehouse: nobody can say what it was.
        case unreadable
    }

    /// Puts a copy of a warehouse, once it was found whole, in the place of another, which nobody may have open. The caller holds
    /// the lock of that one. `amend` is told what is replaced, and may change the copy, by its path, before it takes the place.
    ///
    /// Throws what `copy` and opening throw, `occupied` where something was put aside before, and `inUse` where another process has the
    /// old warehouse open.
    package static func restore<T>(
        _ path: String, from copy: String, _ amend: (_ fresh: String, _ old: Replaced) throws -> T
    ) throws -> T {
        let source = try reading(copy)
        try checkWhole(copy)
        let old = try replaced(path)
        let fresh = path + ".moi"
        for suffix in ["", "-wal", "-shm", "-journal"] { try remove(fresh + suffix) }
        try source.copy(to: fresh)
        let result: T
        do {
            result = try amend(fresh, old)
            if case .unreadable = old {
                // Under a name of its own, for its owner.
                guard unsafe link(path, path + ".hong") == 0 else { throw WarehouseError.occupied(path + ".hong") }
            }
            // A log of the old file would be replayed into the new one.
            for suffix in ["-wal", "-shm", "-journal"] { try remove(path + suffix) }
            guard unsafe rename(fresh, path) == 0 else {
                throw WarehouseError.inputOutput("\(path): \(unsafe String(cString: strerror(errno)))")
            }
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { try remove(fresh + suffix) }
            throw error
        }
        try synchronise(folderOf: path)
        withExtendedLifetime(old) {}
        return result
    }

    private static func replaced(_ path: String) throws(WarehouseError) -> Replaced {
        guard FileManager.default.fileExists(atPath: path) else { return .nothing }
        do throws(WarehouseError) {
            let old = try WarehouseFile(at: path)
            try old.holdAlone(isLogged: false)
            return .held(old)
        } catch {
            guard case .notOurs = error else { throw error }
            return .unreadable
        }
    }

    private static func checkWhole(_ path: String) throws(WarehouseError) {
        let found = try reading(path).access { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") }
        guard found == ["ok"] else { throw .notOurs(path) }
    }

    private static func remove(_ path: String) throws(WarehouseError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw .inputOutput("\(path): \(unsafe String(cString: strerror(errno)))")
        }
    }

    /// The file and the name of it reach the disk.
    static func synchronise(folderOf path: String) throws(WarehouseError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        for one in [path, folder] {
            let descriptor = unsafe open(one, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .inputOutput(one) }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw .inputOutput(one) }
        }
    }
}
