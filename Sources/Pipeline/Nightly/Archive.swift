import Disk
import Domain
import Foundation
import Mapping
import Warehouse

/// The archive of originals: each file once under its digest, and a manifest with a line for each load, in the order of
/// loading. Only its owner reads it.
final class Archive {
    private let root: Folder
    private let files: Folder
    private var manifest: LineFile
    /// The number of the newest load that the manifest has.
    private var newest: Int64

    /// Mode of its folders.
    private static let mode: UInt32 = 0o700
    private static let manifestName = "manifest.jsonl"

    init(at path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: Self.mode])
        }
        root = try Folder(at: path)
        try root.restrict(to: Self.mode)
        files = try root.folder("files", mode: Self.mode)
        manifest = try LineFile(FileName(Self.manifestName), in: root)
        newest = try Self.parsed(try manifest.lines(), path).last?.order ?? 0
    }

    /// Where a copy is made that may come to be kept.
    var room: Folder { root }

    /// Keeps a copy under its digest; the same bytes are kept once.
    func keep(_ copy: PrivateCopy) throws {
        try copy.verify()
        let folder = try files.folder(String(copy.sha256.prefix(2)), mode: Self.mode)
        let name = FileName(copy.sha256)
        guard try !copy.keep(in: folder, as: name) else { return }
        // What is there must be what its name says, or the copy would be lost with the original.
        guard try folder.digest(name) == copy.sha256 else {
            throw DiskFailure(name: "\(folder.path)/\(copy.sha256)", number: EIO)
        }
    }

    /// Notes a load, once.
    func note(_ line: ManifestLine) throws {
        guard line.order > newest else { return }
        try manifest.append(try line.json())
        newest = line.order
    }

    /// Takes out the files of which the newest load is older than some days; the manifest goes on to name them.
    func expire(days: Int, today: Day) throws {
        var lines = try Self.parsed(try manifest.lines(), root.path)
        let last = Dictionary(lines.map { ($0.sha256, $0.day) }) { max($0, $1) }
        let limit = Day(number: today.number - Int64(days)).iso
        let old = Set(lines.filter { $0.removed == nil && last[$0.sha256, default: ""] < limit }.map(\.sha256))
        if old.isEmpty { return }
        for sha256 in old.sorted() {
            try files.folder(String(sha256.prefix(2)), mode: Self.mode).remove(FileName(sha256))
        }
        for index in lines.indices where old.contains(lines[index].sha256) { lines[index].removed = today.iso }
        try rewrite(lines)
    }

    /// The manifest anew, whole or not at all.
    private func rewrite(_ lines: [ManifestLine]) throws {
        let name = FileName(Self.manifestName)
        let bytes = try lines.flatMap { try $0.json() + [UInt8(ascii: "\n")] }
        guard let look = try root.look(name) else { return }
        _ = try root.place(bytes, as: name, like: look) { _ in true }
        manifest = try LineFile(name, in: root)
    }

    /// All loads of the archive at a path, in their order; nothing is made or mended.
    static func lines(at path: String) throws -> [ManifestLine] {
        let manifest = try Folder(at: path).text(FileName(manifestName))
        return try parsed(manifest.split(separator: UInt8(ascii: "\n")).map(Array.init), path)
    }

    /// The manifest's lines; one that is none is a failure with its number.
    private static func parsed(_ lines: [[UInt8]], _ path: String) throws -> [ManifestLine] {
        try lines.enumerated().map { number, line in
            do { return try ManifestLine(json: line) } catch is DecodingError {
                throw DiskFailure(name: "\(path)/\(manifestName):\(number + 1)", number: EBADMSG)
            }
        }
    }

    /// Where the file of a digest lies.
    static func path(of sha256: String, in archive: String) -> String {
        "\(archive)/files/\(sha256.prefix(2))/\(sha256)"
    }
}

/// One load, as the archive's manifest remembers it: enough to load the file again just as it was.
struct ManifestLine: Codable, Equatable {
    /// The load's number in the warehouse.
    var order: Int64
    var run: Int64
    /// ISO day of the load.
    var day: String
    /// The file's own name; it may tell its source.
    var name: String
    /// Of an archive of exports: which of them, from 0.
    var entry: Int?
    /// SHA-256 of the file.
    var sha256: String
    var unit: String
    /// ISO days.
    var asOf: String?
    var asOfFrom: String?
    var coversUntil: String?
    var arrived: String?
    var source: String?
    /// Digest of the rules and the key that the load used.
    var rules: String
    var thresholds: Thresholds
    var sources: [String]
    /// When it was taken out of the archive, and why it is no longer there.
    var removed: String?

    init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(ManifestLine.self, from: Data(json))
    }

    init(
        load: Int64, run: Int64, entry: LoadEntry, name: String, part: Int?, sha256: String,
        folder: NightlyConfig.DropFolder
    ) {
        order = load
        self.run = run
        day = LocalTime.today.iso
        self.name = name
        self.entry = part
        self.sha256 = sha256
        unit = folder.unit
        asOf = entry.asOf.map { Day(number: $0).iso }
        asOfFrom = entry.asOfFrom
        coversUntil = entry.coversUntil.map { Day(number: $0).iso }
        arrived = entry.arrived.map { Day(number: $0).iso }
        source = entry.source
        rules = entry.rules
        thresholds = folder.thresholds
        sources = folder.sources
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
