import Domain
import Foundation
import Warehouse

/// The operator's archive of originals: `files/ab/ab…` by their SHA-256, and a line of `manifest.jsonl` for each load.
struct ArchiveFolder {
    private let folder: URL

    init(_ path: String) { folder = URL(fileURLWithPath: path) }

    private var graves: URL { folder.appendingPathComponent("tombstones.jsonl") }

    /// Who is forgotten, by pseudonym; none where nobody is.
    func tombstones() throws -> [Tombstone] {
        guard FileManager.default.fileExists(atPath: graves.path) else { return [] }
        return try String(contentsOf: graves, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Tombstone.self, from: Data($0.utf8))
        }
    }

    /// Keeps who is forgotten beside the manifest.
    func keep(_ tombstones: [Tombstone]) throws {
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try tombstones.flatMap { Array(try encoder.encode($0)) + [UInt8(ascii: "\n")] }
        try DurableFile.write(bytes, to: graves.path, replaces: true)
    }

    private var manifest: URL { folder.appendingPathComponent("manifest.jsonl") }

    /// The files that are there, whether or not the manifest still counts them in: a removal may have been cut off.
    func files() throws -> [URL] { try Self.regularFiles(folder.appendingPathComponent("files")) }

    /// Regular files below a folder, links not followed, by path; none where there is no folder.
    static func regularFiles(_ folder: URL) throws -> [URL] {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else {
            throw CocoaError(.fileReadUnknown)
        }
        var found: [URL] = []
        for case let url as URL in all {
            do {
                if try url.resourceValues(forKeys: Set(keys)).isRegularFile == true { found.append(url) }
            } catch CocoaError.fileReadNoSuchFile {
                // It went meanwhile, or has a name that is no UTF-8, which no copy of ours has whose original has one.
                continue
            }
        }
        return found.sorted { $0.path < $1.path }
    }

    /// Name of each digest's first load.
    func names() throws -> [String: String] {
        var names: [String: String] = [:]
        for line in try lines() {
            guard let entry = Self.entry(line), names[entry.sha256] == nil else { continue }
            names[entry.sha256] = entry.name
        }
        return names
    }

    /// Marks the lines of these digests as removed on a day. The manifest is replaced whole, before the files go: a line without
    /// the mark always has its file.
    func mark(_ digests: Set<String>, day: String) throws {
        let old = try lines()
        let new = old.map { line in
            guard let entry = Self.entry(line), digests.contains(entry.sha256), entry.removed == nil,
                let brace = line.lastIndex(of: "}")
            else { return line }
            return line[..<brace] + ",\"removed\":\"\(day)\"}"
        }
        guard new != old else { return }
        try DurableFile.write(Array((new.joined(separator: "\n") + "\n").utf8), to: manifest.path, replaces: true)
    }

    private struct Entry: Decodable {
        var name: String
        var sha256: String
        var removed: String?
    }

    private static func entry(_ line: Substring) -> Entry? {
        do { return try JSONDecoder().decode(Entry.self, from: Data(line.utf8)) } catch { return nil }
    }

    private func lines() throws -> [Substring] {
        guard FileManager.default.fileExists(atPath: manifest.path) else { return [] }
        return try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n")
    }
}
