import Foundation
import Records
import Testing

@testable import Readers

@Suite("Bytes come from regular files only")
struct FileBytesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("readers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func cause(_ path: String) -> ReadFailure.Cause? {
        do throws(ReadFailure) {
            var file = try FileBytes(path: path)
            while try file.next() != nil {}
            return nil
        } catch {
            return error.cause
        }
    }

    @Test("a file comes whole in chunks")
    func chunks() throws {
        let path = folder.appendingPathComponent("a").path
        try Data("abcdefg".utf8).write(to: URL(fileURLWithPath: path))
        var file = try FileBytes(path: path, chunk: 3)
        var chunks: [String] = []
        while let chunk = try file.next() { chunks.append(String(decoding: chunk, as: UTF8.self)) }
        #expect(chunks == ["abc", "def", "g"])
        #expect(file.count == 7)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("folders and devices are refused, and what does not exist")
    func notRegular() throws {
        #expect(cause(folder.path) == .notRegular)
        #expect(cause("/dev/null") == .notRegular)
        #expect(cause(folder.appendingPathComponent("none").path) == .cannotOpen)
        #expect(cause("/etc/hostname\0x") == .cannotOpen)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("a file that changes while it is read is refused")
    func changes() throws {
        let url = folder.appendingPathComponent("b")
        try Data("abcdefg".utf8).write(to: url)
        var file = try FileBytes(path: url.path, chunk: 3)
        _ = try file.next()
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("more".utf8))
        try handle.close()
        var failure: ReadFailure?
        do throws(ReadFailure) { while try file.next() != nil {} } catch { failure = error }
        #expect(failure?.cause == .changedWhileRead)
        try FileManager.default.removeItem(at: folder)
    }
}
