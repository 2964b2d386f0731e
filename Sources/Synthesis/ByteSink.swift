import Foundation

/// Where a generated file goes: bytes gathered in one buffer and handed on when it is full, so that a file of a million
/// records takes no more memory than one of ten. Without a file it keeps everything, for tests.
package final class ByteSink {
    private var buffer: [UInt8] = []
    private let handle: FileHandle?
    private static let full = 256 << 10

    /// A sink that keeps its bytes.
    package init() {
        handle = nil
    }

    /// A sink that writes a new file; an old one of that name is replaced. Throws `SinkFailure`.
    package init(path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw SinkFailure(path: path)
        }
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        buffer.reserveCapacity(Self.full + (64 << 10))
    }

    /// What was kept so far (all of it without a file, the rest that waits with one).
    package var bytes: [UInt8] { buffer }

    /// Raw bytes.
    package func raw(_ bytes: [UInt8]) {
        buffer.append(contentsOf: bytes)
    }

    /// One byte.
    package func byte(_ value: UInt8) {
        buffer.append(value)
    }

    /// Text as UTF-8.
    package func text(_ value: String) {
        buffer.append(contentsOf: value.utf8)
    }

    /// A number in digits, with zeros before it up to `digits`.
    package func number(_ value: Int, digits: Int = 1) {
        var scale = 1
        var width = 1
        while value / scale >= 10 || width < digits {
            scale *= 10
            width += 1
        }
        while scale > 0 {
            buffer.append(UInt8(48 + value / scale % 10))
            scale /= 10
        }
    }

    /// Hands the buffer on when it is full; called once a record.
    package func drain() throws {
        guard buffer.count >= Self.full else { return }
        try flush()
    }

    /// Writes what waits and closes the file.
    package func close() throws {
        try flush()
        try handle?.close()
    }

    private func flush() throws {
        guard let handle, !buffer.isEmpty else { return }
        try handle.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }
}
