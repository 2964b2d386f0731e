import Disk
import Domain
import Foundation
import Warehouse

/// The archive of originals: each file once under its digest, `files/ab/ab…`, and books beside them: a manifest with a line for
/// each load, in the order of loading, and what else makes a warehouse what it is (`Archive+books`). Only its owner reads it. No link in it is followed, and a book is
/// replaced whole or grows by whole lines.
final class Archive {
    /// Where a copy is made that may come to be kept.
    let room: Folder
    /// The manifest, once something was noted.
    private var manifest: LineFile?
    /// The loads that the manifest has.
    private var noted: Set<Int64> = []
    /// The number of the newest of them; 0 where there is none.
    var newest: Int64 { noted.max() ?? 0 }

    /// Mode of its folders.
    private static let mode: UInt32 = 0o700
    private static let files = "files"

    /// Opens one that must be there, to read or to take out of it; nothing is made or mended.
    init(existing path: String) throws(DiskFailure) { room = try Folder(at: path) }

    /// Opens one that loads are noted in; it is made where it is not there. Its manifest must be whole.
    init(at path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: Self.mode])
        }
        room = try Folder(at: path)
        try room.restrict(to: Self.mode)
        _ = try room.folder(Self.files, mode: Self.mode)
        // What a killed run left half written is cut off by this.
        manifest = try LineFile(FileName(ManifestLine.book), in: room)
        noted = Set(try lines().map(\.order))
    }

    // MARK: Files

    /// Keeps a copy under its digest; the same bytes are kept once.
    func keep(_ copy: PrivateCopy) throws {
        try copy.verify()
        let folder = try room.folder(Self.files, mode: Self.mode).folder(
            String(copy.sha256.prefix(2)), mode: Self.mode)
        let name = FileName(copy.sha256)
        guard try !copy.keep(in: folder, as: name) else { return }
        // What is there must be what its name says, or the copy would be lost with the original.
        guard try folder.digest(name) == copy.sha256 else {
            throw DiskFailure(name: "\(folder.path)/\(copy.sha256)", number: EIO)
        }
    }

    /// Whether the file of a digest is there, whole.
    func holds(_ sha256: String) throws -> Bool {
        guard let folder = try shelf(sha256) else { return false }
        return try folder.digest(FileName(sha256)) == sha256
    }

    /// The file of a digest, open; nil where it is not there.
    func file(_ sha256: String) throws(DiskFailure) -> OpenFile? {
        guard let folder = try shelf(sha256), try folder.look(FileName(sha256)) != nil else { return nil }
        return try folder.open(FileName(sha256))
    }

    /// Each file that is there, whether or not the manifest still counts it in: a removal may have been cut off.
    func each(_ body: (Folder, FileName) throws -> Void) throws {
        guard try isFolder(Self.files, in: room) else { return }
        var failure: DiskFailure?
        try room.folder(FileName(Self.files)).walk(body) { failure = failure ?? $0 }
        if let failure { throw failure }
    }

    private func shelf(_ sha256: String) throws(DiskFailure) -> Folder? {
        guard try isFolder(Self.files, in: room) else { return nil }
        let files = try room.folder(FileName(Self.files))
        let shelf = String(sha256.prefix(2))
        return try isFolder(shelf, in: files) ? files.folder(FileName(shelf)) : nil
    }

    private func isFolder(_ name: String, in folder: Folder) throws(DiskFailure) -> Bool {
        try folder.look(FileName(name))?.isFolder == true
    }

    // MARK: The manifest

    /// The manifest as it is.
    func book() throws -> ArchiveBook<ManifestLine> { try ArchiveBook(in: room) }

    /// All loads in their order; a line that is none is a failure with its number.
    func lines() throws -> [ManifestLine] { try book().whole(in: room).lines }

    /// Notes a load, once; what a killed run had loaded may come behind newer ones.
    func note(_ line: ManifestLine) throws {
        guard !noted.contains(line.order) else { return }
        let file = try manifest ?? LineFile(FileName(ManifestLine.book), in: room)
        manifest = file
        try file.append(try line.json())
        noted.insert(line.order)
    }

    /// Takes out the files of which the newest load is older than some days; the manifest goes on to name them.
    func expire(days: Int, today: Day) throws {
        let lines = try lines()
        let last = Dictionary(lines.map { ($0.sha256, $0.day) }) { max($0, $1) }
        let limit = Day(number: today.number - Int64(days)).iso
        let old = Set(lines.filter { $0.removed == nil && last[$0.sha256, default: ""] < limit }.map(\.sha256))
        if old.isEmpty { return }
        for sha256 in old.sorted() { try shelf(sha256)?.remove(FileName(sha256)) }
        try mark(old, on: today, .expired)
    }

    /// Takes a file out that must not be there.
    func remove(_ sha256: String, _ cause: ManifestLine.Cause) throws {
        guard let folder = try shelf(sha256), try folder.look(FileName(sha256)) != nil else { return }
        try mark([sha256], on: LocalTime.today, cause)
        try folder.remove(FileName(sha256))
    }

    /// Says of the loads of these digests that their files are gone. Lines that say nothing stay as they are. `name` tells what a
    /// file's name becomes.
    func mark(
        _ digests: Set<String>, on day: Day, _ cause: ManifestLine.Cause, name: (String) -> String = { $0 }
    ) throws {
        let old = try book()
        var new = old
        try new.edit {
            $0.name = name($0.name)
            if digests.contains($0.sha256) { $0.remove(on: day, cause) }
        }
        guard new.lines != old.lines else { return }
        // Another file takes the name: what is noted goes into that one.
        manifest = nil
        try new.write(in: room)
    }
}
