import Foundation
import Records
import Testing

@testable import Readers

@Suite("Exports in a zip archive")
struct ZipExportsTests {
    private func zip(_ entries: [(String, String)]) -> [UInt8] {
        var zip = ZipWriter()
        for (name, text) in entries { zip.add(name, text) }
        return zip.end()
    }

    private func cause(_ bytes: [UInt8], _ change: (inout ReadLimits) -> Void = { _ in }) -> ReadFailure.Cause? {
        var limits = ReadLimits()
        change(&limits)
        do throws(ReadFailure) {
            _ = try ZipExports(SeekableBytes(bytes), limits: limits)
            return nil
        } catch {
            return error.cause
        }
    }

    @Test("each entry has its own bytes; names are only looked at")
    func entries() throws {
        let file = try PackedFile(
            zip([("b/c.csv", "một\n"), ("../../a.csv", "hai\n"), ("b/c.csv", ""), ("b\\d\\", "")]))
        let archive = try #require(try ZipExports(file.archive()))
        #expect(archive.entries.map(\.name) == ["b/c.csv", "../../a.csv", "b/c.csv", "b\\d\\"])
        #expect(archive.entries.map(\.steps.count) == [2, 3, 2, 2])
        #expect(archive.entries.map(\.isFolder) == [false, false, false, true])
        #expect(archive.entries.map(\.bytes) == [6, 4, 0, 0])
        #expect(try file.entry(0) == PackedFile.Content(text: "một\n"))
        #expect(try file.entry(1) == PackedFile.Content(text: "hai\n"))
        #expect(try file.entry(2) == PackedFile.Content())
    }

    @Test("packages of office programs are no archives of exports")
    func packages() throws {
        #expect(try ZipExports(SeekableBytes(ZipWriter.workbook([("A", "")]))) == nil)
        #expect(try ZipExports(SeekableBytes(zip([("mimetype", "application/x"), ("content.xml", "")]))) == nil)
        #expect(try ZipExports(SeekableBytes(zip([("nop/[Content_Types].xml", "<a/>")]))) != nil)
        #expect(try ZipExports(SeekableBytes(zip([]))) != nil)
    }

    @Test("one damaged entry does not touch the others")
    func damaged() throws {
        var bytes = zip([("a.csv", "một\n"), ("b.csv", "hai\n")])
        let at = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("hai".utf8)) })
        bytes[at] ^= 1
        let file = try PackedFile(bytes)
        #expect(try file.entry(0).failure == nil)
        #expect(try file.entry(1).failure == .damagedArchive)
    }

    @Test("entries, each and all together, are bounded; they cannot share their bytes")
    func limits() throws {
        let bytes = zip([("a.csv", "một\n"), ("b.csv", "hai\n")])
        #expect(cause(bytes) { $0.entries = 1 } == .tooManyEntries)
        #expect(cause(bytes) { $0.archiveBytes = 9 } == .archiveTooLarge)
        #expect(cause(bytes) { $0.archiveBytes = 10 } == nil)
        #expect(try PackedFile(bytes).entry(1) { $0.entryBytes = 3 }.failure == .entryTooLarge)
        // The directory claims that the entry's packed bytes are as many as the whole file's.
        var shared = bytes
        let at = try #require(shared.indices.first { shared[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        shared[at + 20] = 0xFF
        shared[at + 24] = 0xFF
        #expect(cause(shared) == .damagedArchive)
        #expect(cause(Array(bytes.prefix(60))) == .damagedArchive)
    }

    @Test("an archive that changes while an entry is read is refused; one that is replaced is read as it was")
    func changes() throws {
        let file = try PackedFile(zip([("a.csv", "một\n")]))
        var entry = try FileBytes(entry: 0, of: file.archive())
        try Data(zip([("a.csv", "hai\n")])).write(to: file.url, options: .atomic)
        var text = ""
        while let chunk = try entry.next() { text += String(decoding: chunk, as: UTF8.self) }
        #expect(text == "một\n")
        var growing = try FileBytes(entry: 0, of: file.archive())
        _ = try growing.next()
        let handle = try FileHandle(forWritingTo: file.url)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        var failure: ReadFailure?
        do throws(ReadFailure) { while try growing.next() != nil {} } catch { failure = error }
        #expect(failure?.cause == .changedWhileRead)
    }
}
