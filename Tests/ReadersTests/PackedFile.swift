import Domain
import Foundation
import Records
import Testing

@testable import Readers

/// A packed file on a disk, and what comes out of it.
final class PackedFile {
    let url: URL

    init(_ bytes: [UInt8]) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("packed"))
        try Data(bytes).write(to: url)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) }
    }

    /// The text inside, what was odd, and what refused it.
    struct Content: Equatable {
        var text = ""
        var warnings: [ReadWarning.Cause] = []
        var failure: ReadFailure.Cause?
    }

    /// Unpacks the file, of which `chunk` bytes are read at a time.
    func gzip(chunk: Int = 7, _ change: (inout ReadLimits) -> Void = { _ in }) -> Content {
        var limits = ReadLimits()
        limits.chunk = chunk
        change(&limits)
        return content { () throws(ReadFailure) in
            try FileBytes(gzip: FileBytes(path: url.path, chunk: chunk), limits: limits)
        }
    }

    /// Unpacks an entry of the archive.
    func entry(_ index: Int, _ change: (inout ReadLimits) -> Void = { _ in }) throws -> Content {
        var limits = ReadLimits()
        change(&limits)
        let archive = try archive()
        return content { () throws(ReadFailure) in try FileBytes(entry: index, of: archive, limits: limits) }
    }

    /// The archive's bytes.
    func archive() throws -> SeekableBytes {
        var file = try FileBytes(path: url.path)
        var start: [UInt8] = []
        return try file.hold(&start)
    }

    private func content(_ open: () throws(ReadFailure) -> FileBytes) -> Content {
        var content = Content()
        var bytes: [UInt8] = []
        do throws(ReadFailure) {
            var file = try open()
            while let chunk = try file.next() { bytes += chunk }
            content.warnings = file.warnings.map(\.cause)
        } catch {
            content.failure = error.cause
        }
        content.text = String(decoding: bytes, as: UTF8.self)
        return content
    }
}
