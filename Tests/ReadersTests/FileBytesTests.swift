import Domain
import Foundation
import Records
import Testing

@testable import Readers

@Suite("Bytes come from regular files only")
struct FileBytesTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("readers"))
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

    /// What befalls a file of seven bytes, of which three are read, when another program does something to it.
    private func change(_ body: (URL) throws -> Void) throws -> ReadFailure.Cause? {
        let url = folder.appendingPathComponent("b")
        try Data("abcdefg".utf8).write(to: url)
        var file = try FileBytes(path: url.path, chunk: 3)
        _ = try file.next()
        try body(url)
        do throws(ReadFailure) {
            while try file.next() != nil {}
            return nil
        } catch {
            return error.cause
        }
    }

    @Test(
        "a file that grows, shrinks or is written again while it is read is refused; a new file of its name is not it")
    func changes() throws {
        func writing(_ url: URL, _ body: (FileHandle) throws -> Void) throws {
            let handle = try FileHandle(forWritingTo: url)
            try body(handle)
            try handle.close()
        }
        let grown = try change { url in
            try writing(url) {
                try $0.seekToEnd()
                try $0.write(contentsOf: Data("more".utf8))
            }
        }
        #expect(grown == .changedWhileRead)
        #expect(try change { try writing($0) { try $0.truncate(atOffset: 5) } } == .changedWhileRead)
        #expect(try change { try writing($0) { try $0.truncate(atOffset: 0) } } == .changedWhileRead)
        let rewritten = try change { url in
            try writing(url) { try $0.write(contentsOf: Data("ABCDEFG".utf8)) }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: url.path)
        }
        #expect(rewritten == .changedWhileRead)
        #expect(try change { try Data("xyz".utf8).write(to: $0, options: .atomic) } == nil)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("a FIFO does not hang, whether somebody writes or not")
    func waiting() throws {
        let path = folder.appendingPathComponent("fifo").path
        #expect(unsafe mkfifo(path, 0o600) == 0)
        #expect(cause(path) == .notRegular)
        let writer = unsafe open(path, O_RDWR)
        #expect(cause(path) == .notRegular)
        close(writer)
        try FileManager.default.removeItem(at: folder)
    }
}
