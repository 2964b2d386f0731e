import Disk
import Foundation

/// A line of one of the archive's books: a JSON object.
protocol ArchiveLine: Codable, Equatable {
    /// The book's file.
    static var book: String { get }
    init(json: [UInt8]) throws
    func json() throws -> [UInt8]
}

extension ArchiveLine {
    init(json: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(json)) }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

/// One of the books of an archive as it was read. A line that says nothing has its place all the same, and stays as it is when
/// the book is written anew: what it was can perhaps be found out.
struct ArchiveBook<Line: ArchiveLine> {
    private var entries: [(bytes: [UInt8], line: Line?)] = []
    /// Whether a killed run left a line half written at its end; it counts for nothing.
    private(set) var isTorn = false

    private static var name: FileName { FileName(Line.book) }

    /// An empty one.
    init() {}

    /// Reads it; nothing is made or mended. One that is not there is empty.
    init(in folder: Folder) throws {
        guard try folder.look(Self.name) != nil else { return }
        let bytes = try folder.text(Self.name)
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        isTorn = end < bytes.count
        entries = try bytes[..<end].split(separator: UInt8(ascii: "\n")).map { bytes in
            do { return (Array(bytes), try Line(json: Array(bytes))) } catch is DecodingError {
                return (Array(bytes), nil)
            }
        }
    }

    /// What the lines say, of those that say something.
    var lines: [Line] { entries.compactMap(\.line) }

    /// Numbers of the lines that say nothing, from 1.
    var damaged: [Int] { entries.indices.filter { entries[$0].line == nil }.map { $0 + 1 } }

    /// The book, if all of its lines say something; else a failure with the first's number.
    func whole(in folder: Folder) throws(DiskFailure) -> Self {
        guard let first = damaged.first else { return self }
        throw DiskFailure(name: "\(folder.path)/\(Line.book):\(first)", number: EBADMSG)
    }

    /// Changes lines where they stand.
    mutating func edit(_ body: (inout Line) -> Void) throws {
        for index in entries.indices {
            guard let old = entries[index].line else { continue }
            var line = old
            body(&line)
            if line != old { entries[index] = (try line.json(), line) }
        }
    }

    /// Adds a line at its end.
    mutating func add(_ line: Line) throws { entries.append((try line.json(), line)) }

    /// Puts the book in the place of the one that is there, whole or not at all.
    func write(in folder: Folder) throws(DiskFailure) {
        try folder.put(entries.flatMap { $0.bytes + [UInt8(ascii: "\n")] }, as: Self.name, mode: 0o600)
    }
}
