import Disk
import Domain
import Foundation

/// Files that appear whole or not at all, which only their owner can read.
enum WholeFile {
    /// Lets a file be written under another name, and gives it its own only when that went well and it has reached the disk.
    /// Nothing that is there is replaced. False where `write` says that there is nothing to keep.
    static func make(_ path: String, _ write: (String) throws -> Bool) throws -> Bool {
        let manager = FileManager.default
        // A name that nobody can lie in wait for.
        let part = "\(path).\(PassingName.letters()).part"
        let url = URL(fileURLWithPath: part)
        do throws(DiskFailure) {
            // Foundation would make one of another name first, which stays when we are killed.
            try Folder(at: url.deletingLastPathComponent().path).reserve(FileName(url.lastPathComponent))
        } catch {
            throw CopyFailure(detail: "\(part): \(error.word(.en))")
        }
        let isMade = Result {
            guard try write(part) else { return false }
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: part))
            try file.synchronize()
            try file.close()
            // Unlike a renaming, a link never replaces what has come there meanwhile.
            try manager.linkItem(atPath: part, toPath: path)
            return true
        }
        try manager.removeItem(atPath: part)
        return try isMade.get()
    }

    /// Writes bytes so.
    static func write(_ bytes: [UInt8], to path: String) throws {
        _ = try make(path) { part in
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: part))
            try file.write(contentsOf: Data(bytes))
            try file.close()
            return true
        }
    }
}
